package dev.livedoctor.lookback;

import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was on air in one hour of the week, or in one hour of all days. */
final class HourCell {
    /** As often as otherwise, and half as often again, is what matters. */
    static final double LEAST_TIMES = 1.5;

    /** In standard deviations of independent counts. */
    private static final double FAR_AWAY = 2;

    private final int number;
    private final Map<Long, Date> dates = new HashMap<>();
    private final StratifiedTest rooms = new StratifiedTest();
    private int on;
    private int stalled;
    private double minutes;
    private double stalledMinutes;
    private double watched;
    private double exposed;
    private double lost;

    /** The cell of this number: 0 is Monday's first hour, 168 the first hour of every day. */
    HourCell(int number) {
        this.number = number;
    }

    /** The rooms that were on air in the hour on one date. */
    private static final class Date {
        private int on;
        private int stalled;
        private double expected;

        /** Whether all of them stalled, or more than each for itself does: what one of many does is no stall of all. */
        boolean isBad() {
            boolean together = stalled == on || stalled - expected >= FAR_AWAY * Math.sqrt(expected);
            return stalled > 0 && together && stalled >= LEAST_TIMES * expected;
        }
    }

    /** Adds a room that was on air on a date; {@code rate} is how often it stalls at any hour. */
    void add(long date, StallHours.Air air, boolean stalls, double rate) {
        Date ofDate = dates.computeIfAbsent(date, any -> new Date());
        ofDate.on++;
        ofDate.stalled += stalls ? 1 : 0;
        ofDate.expected += rate;
        on++;
        stalled += stalls ? 1 : 0;
        minutes += air.seen;
        stalledMinutes += air.stalled;
        watched += air.watched;
        exposed += air.exposed;
        lost += air.lost;
    }

    /** The test of the rooms: each in each fortnight is a stratum. */
    StratifiedTest rooms() {
        return rooms;
    }

    /** Counts the dates, and those of them that were bad, by fortnight. */
    Map<Long, int[]> fortnights() {
        Map<Long, int[]> fortnights = new HashMap<>();
        dates.forEach((date, rooms) -> {
            int[] counts = fortnights.computeIfAbsent(StallHours.fortnight(date), any -> new int[2]);
            counts[0]++;
            counts[1] += rooms.isBad() ? 1 : 0;
        });
        return fortnights;
    }

    int number() {
        return number;
    }

    int on() {
        return on;
    }

    int stalled() {
        return stalled;
    }

    int dates() {
        return dates.size();
    }

    int badDates() {
        return (int) dates.values().stream().filter(Date::isBad).count();
    }

    StallHour item(double share, double elsewhere, double p, double q, boolean finding) {
        WilsonInterval interval = WilsonInterval.of(stalled, on);
        return new StallHour(
                day(),
                number % RoomCalendar.HOURS_A_DAY,
                on,
                stalled,
                dates(),
                badDates(),
                share,
                interval.low(),
                interval.high(),
                elsewhere,
                minutes,
                stalledMinutes,
                watched > 0 ? watched : Double.NaN,
                watched > 0 ? exposed : Double.NaN,
                watched > 0 ? lost : Double.NaN,
                p,
                q,
                finding);
    }

    private @Nullable DayOfWeek day() {
        return number < RoomCalendar.HOURS_A_WEEK ? DayOfWeek.of(number / RoomCalendar.HOURS_A_DAY + 1) : null;
    }
}
