package dev.livedoctor.alarm;

import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.Episodes.Noted;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Tells somebody of all changes of alerts, in their order and at least once: how far it is, is written down after each of them has been
 * taken. Of several processes on one history one does it at a time.
 */
public final class Follower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Follower.class);
    private static final int PAGE = 100;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final String name;
    private final Episodes episodes;
    private final Ear ear;
    private final String holder = UUID.randomUUID().toString();
    private final Thread thread;
    private volatile boolean closing;
    private long told = -1;
    private boolean sawNothing;
    private boolean failing;

    /** Somebody who is told. */
    @FunctionalInterface
    public interface Ear {
        /**
         * Takes {@code changes}, of which there may be none; throws where they are to come again, but for those up to the last one that
         * {@code taken} was told of.
         */
        void hear(List<Noted> changes, LongConsumer taken) throws InterruptedException;
    }

    /** Begins to tell {@code ear}, which is known by {@code name}. */
    public Follower(String name, Episodes episodes, Ear ear) {
        this.name = name;
        this.episodes = episodes;
        this.ear = ear;
        thread = new Thread(this::run, "alerts-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                Thread.sleep((turned() ? PAUSE : AFTER_A_FAILURE).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean turned() throws InterruptedException {
        try {
            turn();
            if (failing) {
                LOG.infof("Alerts are told to %s again", name);
            }
            failing = false;
            return true;
        } catch (RuntimeException | Error e) {
            if (!failing && !closing) {
                LOG.errorf("Alerts are not told to %s now; they are kept, and another try follows: %s", name, e);
            }
            failing = true;
            return false;
        }
    }

    private void turn() throws InterruptedException {
        if (episodes.areNone()) {
            sawNothing = true;
            return;
        }
        if (told >= 0 && episodes.last() <= told) {
            ear.hear(List.of(), last -> {});
            return;
        }
        OptionalLong from = episodes.take(name, holder, sawNothing);
        if (from.isEmpty()) {
            // Another process tells; what it leaves is asked for again, but not all the time.
            ear.hear(List.of(), last -> {});
            Thread.sleep(AFTER_A_FAILURE.toMillis());
            return;
        }
        told = from.getAsLong();
        List<Noted> changes = episodes.noted(told, PAGE);
        try {
            ear.hear(changes, last -> told = last);
            if (!changes.isEmpty()) {
                told = changes.get(changes.size() - 1).change().id();
            }
        } finally {
            if (told > from.getAsLong()) {
                episodes.told(name, holder, told);
            }
        }
        if (changes.isEmpty()) {
            // Names of episodes are numbers in the same row.
            told = Math.max(told, episodes.last());
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}
