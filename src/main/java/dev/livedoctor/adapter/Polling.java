package dev.livedoctor.adapter;

import dev.livedoctor.history.HistoryUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks one source again and again, on a thread of its own. */
final class Polling implements Running {
    private static final Logger LOG = Logger.getLogger(Polling.class);
    /** After a failure it rests for as many pauses. */
    private static final int REST = 5;

    private final Polled polled;
    private final Ledger ledger;
    private final Duration pause;
    private final ScheduledExecutorService thread;
    private int rest;

    /** Asks {@code polled} with {@code pause} between, until it is closed. */
    Polling(String name, Polled polled, Ledger ledger, Duration pause) {
        this.polled = polled;
        this.ledger = ledger;
        this.pause = pause;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread worker = new Thread(work, "adapter-" + name);
            worker.setDaemon(true);
            return worker;
        });
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
            while (!thread.isShutdown() && polled.poll()) {
                ledger.recover();
            }
        } catch (NoAnswerException | HistoryUnavailableException e) {
            ledger.fail(String.valueOf(e.getMessage()));
            rest = REST;
        } catch (Throwable e) {
            // Whatever is thrown here would end the schedule without a word.
            rest = REST;
            ledger.fail("It failed: " + e);
            LOG.error("A source of measurements failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
