package dev.livedoctor.lookback;

import dev.livedoctor.history.SliceHour;
import dev.livedoctor.lookback.Comparison.Compared;
import dev.livedoctor.lookback.Comparison.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Compares the values of a dimension among the viewers of a room in an hour. Slices of an hour of a room come together. */
final class SliceComparison {
    private final RoomCalendar calendar;
    private final ToDoubleFunction<SliceHour> exposure;
    private final ToDoubleFunction<SliceHour> events;
    private final Comparison comparison = new Comparison();
    private final SampleSize seen = new SampleSize();
    private final List<Share> hour = new ArrayList<>();
    private @Nullable SliceHour first;

    SliceComparison(RoomCalendar calendar, ToDoubleFunction<SliceHour> exposure, ToDoubleFunction<SliceHour> events) {
        this.calendar = calendar;
        this.exposure = exposure;
        this.events = events;
    }

    void add(SliceHour slice) {
        SliceHour begun = first;
        if (begun == null || !isSame(begun.start(), begun.place().room(), slice)) {
            flush();
            first = slice;
        }
        double watched = exposure.applyAsDouble(slice);
        if (watched > 0) {
            hour.add(new Share(slice.value(), slice.place().room(), watched, events.applyAsDouble(slice)));
        }
    }

    private static boolean isSame(Instant start, String room, SliceHour slice) {
        return slice.start().equals(start) && slice.place().room().equals(room);
    }

    private void flush() {
        SliceHour begun = first;
        if (begun != null && !hour.isEmpty()) {
            long evening = RoomCalendar.evening(calendar.local(begun.place(), begun.start()));
            seen.add(begun.place().room(), evening);
            comparison.add("", evening, hour);
        }
        hour.clear();
    }

    /** After the last slice; {@code higherIsWorse} says which side is asked about. */
    List<Compared> results(boolean higherIsWorse) {
        flush();
        return comparison.results(higherIsWorse);
    }

    SampleSize seen() {
        return seen;
    }

    /** Hours of rooms with one value only. */
    int alone() {
        return comparison.alone();
    }
}
