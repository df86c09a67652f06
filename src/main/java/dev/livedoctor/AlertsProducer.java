package dev.livedoctor;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.alerting.AlertChangeFeed;
import dev.livedoctor.alerting.AlertNotifier;
import dev.livedoctor.alerting.Alertmanager;
import dev.livedoctor.alerting.AlertmanagerConfig;
import dev.livedoctor.alerting.TelemetryGapCheck;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.chat.CodeLookup;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.History;
import dev.livedoctor.notify.AlertJson;
import dev.livedoctor.notify.Notifications;
import dev.livedoctor.ruleset.Ruleset;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What alerts do by themselves. Nothing of it opens a history that was never used. */
@Startup
@Singleton
public class AlertsProducer {
    private final History history;
    private final AlertsConfig config;
    private final AlertWords words;
    private final Optional<Notifications> notifications;
    private final AlertJson json;
    private final Optional<Alertmanager> alertmanager;
    private final List<AutoCloseable> running = new ArrayList<>();

    AlertsProducer(
            History history,
            AlertsConfig config,
            AlertmanagerConfig alertmanager,
            AlertWords words,
            Optional<Notifications> notifications,
            AlertJson json,
            Clock clock) {
        this.history = history;
        this.config = config;
        this.words = words;
        this.notifications = notifications;
        this.json = json;
        try {
            this.alertmanager = alertmanager.url().map(url -> new Alertmanager(alertmanager, history, words, clock));
        } catch (IllegalArgumentException e) {
            throw new RefusedStartException(String.valueOf(e.getMessage()));
        }
    }

    /** The words of alerts, by the rules in force. */
    static final class Words {
        private Words() {}

        @Produces
        @Singleton
        static AlertWords words(Supplier<Ruleset> rules) {
            return new AlertWords(new CodeLookup() {
                @Override
                public @Nullable CauseKnowledge cause(String code) {
                    return rules.get().pack().causes().get(code);
                }

                @Override
                public @Nullable SymptomKnowledge symptom(String code) {
                    return rules.get().pack().symptoms().get(code);
                }
            });
        }

        @Produces
        @Singleton
        static Episodes episodes(History history) {
            return history.episodes();
        }
    }

    /** After everything that a start waits for. */
    void begin(@Observes @Priority(Integer.MAX_VALUE) StartupEvent started) {
        running.add(new TelemetryGapCheck(history.episodes(), config.look()));
        notifications.ifPresent(all -> running.add(new AlertChangeFeed(
                "notifications", history, new AlertNotifier(all, history, words, json, config.policy()))));
        alertmanager.ifPresent(one -> {
            running.add(new AlertChangeFeed("alertmanager", history, one));
            running.add(one);
        });
    }

    /** While there still is a history to which to say so. */
    void stop(@Observes ShutdownEvent stopping) throws Exception {
        for (AutoCloseable one : running) {
            one.close();
        }
    }
}
