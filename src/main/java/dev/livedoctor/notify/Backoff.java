package dev.livedoctor.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a failed message is tried again: twice as long each time, up to a limit, and at random between half of that
 * and all of it, so that many who failed together do not come back together.
 *
 * @param first after the first failure
 * @param longest after however many
 */
record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 40;

    /** The pause after the failure number {@code failures}, from 1. */
    Duration pause(int failures, RandomGenerator random) {
        long limit = longest.toMillis();
        double grown = first.toMillis() * (double) (1L << Math.min(failures - 1, MOST_DOUBLINGS));
        long whole = (long) Math.min(limit, grown);
        return Duration.ofMillis(whole - (long) (random.nextDouble() * (whole / 2.0)));
    }
}
