package dev.livedoctor.api;

import dev.livedoctor.notify.Notifications;
import dev.livedoctor.notify.TargetState.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What Prometheus learns of messages out. */
@Startup
@ApplicationScoped
public class NotificationMetrics {
    private static final String TARGET = "target";
    private static final double MILLIS = 1_000;

    private final MeterRegistry registry;

    NotificationMetrics(MeterRegistry registry, Optional<Notifications> notifications, Clock clock) {
        this.registry = registry;
        notifications.ifPresent(all -> all.names().forEach(name -> register(all, name, clock)));
    }

    private void register(Notifications all, String name, Clock clock) {
        count(all, name, "sent", "messages that the target took", Counts::sent);
        count(all, name, "failed", "attempts that failed", Counts::failed);
        count(all, name, "retried", "attempts after the first", Counts::retried);
        count(all, name, "dead", "messages that were given up", Counts::dead);
        Gauge.builder("livedoctor.notifications.outbox", () -> all.depth(name).waiting())
                .description("messages that wait to be sent")
                .tag(TARGET, name)
                .register(registry);
        Gauge.builder(
                        "livedoctor.notifications.dead.letters",
                        () -> all.depth(name).dead())
                .description("messages that were given up and can be sent again")
                .tag(TARGET, name)
                .register(registry);
        Gauge.builder(
                        "livedoctor.notifications.oldest",
                        () -> all.depth(name)
                                .oldest()
                                .map(since ->
                                        Duration.between(since, clock.instant()).toMillis() / MILLIS)
                                .orElse(0.0))
                .description("age of the oldest message that waits")
                .baseUnit("seconds")
                .tag(TARGET, name)
                .register(registry);
    }

    private void count(Notifications all, String name, String what, String description, ToLongFunction<Counts> number) {
        FunctionCounter.builder("livedoctor.notifications." + what, all, one -> number.applyAsLong(one.counts(name)))
                .description(description)
                .tag(TARGET, name)
                .register(registry);
    }
}
