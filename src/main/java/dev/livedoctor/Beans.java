package dev.livedoctor;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.chat.Link;
import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.workbench.Shadow;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the service shares and nobody has to open. */
final class Beans {
    private Beans() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static RuleCompiler compiler() {
        return new DroolsRuleCompiler();
    }

    @Produces
    @Singleton
    static Shadow shadow() {
        return new Shadow();
    }

    static void close(@Disposes Shadow shadow) {
        shadow.close();
    }

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
