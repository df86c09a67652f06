package dev.livedoctor;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.adapter.Adapters;
import dev.livedoctor.adapter.AdaptersConfig;
import dev.livedoctor.adapter.BadAdaptersException;
import dev.livedoctor.api.Recordings;
import dev.livedoctor.outbound.BadDestinationException;
import dev.livedoctor.reload.LiveRules;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Measurements in. Where no source is configured, nothing is read and nothing runs. */
@Startup
@Singleton
public class AdaptersProducer {
    /** After everything that a start waits for. */
    private static final int LAST = Integer.MAX_VALUE;

    private final Adapters adapters;

    AdaptersProducer(AdaptersConfig config, Recordings recordings, LiveRules rules, Clock clock) {
        try {
            adapters = new Adapters(config, recordings, () -> rules.get().pack(), clock);
        } catch (BadAdaptersException | BadDestinationException e) {
            throw new RefusedStartException(String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    Adapters adapters() {
        return adapters;
    }

    void begin(@Observes @Priority(LAST) StartupEvent started) {
        adapters.begin();
    }

    @PreDestroy
    void stop() {
        adapters.close();
    }
}
