package dev.livedoctor.adapter;

import dev.livedoctor.history.HistoryUnavailableException;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks one source again and again, on a thread of its own. */
final class SourcePoller implements BackgroundSource {
    private static final Logger LOG = Logger.getLogger(SourcePoller.class);
    /** After a failure it rests for as many pauses. */
    private static final int REST = 5;

    private final PolledSource source;
    private final SourceStats stats;
    private final Duration pause;
    private final ScheduledExecutorService thread;
    private int rest;

    /** Asks {@code source} with {@code pause} between, until it is closed. */
    SourcePoller(String name, PolledSource source, SourceStats stats, Duration pause) {
        this.source = source;
        this.stats = stats;
        this.pause = pause;
        this.thread = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("adapter-" + name, true));
    }

    @Override
    public void begin() {
        thread.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        if (rest > 0) {
            rest--;
            return;
        }
        try {
            while (!thread.isShutdown() && source.poll()) {
                stats.recover();
            }
        } catch (SourceUnavailableException | HistoryUnavailableException e) {
            stats.fail(String.valueOf(e.getMessage()));
            rest = REST;
        } catch (Throwable e) {
            // Whatever is thrown here would end the schedule without a word.
            rest = REST;
            stats.fail("It failed: " + e);
            LOG.error("A source of measurements failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
