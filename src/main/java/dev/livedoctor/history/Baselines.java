package dev.livedoctor.history;

import dev.livedoctor.history.Baseline.BaselineUse;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.WellKnown;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is usual in the rooms, from what was recorded of them. It is computed once for each room and hour; windows of the last half day
 * have no part in it, so that a fault that lasts does not become usual while it lasts.
 */
final class Baselines {
    private static final int WEEKS = 13;
    private static final int HOURS_A_WEEK = 168;
    /** Hours before the one asked for that are still the same session. */
    private static final int SESSION_HOURS = 12;

    private static final int CATEGORY_WEEKS = 4;
    private static final int FEWEST_ROOMS = 3;
    private static final int MOST_ROOMS = 50;

    private final HistoryReader reader;
    private final RollUpJob rollUpJob;
    private final HourCache<Map<String, Baseline>> rooms = new HourCache<>();
    private final HourCache<Map<String, Double>> categories = new HourCache<>();

    Baselines(HistoryReader reader, RollUpJob rollUpJob) {
        this.reader = reader;
        this.rollUpJob = rollUpJob;
    }

    /** What is usual in the room of {@code snapshot} at its time, by metric, used or not. */
    Map<String, Baseline> of(MetricSnapshot snapshot, BaselineTraits traits) {
        long hour = Hour.of(snapshot.window());
        return rooms.get(snapshot.room(), hour, () -> load(snapshot, hour, traits));
    }

    /** Forgets what was computed without {@code snapshot}, which has come late. */
    void recorded(MetricSnapshot snapshot) {
        long hour = Hour.of(snapshot.window()) + SESSION_HOURS;
        rooms.forget(snapshot.room(), hour);
        text(snapshot, WellKnown.CATEGORY).ifPresent(category -> categories.forget(category, hour));
    }

    /** What a snapshot that does not say where the room is at home leaves to those before it. */
    private record Home(@Nullable String zone, @Nullable String category) {
        Optional<String> knownZone() {
            return Optional.ofNullable(zone);
        }

        Optional<String> knownCategory() {
            return Optional.ofNullable(category);
        }
    }

    private record Row(String metric, MetricHour past, int windows) {}

    private Map<String, Baseline> load(MetricSnapshot snapshot, long hour, BaselineTraits traits) {
        long until = hour - SESSION_HOURS;
        rollUpJob.settle(snapshot.room(), until);
        // By metric, as the table is sorted; and no more than the hours around this one, an hour more for daylight
        // saving.
        Map<String, List<Row>> metrics = reader
                .rows(
                        """
                        SELECT m.name, h.hour, h.median, h.rate, h.windows
                        FROM room r CROSS JOIN metric m CROSS JOIN hourly h
                        WHERE r.name = ? AND h.room = r.id AND h.metric = m.id AND h.hour >= ? AND h.hour < ?
                        AND (? - h.hour) % 24 IN (0, 1, 2, 22, 23)""",
                        row -> new Row(
                                row.getString(1),
                                new MetricHour(row.getLong(2), row.getDouble(3), row.getDouble(4)),
                                row.getInt(5)),
                        snapshot.room(),
                        hour - WEEKS * HOURS_A_WEEK,
                        until,
                        hour)
                .stream()
                .collect(Collectors.groupingBy(Row::metric));
        Map<Long, Integer> windows = new HashMap<>();
        metrics.values().forEach(rows -> rows.forEach(row -> windows.merge(row.past.hour(), row.windows, Math::max)));
        Optional<Home> home = reader
                .rows(
                        "SELECT zone, category FROM room WHERE name = ?",
                        row -> new Home(row.getString(1), row.getString(2)),
                        snapshot.room())
                .stream()
                .findFirst();
        BaselineEstimator baselineEstimator = new BaselineEstimator(
                hour, zone(text(snapshot, WellKnown.TIMEZONE).or(() -> home.flatMap(Home::knownZone))));
        Map<String, Baseline> baseline = new TreeMap<>();
        metrics.forEach((metric, rows) ->
                baseline.put(metric, baseline(baselineEstimator, metric, rows, OptionalDouble.empty(), traits)));
        if (baseline.isEmpty() || baseline.values().stream().anyMatch(one -> one.standing() == BaselineUse.THIN)) {
            text(snapshot, WellKnown.CATEGORY)
                    .or(() -> home.flatMap(Home::knownCategory))
                    .map(name -> categories.get(name, hour, () -> loadCategory(name, hour)))
                    .orElse(Map.of())
                    .forEach((metric, value) -> {
                        Baseline own = baseline.get(metric);
                        if (traits.comparable(metric) && (own == null || own.standing() == BaselineUse.THIN)) {
                            List<Row> rows = metrics.getOrDefault(metric, List.of());
                            baseline.put(
                                    metric,
                                    baseline(baselineEstimator, metric, rows, OptionalDouble.of(value), traits));
                        }
                    });
        }
        baseline.replaceAll(
                (metric, one) -> one.withPresence(presence(metrics.getOrDefault(metric, List.of()), windows)));
        return baseline;
    }

    private static Baseline baseline(
            BaselineEstimator baselineEstimator,
            String metric,
            List<Row> rows,
            OptionalDouble category,
            BaselineTraits traits) {
        return baselineEstimator.of(
                rows.stream().map(Row::past).toList(),
                category,
                (expected, value) -> traits.fits(metric, expected, value));
    }

    /** The share of the windows, in the hours that had any, that had the metric. */
    private static double presence(List<Row> rows, Map<Long, Integer> windows) {
        double all = windows.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : rows.stream().mapToInt(Row::windows).sum() / all;
    }

    /** The median of the rooms of {@code category}, each with its mean at this local hour. */
    private Map<String, Double> loadCategory(String category, long hour) {
        rollUpJob.settleCategory(category, hour - SESSION_HOURS);
        Map<String, List<Double>> rooms = new HashMap<>();
        reader.rows(
                """
                SELECT m.name, AVG(h.median) FROM hourly h JOIN metric m ON m.id = h.metric
                WHERE h.room IN (SELECT id FROM room WHERE category = ? ORDER BY id DESC LIMIT ?) AND h.hour >= ? AND h.hour < ?
                GROUP BY m.name, h.room""",
                row -> rooms.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(row.getDouble(2)),
                category,
                MOST_ROOMS,
                hour - CATEGORY_WEEKS * HOURS_A_WEEK,
                hour - SESSION_HOURS);
        Map<String, Double> medians = new HashMap<>();
        rooms.forEach((metric, means) -> {
            if (means.size() >= FEWEST_ROOMS) {
                means.sort(null);
                medians.put(metric, means.get(means.size() / 2));
            }
        });
        return medians;
    }

    private static Optional<String> text(MetricSnapshot snapshot, String attribute) {
        return snapshot.attributes().get(attribute) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static ZoneId zone(Optional<String> name) {
        try {
            return name.map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
