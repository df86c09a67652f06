package dev.livedoctor.alarm;

import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.Episodes.Noted;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.Lease;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Tells somebody of all changes of alerts, in their order and at least once: how far it is, is written down. Of several processes on one
 * history one does it at a time.
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
    /** Up to which change the listener has taken them, and up to which that is written down. */
    private long taken;

    private long told;

    /** Somebody who is told. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes {@code changes}, of which there may be none; throws where they are to come again, but for those up to the last one that
         * {@code taken} was told of.
         */
        void onChanges(List<Noted> changes, LongConsumer taken) throws InterruptedException;

        /** Up to which of the changes up to {@code last}, which were all taken, none needs this process any more. */
        default long acknowledgedUpTo(long last) {
            return last;
        }
    }

    /** Begins to tell {@code listener}, which is known by {@code name}. */
    public AlertChangeFeed(String name, History history, Listener listener) {
        this.name = name;
        this.episodes = history.episodes();
        this.lease = history.lease(name);
        this.listener = listener;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "alerts-" + name);
            made.setDaemon(true);
            return made;
        });
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

    /** Tells what is new; says when to look again. */
    private Duration turn() throws InterruptedException {
        if (episodes.isEmpty()) {
            sawNothing = true;
            return PAUSE;
        }
        if (!holds() && !takes()) {
            return AFTER_A_FAILURE;
        }
        try {
            // Names of episodes are numbers in the same row: not every number is a change.
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

    /** Whether this process is the one that tells, as far as it can know without asking. */
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

    /** Tells no more, and leaves the rest to whichever process asks next. */
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
