package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.history.Baseline.BaselineUse;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Habits of rooms that broadcast in the evening, the more on weekends, with nights off and nights that went wrong. */
class BaselineEstimatorTest {
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    /** 13 o'clock in Jakarta, so that an evening lies within a day from here. */
    private static final long FIRST = 489_990;

    private static final int FIRST_HOUR = 18;
    private static final double[] EVENING = {1, 1.5, 2, 1.7, 1.1, 0.7};

    private static ZonedDateTime local(long hour) {
        return Instant.ofEpochSecond(hour * 3600 + 1800).atZone(JAKARTA);
    }

    private static double viewers(long hour) {
        ZonedDateTime time = local(hour);
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return 900 * EVENING[time.getHour() - FIRST_HOUR] * (weekend ? 1.4 : 1);
    }

    private static List<MetricHour> past(Random random, int days) {
        List<MetricHour> past = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            double session = Math.exp(random.nextGaussian() * 0.18);
            double outlier = random.nextDouble() < 0.1 ? random.nextBoolean() ? 4 : 0.2 : 1;
            if (random.nextDouble() < 0.15) {
                continue;
            }
            for (long hour = FIRST + day * 24L; hour < FIRST + (day + 1) * 24L; hour++) {
                if (local(hour).getHour() >= FIRST_HOUR) {
                    double value = viewers(hour) * session * outlier;
                    past.add(new MetricHour(hour, value, value));
                }
            }
        }
        return past;
    }

    private static boolean fits(double usual, double value) {
        return value > usual * 0.5 && value < usual * 2;
    }

    private static Baseline baseline(List<MetricHour> past, long hour, OptionalDouble category) {
        return new BaselineEstimator(hour, JAKARTA).of(past, category, BaselineEstimatorTest::fits);
    }

    /** What was measured when the weights were chosen, with a little room. */
    @ParameterizedTest
    @CsvSource({"7, 0.7, 0.16, 0.35", "28, 0.85, 0.10, 0.24", "84, 0.9, 0.08, 0.19"})
    void findsTheRhythmAmongOutliers(int days, double share, double middle, double nine) {
        List<Double> errors = new ArrayList<>();
        int asked = 0;
        for (int seed = 0; seed < 40; seed++) {
            List<MetricHour> past = past(new Random(seed), days);
            for (long hour = FIRST + days * 24L; hour < FIRST + (days + 7) * 24L; hour++) {
                if (local(hour).getHour() < FIRST_HOUR) {
                    continue;
                }
                asked++;
                Baseline baseline = baseline(past, hour, OptionalDouble.empty());
                if (baseline.isUsed()) {
                    errors.add(Math.abs(Math.log(baseline.value() / viewers(hour))));
                }
            }
        }
        Collections.sort(errors);
        double used = errors.size() / (double) asked;
        assertTrue(used > share, () -> "used " + used);
        assertTrue(errors.get(errors.size() / 2) < middle, () -> "median error " + errors.get(errors.size() / 2));
        assertTrue(errors.get(errors.size() * 9 / 10) < nine, () -> "p90 error " + errors.get(errors.size() * 9 / 10));
    }

    private static List<MetricHour> evenings(int count, double value) {
        List<MetricHour> past = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            past.add(new MetricHour(FIRST - 24L * (day + 1), value, value));
        }
        return past;
    }

    @Test
    void fewSessionsAreNoHabit() {
        assertEquals(
                BaselineUse.THIN,
                baseline(evenings(4, 10), FIRST, OptionalDouble.empty()).standing());
        assertEquals(
                BaselineUse.USED,
                baseline(evenings(5, 10), FIRST, OptionalDouble.empty()).standing());
        assertEquals(5, baseline(evenings(5, 10), FIRST, OptionalDouble.empty()).sessions());
    }

    @Test
    void manyHoursOfOneSessionAreOneSession() {
        List<MetricHour> past = new ArrayList<>(evenings(2, 10));
        past.add(new MetricHour(FIRST - 25, 10, 10));
        past.add(new MetricHour(FIRST - 23, 10, 10));
        past.add(new MetricHour(FIRST - 49, 10, 10));
        assertEquals(2, baseline(past, FIRST, OptionalDouble.empty()).sessions());
    }

    @Test
    void theCategoryStandsInForWhatARoomHasNot() {
        Baseline stranger = baseline(List.of(), FIRST, OptionalDouble.of(30));
        assertEquals(new Baseline(30, Double.NaN, 0, 1, 0, BaselineUse.USED), stranger);
        Baseline young = baseline(evenings(2, 10), FIRST, OptionalDouble.of(30));
        assertEquals(30, young.value());
        assertEquals(0.6, young.category(), 1e-9);
        Baseline older = baseline(evenings(4, 10), FIRST, OptionalDouble.of(30));
        assertEquals(10, older.value());
        assertEquals(0, baseline(evenings(9, 10), FIRST, OptionalDouble.of(30)).category());
    }

    @Test
    void whatMovesByItselfIsNoHabit() {
        List<MetricHour> past = new ArrayList<>();
        for (int day = 1; day <= 12; day++) {
            double value = day % 3 == 0 ? 10 : day % 3 == 1 ? 100 : 1000;
            past.add(new MetricHour(FIRST - 24L * day, value, value));
        }
        assertEquals(
                BaselineUse.UNSTEADY,
                baseline(past, FIRST, OptionalDouble.empty()).standing());
    }

    @Test
    void theLocalHourCountsAcrossDaylightSaving() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        long winter = Instant.parse("2026-11-02T19:00:00Z").getEpochSecond() / 3600;
        List<MetricHour> past = new ArrayList<>();
        for (int day = 10; day <= 15; day++) {
            // 20:00 in summer is an hour earlier in UTC.
            past.add(new MetricHour(winter - 24L * day - 1, 7, 7));
            past.add(new MetricHour(winter - 24L * day, 70, 70));
        }
        assertEquals(
                7,
                new BaselineEstimator(winter, berlin)
                        .of(past, OptionalDouble.empty(), (usual, value) -> true)
                        .value());
    }
}
