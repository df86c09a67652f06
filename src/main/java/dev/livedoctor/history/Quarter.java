package dev.livedoctor.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What was measured of a room in a quarter of an hour: it lies in one local hour, wherever the room is. Sums over its windows; what was
 * not measured is in none of them.
 *
 * @param place the room
 * @param start when it begins
 * @param setup what was chosen for the room then: attributes by name
 * @param minutes that the windows cover
 * @param watched viewer-minutes
 * @param seen minutes in which stalls would have been seen
 * @param stalled minutes of the windows that stalled
 * @param exposed viewer-minutes of the windows that stalled
 * @param lost viewer-minutes that were spent waiting
 * @param entries viewers who entered, where orders were counted, too
 * @param orders paid orders of theirs
 * @param funnel product impressions, clicks, carts, checkouts, payment attempts and orders
 */
public record Quarter(
        RoomInfo place,
        Instant start,
        Map<String, String> setup,
        double minutes,
        double watched,
        double seen,
        double stalled,
        double exposed,
        double lost,
        double entries,
        double orders,
        double[] funnel) {
    static final int AN_HOUR = 4;
    private static final Duration LENGTH = Duration.ofMinutes(15);
    static final long NANOS = LENGTH.toNanos();

    static long of(Instant time) {
        return Math.floorDiv(Hour.nanos(time), NANOS);
    }
}
