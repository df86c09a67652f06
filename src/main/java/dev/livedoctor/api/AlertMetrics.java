package dev.livedoctor.api;

import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.EpisodeChange.Type;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** What Prometheus learns of alerts. */
@Startup
@ApplicationScoped
public class AlertMetrics {
    private static final String SEVERITY = "severity";

    private final MeterRegistry registry;
    private final Episodes episodes;

    AlertMetrics(MeterRegistry registry, History history) {
        this.registry = registry;
        episodes = history.episodes();
        for (Severity severity : Severity.values()) {
            if (severity != Severity.INFO) {
                Gauge.builder("livedoctor.alerts.open", () -> open(severity))
                        .description("alerts that are open")
                        .tag(SEVERITY, word(severity))
                        .register(registry);
            }
        }
        history.listen(this::count);
    }

    private double open(Severity severity) {
        try {
            return episodes.openBySeverity().getOrDefault(severity, 0);
        } catch (HistoryUnavailableException e) {
            return Double.NaN;
        }
    }

    private void count(EpisodeChange change) {
        if (change.what() == Type.OPENED) {
            counter("opened", "alerts that were opened", change).increment();
            Timer.builder("livedoctor.alerts.time.to.open")
                    .description(
                            "from the first window that showed it until it was an alert, by the time of the windows")
                    .tag(SEVERITY, word(change.episode().severity()))
                    .register(registry)
                    .record(Duration.between(
                            change.episode().since(), change.episode().opened()));
        } else if (change.what() == Type.CLOSED) {
            counter("closed", "alerts that were closed", change).increment();
        }
    }

    private Counter counter(String what, String description, EpisodeChange change) {
        return Counter.builder("livedoctor.alerts." + what)
                .description(description)
                .tag(SEVERITY, word(change.episode().severity()))
                .tag("cause", change.episode().cause())
                .register(registry);
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
