package dev.livedoctor;

import dev.livedoctor.ruleset.Ruleset;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The rules in force, loaded before the first request is let in. */
@Startup(Rules.FIRST)
@ApplicationScoped
public class Rules implements Supplier<Ruleset> {
    /** Before everything that needs rules. */
    static final int FIRST = 100;

    private static final Logger LOG = Logger.getLogger(Rules.class);

    private final Ruleset ruleset;

    Rules(RulesConfig config) {
        ruleset = new RulePackSource(config.directory()).get();
        LOG.infof(
                "Rules %s %s from %s: %d causes, %d symptoms, %d metrics",
                ruleset.pack().name(),
                ruleset.pack().version(),
                config.directory().map(Object::toString).orElse("the jar"),
                ruleset.pack().causes().size(),
                ruleset.pack().symptoms().size(),
                ruleset.pack().metrics().size());
    }

    @Override
    public Ruleset get() {
        return ruleset;
    }
}
