package dev.livedoctor.api;

import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as it came over the wire: what must be there may still be missing. Values are checked against the metric catalog while they
 * are read; here stands what holds of every snapshot.
 *
 * @param sliceCount how many slices came, kept or not
 * @param eventCount how many events came, kept or not
 */
record SnapshotRequest(
        @NotNull(message = "must be there")
        @CodePointLength(min = 1, max = MOST_CHARACTERS, message = "must have {min} to {max} characters")
        @Nullable
        String room,

        @NotNull(message = "must be there") @Valid @Nullable Period window,

        @NotNull(message = "must be there") @Size(min = 1, message = "must have one metric at least") @Nullable
        Map<String, Double> metrics,

        Map<String, Object> attributes,
        Map<String, Double> baseline,
        Map<String, Double> previous,
        List<Slice> slices,

        @Max(value = MOST_SLICES, message = "must be {value} at most")
        int sliceCount,

        List<RoomEvent> events,

        @Max(value = MOST_EVENTS, message = "must be {value} at most")
        int eventCount) {
    static final int MOST_CHARACTERS = 128;
    static final int MOST_SLICES = 5_000;
    /** Nobody reports more changes of one room; every event becomes a fact. */
    static final int MOST_EVENTS = 5_000;

    /** The window, its ends as they came. */
    @StartsBeforeEnd
    record Period(
            @NotNull(message = "must be there") @Nullable Instant start,
            @NotNull(message = "must be there") @Nullable Instant end) {}

    /** The snapshot; only of a request without a violation. */
    @SuppressWarnings("NullAway") // validated
    MetricSnapshot snapshot() {
        return new MetricSnapshot(
                room,
                new Window(window.start(), window.end()),
                metrics,
                attributes,
                baseline,
                previous,
                slices,
                events);
    }
}
