package dev.livedoctor.lookback;

import dev.livedoctor.history.RoomInfo;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells local time: in the zone that was asked for, or else where each room is at home, or else in UTC. */
final class RoomCalendar {
    static final int HOURS_A_DAY = 24;
    static final int HOURS_A_WEEK = 7 * HOURS_A_DAY;
    /** When the evening's broadcasts are over and nobody watches: a broadcast over midnight stays one. */
    private static final int EVENING_ENDS = 5;

    private final @Nullable ZoneId asked;
    private final Map<String, ZoneId> zones = new HashMap<>();

    RoomCalendar(@Nullable ZoneId asked) {
        this.asked = asked;
    }

    /** The local time at {@code place}. */
    LocalDateTime local(RoomInfo place, Instant time) {
        return LocalDateTime.ofInstant(time, zone(place));
    }

    /** The evening, in days since 1970, that a broadcast at this local time belongs to. */
    static long evening(LocalDateTime local) {
        return local.minusHours(EVENING_ENDS).toLocalDate().toEpochDay();
    }

    /** The hour of the local week, 0 from Monday's midnight. */
    static int hourOfWeek(LocalDateTime local) {
        return (local.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) * HOURS_A_DAY + local.getHour();
    }

    private ZoneId zone(RoomInfo place) {
        if (asked != null) {
            return asked;
        }
        String name = place.zone();
        return name == null ? ZoneOffset.UTC : zones.computeIfAbsent(name, RoomCalendar::zone);
    }

    /** The zone of this name; UTC where there is none, which a snapshot may well say. */
    static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
