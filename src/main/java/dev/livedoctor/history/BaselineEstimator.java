package dev.livedoctor.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Estimates what a metric usually is at a time of the local week: the weighted median of the past, where an hour weighs the more the more
 * it resembles that time. A median, so that a bad evening among several does not count; weights rather than the same hour of past weeks
 * alone, so that a room of two weeks has a baseline, too. The weights were measured: see ADR 13.
 */
final class BaselineEstimator {
    /** Fewer sessions make no baseline (knowledge base: a baseline replaces the estimates after about five). */
    static final int ENOUGH = 5;

    /** A baseline by which more than this share of the past would have been a deviation is none. */
    private static final double MOST_UNUSUAL = 0.25;

    private static final double SAME_KIND_OF_DAY = 0.4;
    private static final double OTHER_KIND_OF_DAY = 0.15;
    private static final double NEXT_HOUR = 0.15;
    private static final double HALF_LIFE_WEEKS = 4;
    private static final double HOURS_A_WEEK = 168;

    private final long hour;
    private final ZonedDateTime time;
    private final ZoneId zone;

    /** An estimator for {@code hour} since 1970 in {@code zone}. */
    BaselineEstimator(long hour, ZoneId zone) {
        this.hour = hour;
        this.zone = zone;
        this.time = local(hour);
    }

    private record Weighed(MetricHour past, double weight) {}

    /**
     * What is usual, given what was.
     *
     * @param category what it is in other rooms of the category; empty where unknown
     * @param fits whether a value is no deviation from another
     */
    Baseline of(List<MetricHour> past, OptionalDouble category, Fits fits) {
        List<Weighed> weighed = new ArrayList<>(past.size());
        Set<Long> days = new HashSet<>();
        for (MetricHour one : past) {
            ZonedDateTime then = local(one.hour());
            double weight = weight(one.hour(), then);
            if (weight > 0) {
                weighed.add(new Weighed(one, weight));
                days.add(then.toLocalDate().toEpochDay());
            }
        }
        int sessions = days.size();
        double own = weighed.stream().mapToDouble(Weighed::weight).sum();
        int borrowed = category.isPresent() ? Math.max(0, ENOUGH - sessions) : 0;
        double share = (double) borrowed / Math.max(ENOUGH, sessions);
        double total = share == 1 ? 0 : own / (1 - share);
        double value = share == 1
                ? category.getAsDouble()
                : median(weighed, MetricHour::median, category.orElse(Double.NaN), total * share);
        double rate = weighed.isEmpty() ? Double.NaN : median(weighed, MetricHour::rate, Double.NaN, 0);
        if (sessions + borrowed < ENOUGH) {
            return new Baseline(value, rate, sessions, share, 0, Baseline.BaselineUse.THIN);
        }
        double unusual = weighed.stream()
                .filter(one -> !fits.test(value, one.past.median()))
                .mapToDouble(Weighed::weight)
                .sum();
        return new Baseline(
                value,
                rate,
                sessions,
                share,
                0,
                unusual > MOST_UNUSUAL * own ? Baseline.BaselineUse.UNSTEADY : Baseline.BaselineUse.USED);
    }

    private double weight(long then, ZonedDateTime local) {
        int apart = Math.floorMod(local.getHour() - time.getHour(), 24);
        double near = apart == 0 ? 1 : apart == 1 || apart == 23 ? NEXT_HOUR : 0;
        double day = local.getDayOfWeek() == time.getDayOfWeek()
                ? 1
                : weekend(local.getDayOfWeek()) == weekend(time.getDayOfWeek()) ? SAME_KIND_OF_DAY : OTHER_KIND_OF_DAY;
        return near * day * Math.pow(0.5, (hour - then) / HOURS_A_WEEK / HALF_LIFE_WEEKS);
    }

    private ZonedDateTime local(long of) {
        // The middle, since zones lie half hours apart.
        return Instant.ofEpochSecond(of * 3600 + 1800).atZone(zone);
    }

    private static boolean weekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private static double median(
            List<Weighed> weighed, ToDoubleFunction<MetricHour> of, double other, double otherWeight) {
        List<Map.Entry<Double, Double>> values = new ArrayList<>(weighed.size() + 1);
        weighed.forEach(one -> values.add(Map.entry(of.applyAsDouble(one.past), one.weight)));
        if (otherWeight > 0) {
            values.add(Map.entry(other, otherWeight));
        }
        values.sort(Map.Entry.comparingByKey());
        double half = values.stream().mapToDouble(Map.Entry::getValue).sum() / 2;
        double before = 0;
        for (Map.Entry<Double, Double> value : values) {
            before += value.getValue();
            if (before >= half) {
                return value.getKey();
            }
        }
        return Double.NaN;
    }

    /** Whether a value is no deviation from what is usual. */
    interface Fits {
        boolean test(double usual, double value);
    }
}
