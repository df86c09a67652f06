package dev.livedoctor;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.chat.Link;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The cards of the service. */
final class ChatProducer {
    private ChatProducer() {}

    @Produces
    @Singleton
    static Cards cards(ChatConfig config) {
        try {
            return new Cards(config.link().map(Link::new));
        } catch (IllegalArgumentException e) {
            throw new RefusedStartException("livedoctor.chat.link: " + e.getMessage());
        }
    }
}
