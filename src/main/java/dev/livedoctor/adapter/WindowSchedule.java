package dev.livedoctor.adapter;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which window of a source that is asked comes next: each once and in order, aligned to the clock, after an outage from where it stopped,
 * but not from too long ago. One thread at a time uses it.
 */
final class WindowSchedule {
    private @Nullable Instant done;
    private long skipped;

    /**
     * The next window that has ended {@code delay} ago; empty where none has.
     *
     * @param length of a window
     * @param catchUp how long ago a window may have begun at most
     */
    Optional<Window> next(Instant now, Duration length, Duration delay, Duration catchUp) {
        Instant last = floor(now.minus(delay), length);
        if (done != null && done.isAfter(last.plus(length))) {
            // The wall clock was ahead and was set back; a window asked for once more is recorded once.
            done = null;
        }
        Instant oldest = floor(last.minus(catchUp.compareTo(length) > 0 ? catchUp : length), length);
        Instant from = done == null ? oldest : ceiling(done, length);
        if (from.isBefore(oldest)) {
            skipped += Duration.between(from, oldest).dividedBy(length);
            from = oldest;
            done = oldest;
        }
        Window window = new Window(from, from.plus(length));
        return window.end().isAfter(last) ? Optional.empty() : Optional.of(window);
    }

    /** {@code window} was dealt with. */
    void done(Window window) {
        done = window.end();
    }

    /** How many windows were left out since the last time that this was asked. */
    long skipped() {
        long left = skipped;
        skipped = 0;
        return left;
    }

    private static Instant floor(Instant at, Duration length) {
        long millis = Math.floorDiv(at.toEpochMilli(), length.toMillis()) * length.toMillis();
        return Instant.ofEpochMilli(millis);
    }

    /** Where the length was edited meanwhile, what was done may end within a window. */
    private static Instant ceiling(Instant at, Duration length) {
        Instant floor = floor(at, length);
        return floor.equals(at) ? at : floor.plus(length);
    }
}
