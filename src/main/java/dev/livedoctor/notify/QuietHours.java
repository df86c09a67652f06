package dev.livedoctor.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
        return days(now).anyMatch(day -> !now.isBefore(begin(day)) && now.isBefore(end(day)));
    }

    /** When those that hold {@code now} end, else the next. */
    Instant end(Instant now) {
        return days(now)
                .map(this::end)
                .filter(end -> end.isAfter(now))
                .findFirst()
                .orElseThrow();
    }

    /** Those on which quiet hours begin that matter {@code now}. */
    private Stream<LocalDate> days(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return LongStream.rangeClosed(-2, 2).mapToObj(today::plusDays);
    }

    private Instant begin(LocalDate day) {
        return instant(day.atTime(from), ZoneOffsetTransition::getOffsetBefore);
    }

    private Instant end(LocalDate day) {
        return instant((from.isBefore(to) ? day : day.plusDays(1)).atTime(to), ZoneOffsetTransition::getOffsetAfter);
    }

    /** Clocks that go back show a time twice, and they are quiet from the first to the last; a time that is skipped is that of the skip. */
    private Instant instant(LocalDateTime time, Function<ZoneOffsetTransition, ZoneOffset> which) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change == null) {
            return time.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : time.toInstant(which.apply(change));
    }
}
