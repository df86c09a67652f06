package dev.livedoctor.lookback;

import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was on air in one hour of the week, or in one hour of all days. */
final class HourCell {
    private final int number;
    private final Map<Long, int[]> dates = new HashMap<>();
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

    void add(
            long date,
            boolean stalls,
            double seen,
            double stalledMinutes,
            double watched,
            double exposed,
            double lost) {
        int[] ofDate = dates.computeIfAbsent(date, any -> new int[2]);
        ofDate[0]++;
        ofDate[1] += stalls ? 1 : 0;
        on++;
        stalled += stalls ? 1 : 0;
        minutes += seen;
        this.stalledMinutes += stalledMinutes;
        this.watched += watched;
        this.exposed += exposed;
        this.lost += lost;
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

    int stalledDates() {
        return (int) dates.values().stream().filter(one -> one[1] > 0).count();
    }

    /** Sum of the squares by which dates differ from their mean. */
    double betweenDates() {
        double rate = stalled / (double) on;
        return dates.values().stream()
                .mapToDouble(one -> Math.pow(one[1] - one[0] * rate, 2))
                .sum();
    }

    /** What that sum would be if all broadcasts of a date were independent. */
    double withinDates() {
        double rate = stalled / (double) on;
        double squares = dates.values().stream()
                .mapToDouble(one -> (double) one[0] * one[0])
                .sum();
        return on < 2 ? 0 : rate * (1 - rate) * on / (on - 1) * (on - squares / on);
    }

    StallHour item(double share, double elsewhere, double p, double q, boolean finding) {
        Wilson interval = Wilson.of(stalled, on);
        return new StallHour(
                day(),
                number % Almanac.HOURS_A_DAY,
                on,
                stalled,
                dates(),
                stalledDates(),
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
        return number < Almanac.HOURS_A_WEEK ? DayOfWeek.of(number / Almanac.HOURS_A_DAY + 1) : null;
    }
}
