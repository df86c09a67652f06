package dev.livedoctor.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Turns a delivery for as long as it is open. */
final class DeliveryThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeliveryThread.class);
    /** Bounds the sleep, so that a wall clock set back does not hold a message up for as long. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Delivery delivery;
    private final Clock clock;
    private final Duration timeout;
    private final Thread thread;
    private volatile boolean closing;

    /** Begins to turn {@code delivery}; at the end, calls under way are awaited for {@code timeout}. */
    DeliveryThread(Delivery delivery, Clock clock, Duration timeout) {
        this.delivery = delivery;
        this.clock = clock;
        this.timeout = timeout;
        thread = new Thread(this::run, "notifications");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                turn();
            }
            long began = System.nanoTime();
            while (delivery.open() > 0 && System.nanoTime() - began < timeout.toNanos()) {
                delivery.await(AFTER_A_FAILURE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        try {
            Instant next = delivery.turn();
            Instant now = clock.instant();
            Instant latest = now.plus(LONGEST);
            delivery.await(Duration.between(now, next.isBefore(latest) ? next : latest));
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "Cannot send notifications now; they are kept, and the next try follows");
            delivery.await(AFTER_A_FAILURE);
        }
    }

    /** Begins nothing new, and waits for what is under way. */
    @Override
    public void close() {
        closing = true;
        delivery.wake();
        try {
            thread.join(timeout.plus(AFTER_A_FAILURE).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
