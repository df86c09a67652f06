package dev.livedoctor.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a target wants to be left alone. What comes meanwhile is held until they end.
 *
 * @param from the local time at which they begin
 * @param to the local time at which they end; before {@code from} where midnight lies in between
 * @param zone of these times
 * @param criticalPasses whether a critical report is told all the same, and with it what is held of the same room, as order is kept
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone, boolean criticalPasses) {

    boolean holds(Instant now) {
        LocalTime time = now.atZone(zone).toLocalTime();
        boolean afterBegin = !time.isBefore(from);
        boolean beforeEnd = time.isBefore(to);
        return from.isBefore(to) ? afterBegin && beforeEnd : afterBegin || beforeEnd;
    }

    /** When those that hold {@code now} end. */
    Instant end(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        ZonedDateTime today = local.with(to);
        return (today.isAfter(local) ? today : local.plusDays(1).with(to)).toInstant();
    }
}
