package dev.livedoctor.alerting;

import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.Episodes.Noted;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.Lease;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Passes all changes of alerts to a listener, in order and at least once; its progress is stored. Of several processes on one history one
 * does it at a time.
 */
public final class AlertChangeFeed implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AlertChangeFeed.class);
    private static final int PAGE = 100;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final long BEAT = Lease.LENGTH.dividedBy(6).toNanos();
    private static final Duration LAST_TURN = Duration.ofSeconds(5);

    private final String name;
    private final Episodes episodes;
    private final Lease lease;
    private final Listener listener;
    private final ScheduledExecutorService thread;
    private boolean sawNothing;
    private boolean failing;
    private boolean holds;
    private long beaten;
    /** The last change that the listener has taken; {@link #told} is the last one stored as delivered. */
    private long taken;

    private long told;

    /** Receives the changes. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Handles {@code changes}, possibly none. If it throws, all changes after the last id passed to {@code taken} are delivered
         * again.
         */
        void onChanges(List<Noted> changes, LongConsumer taken) throws InterruptedException;

        /** Highest change id up to {@code last} whose delivery no longer depends on this process. */
        default long acknowledgedUpTo(long last) {
            return last;
        }
    }

    /** Starts passing changes to {@code listener}; progress is stored under {@code name}. */
    public AlertChangeFeed(String name, History history, Listener listener) {
        this.name = name;
        this.episodes = history.episodes();
        this.lease = history.lease(name);
        this.listener = listener;
        thread = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("alerts-" + name, true));
        thread.execute(this::run);
    }

    private void run() {
        Duration pause = AFTER_A_FAILURE;
        try {
            pause = turn();
            if (failing) {
                LOG.infof("Alerts are told to %s again", name);
            }
            failing = false;
        } catch (InterruptedException e) {
            return;
        } catch (RuntimeException | Error e) {
            if (!failing && !thread.isShutdown()) {
                LOG.errorf("Alerts are not told to %s now; they are kept, and another try follows: %s", name, e);
            }
            failing = true;
        }
        synchronized (thread) {
            if (!thread.isShutdown()) {
                thread.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Passes on what is new; returns the pause before the next turn. */
    private Duration turn() throws InterruptedException {
        if (episodes.isEmpty()) {
            sawNothing = true;
            return PAUSE;
        }
        if (!holds() && !takes()) {
            return AFTER_A_FAILURE;
        }
        try {
            // Episode ids and change ids come from one sequence, so there are gaps.
            long last = episodes.lastChangeId();
            List<Noted> changes = last > taken ? episodes.timedChangesAfter(taken, PAGE) : List.of();
            listener.onChanges(changes, this::took);
            taken = changes.isEmpty()
                    ? Math.max(taken, last)
                    : changes.get(changes.size() - 1).change().id();
        } finally {
            long settled = listener.acknowledgedUpTo(taken);
            if (settled > told) {
                lease.recordProgress(settled);
                told = settled;
            }
        }
        return PAUSE;
    }

    /** Whether this process surely holds the lease, as far as it can know without asking. */
    private boolean holds() {
        return holds && System.nanoTime() - beaten < BEAT;
    }

    private boolean takes() {
        OptionalLong from = lease.acquireOrRenew(sawNothing);
        if (from.isPresent() && !holds) {
            taken = from.getAsLong();
            told = taken;
        }
        holds = from.isPresent();
        beaten = System.nanoTime();
        return holds;
    }

    private void took(long change) {
        taken = change;
        if (!holds() && !takes()) {
            throw new IllegalStateException("another process took over");
        }
    }

    /** Stops, and releases the lease for the next process that asks. */
    @Override
    public void close() {
        synchronized (thread) {
            thread.shutdownNow();
        }
        try {
            if (thread.awaitTermination(LAST_TURN.toMillis(), TimeUnit.MILLISECONDS) && holds && !failing) {
                lease.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (HistoryUnavailableException e) {
            LOG.debugf("Others tell %s of alerts a while later: %s", name, e.getMessage());
        }
    }
}
