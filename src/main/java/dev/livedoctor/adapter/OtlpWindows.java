package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpMapping.Merge;
import dev.livedoctor.adapter.OtlpMapping.OtlpMetric;
import dev.livedoctor.adapter.OtlpPoint.Bin;
import dev.livedoctor.adapter.OtlpPoint.Distribution;
import dev.livedoctor.adapter.OtlpPoint.Kind;
import dev.livedoctor.adapter.OtlpPoint.Scalar;
import dev.livedoctor.adapter.OtlpPoint.Series;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of points that count nothing or deltas: points of a room that lie near each other are one window. */
final class OtlpWindows {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final OtlpMapping mapping;
    private final Consumer<String> trouble;

    OtlpWindows(OtlpMapping mapping, Consumer<String> trouble) {
        this.mapping = mapping;
        this.trouble = trouble;
    }

    /** The name of the room that {@code point} is of; null where it says none. */
    static @Nullable String room(OtlpPoint point, OtlpMapping mapping) {
        return mapping.roomAttributes().stream()
                .map(point.attributes()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The snapshots of {@code points}, of which each says its room. */
    List<MetricSnapshot> snapshots(List<OtlpPoint> points) {
        Map<String, List<OtlpPoint>> rooms = new TreeMap<>();
        points.forEach(point -> rooms.computeIfAbsent(String.valueOf(room(point, mapping)), none -> new ArrayList<>())
                .add(point));
        List<MetricSnapshot> snapshots = new ArrayList<>();
        rooms.forEach((room, its) -> {
            its.sort(Comparator.comparing(OtlpPoint::time));
            List<OtlpPoint> together = new ArrayList<>();
            for (OtlpPoint point : its) {
                if (!together.isEmpty()
                        && !point.time().isBefore(together.get(0).time().plus(mapping.window()))) {
                    snapshots.addAll(snapshot(room, together));
                    together = new ArrayList<>();
                }
                together.add(point);
            }
            snapshots.addAll(snapshot(room, together));
        });
        return snapshots;
    }

    private List<MetricSnapshot> snapshot(String room, List<OtlpPoint> points) {
        SnapshotBuilder builder = new SnapshotBuilder(window(points), 1, trouble);
        measure(room, Map.of(), points, builder);
        for (Map<String, String> by : mapping.slices()) {
            Map<Map<String, String>, List<OtlpPoint>> slices = new LinkedHashMap<>();
            for (OtlpPoint point : points) {
                Map<String, String> dimensions = dimensions(point, by);
                if (dimensions.size() == by.size()) {
                    slices.computeIfAbsent(dimensions, none -> new ArrayList<>())
                            .add(point);
                }
            }
            slices.forEach((dimensions, its) -> measure(room, dimensions, its, builder));
        }
        mapping.described()
                .forEach((attribute, name) -> points.stream()
                        .map(point -> point.attributes().getOrDefault(name, ""))
                        .filter(text -> !text.isEmpty())
                        .flatMap(text -> value(attribute, text).stream())
                        .findFirst()
                        .ifPresent(value -> builder.described(room, attribute.name(), value)));
        return builder.snapshots(mapping.attributes());
    }

    private Optional<Object> value(AttributeDefinition attribute, String text) {
        Optional<Object> value = MappingYaml.value(attribute, text);
        if (value.isEmpty()) {
            trouble.accept(MappingYaml.odd(attribute));
        }
        return value;
    }

    /** From when the first of them began to count to when the last was measured. */
    private Window window(List<OtlpPoint> points) {
        Instant end = points.get(points.size() - 1).time().truncatedTo(ChronoUnit.MILLIS);
        Instant start = points.stream()
                .filter(point -> point.kind() != Kind.GAUGE)
                .map(OtlpPoint::start)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(begun -> begun.truncatedTo(ChronoUnit.MILLIS))
                .filter(begun -> begun.isBefore(end) && begun.isAfter(end.minus(LONGEST)))
                .orElse(end.minus(mapping.window()));
        return new Window(start, end);
    }

    private static Map<String, String> dimensions(OtlpPoint point, Map<String, String> by) {
        Map<String, String> dimensions = new HashMap<>();
        by.forEach((dimension, attribute) -> {
            String value = point.attributes().get(attribute);
            if (value != null) {
                dimensions.put(dimension, value);
            }
        });
        return dimensions;
    }

    private void measure(String room, Map<String, String> dimensions, List<OtlpPoint> points, SnapshotBuilder builder) {
        for (OtlpMetric metric : mapping.metrics()) {
            value(metric, points).ifPresent(value -> builder.measured(room, dimensions, metric.mapped(), value));
        }
    }

    private static OptionalDouble value(OtlpMetric metric, List<OtlpPoint> all) {
        OptionalDouble value = merged(metric, metric.metric(), metric.merge(), all);
        String per = metric.per();
        if (per == null || value.isEmpty()) {
            return value;
        }
        OptionalDouble whole = merged(metric, per, Merge.SUM, all);
        OptionalDouble part = merged(metric, metric.metric(), Merge.SUM, all);
        return whole.isEmpty() || whole.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(part.getAsDouble() / whole.getAsDouble());
    }

    private static OptionalDouble merged(OtlpMetric metric, String name, Merge merge, List<OtlpPoint> all) {
        Map<Series, OtlpPoint> gauges = new LinkedHashMap<>();
        Map<Series, Double> sums = new LinkedHashMap<>();
        List<Bin> bins = new ArrayList<>();
        double count = 0;
        double sum = 0;
        for (OtlpPoint point : all) {
            if (!point.metric().equals(name)
                    || !point.attributes().entrySet().containsAll(metric.where().entrySet())) {
                continue;
            }
            if (point.value() instanceof Distribution distribution) {
                bins.addAll(distribution.bins());
                count += distribution.count();
                sum += distribution.sum();
            } else if (point.value() instanceof Scalar scalar) {
                if (point.kind() == Kind.GAUGE) {
                    // They come in order of time: the last one holds.
                    gauges.put(point.series(), point);
                } else {
                    sums.merge(point.series(), scalar.number(), Double::sum);
                }
            }
        }
        if (count > 0) {
            return metric.quantile().isPresent()
                    ? Quantiles.of(bins, metric.quantile().getAsDouble())
                    : OptionalDouble.of(sum / count);
        }
        DoubleStream values = gauges.isEmpty()
                ? sums.values().stream().mapToDouble(Double::doubleValue)
                : gauges.values().stream().mapToDouble(point -> ((Scalar) point.value()).number());
        return merge(merge, values);
    }

    private static OptionalDouble merge(Merge merge, DoubleStream values) {
        double[] all = values.filter(Double::isFinite).toArray();
        if (all.length == 0) {
            return OptionalDouble.empty();
        }
        return switch (merge) {
            case SUM -> OptionalDouble.of(DoubleStream.of(all).sum());
            case MEAN -> DoubleStream.of(all).average();
            case MIN -> DoubleStream.of(all).min();
            case MAX -> DoubleStream.of(all).max();
        };
    }
}
