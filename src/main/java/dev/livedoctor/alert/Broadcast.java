package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast, by its windows until now.
 *
 * @param begin of its first window; null where it is not known
 * @param start of the last window; null before the first
 * @param end of the last window
 * @param strides the last times from the start of one window to that of the next
 * @param crowd its audience; null where viewers were not measured
 * @param over whether it has ended
 */
record Broadcast(
        @Nullable Instant begin,
        @Nullable Instant start,
        @Nullable Instant end,
        List<Duration> strides,
        @Nullable Audience crowd,
        boolean over) {
    private static final int STRIDES = 5;

    /** Before the first window. */
    static final Broadcast NONE = new Broadcast(null, null, null, List.of(), null, false);

    /** How often it reports: the shortest of the last times between two windows. */
    Duration stride() {
        return strides.stream().min(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** This broadcast after {@code window} with so many {@code viewers}; a new one if it was over. */
    Broadcast after(Window window, @Nullable Double viewers) {
        boolean newer = start == null || window.start().isAfter(start);
        List<Duration> last = new ArrayList<>(strides);
        if (newer) {
            last.add(Duration.between(start == null ? window.end() : start, window.start())
                    .abs());
        }
        return new Broadcast(
                began(window),
                newer ? window.start() : start,
                end == null || window.end().isAfter(end) ? window.end() : end,
                last.subList(Math.max(0, last.size() - STRIDES), last.size()),
                audience(window, viewers),
                false);
    }

    private @Nullable Audience audience(Window window, @Nullable Double viewers) {
        Audience known = over ? null : crowd;
        return viewers == null
                ? known
                : Audience.after(known, viewers, end == null ? Duration.ZERO : Duration.between(end, window.end()));
    }

    /** When the broadcast of {@code window} began; null where it is not known. */
    @Nullable
    Instant began(Window window) {
        return over || start == null ? window.start() : begin;
    }

    Broadcast over(boolean now) {
        return new Broadcast(begin, start, end, strides, crowd, now);
    }

    /** This broadcast after the sender's clock was corrected: only how often it reports is still known. */
    Broadcast shifted() {
        return new Broadcast(null, null, null, strides, null, false);
    }

    /** Whether its viewers were leaving with the last window. */
    boolean ebbs() {
        return crowd != null && crowd.ebbs();
    }

    /** Whether a window with so many {@code viewers} may be of this one rather than of the next. */
    boolean goesOn(@Nullable Double viewers) {
        return crowd == null || viewers != null && crowd.goesOn(viewers);
    }
}
