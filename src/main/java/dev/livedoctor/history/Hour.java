package dev.livedoctor.history;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;

/** Time as the store has it: nanoseconds and hours since 1970, UTC. */
final class Hour {
    /** Windows that are longer belong to no hour: they are never rolled up, and bring and make no baseline. */
    static final Duration LENGTH = Duration.ofHours(1);

    static final long NANOS = LENGTH.toNanos();
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final Instant FIRST = Instant.ofEpochSecond(Long.MIN_VALUE / SECOND_NANOS);
    private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / SECOND_NANOS);

    private Hour() {}

    /** The hour that {@code window} begins in. */
    static long of(Window window) {
        return Math.floorDiv(nanos(window.start()), NANOS);
    }

    static long of(Instant time) {
        return Math.floorDiv(nanos(time), NANOS);
    }

    static boolean has(Window window) {
        return Duration.between(window.start(), window.end()).compareTo(LENGTH) <= 0;
    }

    /** {@code time}, or the nearest that the store can hold. */
    static long nanos(Instant time) {
        Instant held = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
        return Math.addExact(Math.multiplyExact(held.getEpochSecond(), SECOND_NANOS), held.getNano());
    }
}
