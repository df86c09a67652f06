package dev.livedoctor.snapshot;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a snapshot covers.
 *
 * @param start inclusive
 * @param end exclusive, after {@code start} and at most 24 h later
 */
public record Window(Instant start, Instant end) {

    /** The length in minutes, fractions included. */
    public double minutes() {
        return Duration.between(start, end).toMillis() / 60_000.0;
    }
}
