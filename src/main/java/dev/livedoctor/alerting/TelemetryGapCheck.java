package dev.livedoctor.alerting;

import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.HistoryUnavailableException;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Checks for telemetry gaps again and again. Costs nothing until something is recorded. */
public final class TelemetryGapCheck implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TelemetryGapCheck.class);

    private final Episodes episodes;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("alerts-gaps", true));

    /** Begins to ask every {@code pause}. */
    public TelemetryGapCheck(Episodes episodes, Duration pause) {
        this.episodes = episodes;
        thread.scheduleWithFixedDelay(this::turn, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        try {
            episodes.checkTelemetryGaps();
        } catch (HistoryUnavailableException e) {
            LOG.debugf("Telemetry gaps are not looked for: %s", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("Telemetry gaps were not looked for; another try follows", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
