package dev.livedoctor.lookback;

import dev.livedoctor.history.Quarter;
import dev.livedoctor.history.RoomInfo;
import dev.livedoctor.history.SliceHour;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** Pieces of an invented past. */
final class Past {
    static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    static final LocalDate MONDAY = LocalDate.of(2026, 6, 1);

    private Past() {}

    static RoomInfo place(String room, String category) {
        return new RoomInfo(room, JAKARTA.getId(), category, "ID");
    }

    /** The first quarter of a local hour of the day that is {@code day} days after {@link #MONDAY}. */
    static Instant at(int day, int hour) {
        return MONDAY.plusDays(day).atStartOfDay(JAKARTA).plusHours(hour).toInstant();
    }

    /** An hour of a room in which it stalled throughout, or not at all. */
    static Quarter hour(RoomInfo place, Instant start, boolean stalled) {
        return new Quarter(
                place,
                start,
                Map.of(),
                60,
                6000,
                60,
                stalled ? 60 : 0,
                stalled ? 6000 : 0,
                stalled ? 600 : 0,
                0,
                0,
                new double[6]);
    }

    /** A part of an hour, of windows of a minute. */
    static Quarter minutes(RoomInfo place, Instant start, double minutes, double stalled) {
        return new Quarter(place, start, Map.of(), minutes, 100 * minutes, minutes, stalled, 0, 0, 0, 0, new double[6]);
    }

    static Quarter sales(RoomInfo place, Instant start, double entries, double orders) {
        return new Quarter(
                place,
                start,
                Map.of("room.category", place.category()),
                60,
                6000,
                0,
                0,
                0,
                0,
                entries,
                orders,
                new double[6]);
    }

    static SliceHour region(RoomInfo place, Instant start, String region, double watched, double exits) {
        return new SliceHour(place, start, region, watched, exits, 0, 0);
    }
}
