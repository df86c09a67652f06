package dev.livedoctor.command;

import dev.livedoctor.chat.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** What Prometheus learns of commands. There are few of them, so a look-up by tags is cheap enough. */
@ApplicationScoped
class CommandMetrics {
    private static final String PLATFORM = "platform";

    private final MeterRegistry registry;

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(Platform platform, Verb verb, Answer.Outcome outcome) {
        registry.counter(
                        "livedoctor.commands",
                        PLATFORM,
                        label(platform),
                        "command",
                        label(verb),
                        "outcome",
                        label(outcome))
                .increment();
    }

    void refused(Platform platform, RefusedCallException.Reason reason) {
        registry.counter("livedoctor.commands.refused", PLATFORM, label(platform), "reason", label(reason))
                .increment();
    }

    void sent(Platform platform, boolean taken) {
        registry.counter("livedoctor.commands.sent", PLATFORM, label(platform), "outcome", taken ? "taken" : "failed")
                .increment();
    }

    private static String label(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
