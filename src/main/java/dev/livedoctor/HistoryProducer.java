package dev.livedoctor;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.Mutes;
import dev.livedoctor.history.RecentReports;
import dev.livedoctor.history.RecordingLimits;
import dev.livedoctor.history.Reports;
import dev.livedoctor.lookback.Lookback;
import dev.livedoctor.lookback.PostMortems;
import dev.livedoctor.ruleset.Ruleset;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** The memory of the service. */
final class HistoryProducer {
    private HistoryProducer() {}

    @Produces
    @Singleton
    static RecentReports recent(HistoryConfig config) {
        return new RecentReports(config.reports());
    }

    /** Refuses bad settings at start; nothing is opened before the first use. */
    @Startup
    @Produces
    @Singleton
    static History history(HistoryConfig config, AlertsConfig alerts, Clock clock, Instance<Supplier<Ruleset>> rules) {
        try {
            Optional<HistoryPlace> server = config.url()
                    .map(url -> new HistoryPlace.Server(
                            url, config.username(), config.password().orElse("")));
            return new History(
                    server.orElseGet(() -> new HistoryPlace.Folder(config.directory())),
                    new RecordingLimits(config.late(), config.ahead(), config.raw(), config.hourly()),
                    alerts.policy(),
                    clock,
                    name -> rules.get().get().pack().dimensions().of(name));
        } catch (IllegalArgumentException e) {
            throw new RefusedStartException(String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    static Mutes mutes(History history) {
        return history.mutes();
    }

    @Produces
    @Singleton
    static Reports reports(RecentReports recent, History history, Supplier<Ruleset> rules) {
        return new Reports(recent, history, snapshot -> rules.get().diagnose(snapshot));
    }

    @Produces
    @Singleton
    static Lookback lookback(History history, Clock clock) {
        return new Lookback(history, clock);
    }

    @Produces
    @Singleton
    static PostMortems postMortems(History history, Lookback lookback) {
        return new PostMortems(history, lookback);
    }

    static void close(@Disposes History history) {
        history.close();
    }
}
