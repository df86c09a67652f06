package dev.livedoctor;

import dev.livedoctor.chat.Cards;
import dev.livedoctor.chat.Link;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The cards of the service. */
final class SystemChat {
    private SystemChat() {}

    @Produces
    @Singleton
    static Cards cards(ChatConfig config) {
        return new Cards(config.link().map(Link::new));
    }
}
