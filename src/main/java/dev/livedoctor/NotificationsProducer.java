package dev.livedoctor;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.history.Mutes;
import dev.livedoctor.notify.BadTargetsException;
import dev.livedoctor.notify.Notifications;
import dev.livedoctor.notify.NotificationsConfig;
import dev.livedoctor.notify.OutboxStore;
import dev.livedoctor.notify.ReportJson;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;

/** Messages out. Where no target is configured, nothing is opened and nothing runs. */
@Startup
@Singleton
public class NotificationsProducer {
    private final OutboxStore store;
    private final Optional<Notifications> notifications;

    NotificationsProducer(NotificationsConfig config, Mutes mutes, Cards cards, ReportJson json, Clock clock) {
        store = new OutboxStore(config.directory());
        notifications =
                config.targets().isEmpty() ? Optional.empty() : Optional.of(begin(config, mutes, cards, json, clock));
    }

    private Notifications begin(NotificationsConfig config, Mutes mutes, Cards cards, ReportJson json, Clock clock) {
        try {
            return new Notifications(config, store, mutes, cards, json, clock);
        } catch (BadTargetsException | UncheckedIOException e) {
            throw new RefusedStartException(String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    Optional<Notifications> notifications() {
        return notifications;
    }

    @PreDestroy
    void stop() {
        notifications.ifPresent(Notifications::close);
        store.close();
    }
}
