package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Blame;
import dev.livedoctor.diagnosis.Leaf;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/** The slices of a snapshot: which metrics they hold, who is to blame, and what a scope's metrics are taken together. */
final class SliceTables {
    /** In a table of so few leaves a fault shows in one of them; in a larger one it may show in sums only. */
    private static final int FEW_LEAVES = 30;
    /** Standard deviations from which it is worth to search. */
    private static final double OFF = 2;

    private static final String VIEWERS = "audience.viewers";

    /**
     * A slice with its derived metrics.
     *
     * @param viewers the weight of the slice; 1 where viewers were not counted
     */
    private record Row(
            Map<String, String> dimensions,
            Map<String, Double> metrics,
            Map<String, Double> baseline,
            double viewers) {}

    private final Map<String, Metric> catalog;
    private final Localiser localiser;
    private final Map<Scope, Aggregate> aggregates = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    SliceTables(
            Map<String, Metric> catalog,
            Localiser localiser,
            Derivations derivations,
            List<Slice> slices,
            Window window) {
        this.catalog = catalog;
        this.localiser = localiser;
        for (Slice slice : slices) {
            Map<String, Double> metrics = derivations.complete(slice.metrics(), window);
            names.addAll(metrics.keySet());
            rows.add(new Row(
                    slice.dimensions(),
                    metrics,
                    slice.baseline().isEmpty() ? Map.of() : derivations.complete(slice.baseline(), window),
                    metrics.getOrDefault(VIEWERS, 1.0)));
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The metrics of the catalog that some slice holds and that can be bad. */
    List<Metric> metrics() {
        return names.stream()
                .map(catalog::get)
                .filter(metric -> metric != null && metric.worse() != Worse.NONE && !isTwin(metric))
                .toList();
    }

    /** A share derived from a count that is bad when high says nothing that the count does not say. */
    private boolean isTwin(Metric metric) {
        if (metric.derivation() == null) {
            return false;
        }
        Metric count = catalog.get(metric.derivation().from().get(0));
        return count != null && count.worse() == Worse.HIGH && names.contains(count.name());
    }

    Set<String> names() {
        return names;
    }

    /** Viewers of the table with most of them; a table is the slices with the same dimension names. */
    double viewersOfFullestTable() {
        Map<Set<String>, Double> tables = new HashMap<>();
        rows.forEach(row -> {
            if (row.metrics.containsKey(VIEWERS)) {
                tables.merge(row.dimensions.keySet(), row.viewers, Double::sum);
            }
        });
        return tables.values().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /**
     * Who is to blame for {@code metric}.
     *
     * @param harmful whether a value, with its baseline (NaN where unknown), is bad in itself: how metrics that are no share are counted
     * @param usual hit per exposed in the whole room, usually; NaN where unknown
     */
    List<Blame> localise(Metric metric, ToDoubleBiFunction<Double, Double> harmful, double usual) {
        List<Leaf> leaves = new ArrayList<>();
        for (Row row : rows) {
            Double value = row.metrics.get(metric.name());
            double base = row.baseline.getOrDefault(metric.name(), Double.NaN);
            if (value == null) {
                if (!isGauge(metric) || Double.isNaN(base)) {
                    continue;
                }
                value = 0.0;
            }
            Leaf leaf = leaf(metric, row, value, base, harmful);
            if (leaf.population() > 0) {
                leaves.add(leaf);
            }
        }
        return leaves.size() > 1 && (leaves.size() > FEW_LEAVES || standsOut(leaves))
                ? localiser.localise(leaves, usual)
                : List.of();
    }

    /** Whether, in a small table, a leaf or the table as a whole lies off what is expected: most healthy tables need no search. */
    private static boolean standsOut(List<Leaf> leaves) {
        double bad = 0;
        double population = 0;
        for (Leaf leaf : leaves) {
            bad += leaf.bad();
            population += leaf.population();
        }
        double rate = bad / population;
        double allExpected = 0;
        for (Leaf leaf : leaves) {
            double expected = Double.isNaN(leaf.expected()) ? rate * leaf.population() : leaf.expected();
            allExpected += expected;
            if (leaf.bad() - expected > OFF * Math.sqrt(expected + 1)) {
                return true;
            }
        }
        return bad - allExpected > OFF * Math.sqrt(allExpected + 1);
    }

    private static boolean isGauge(Metric metric) {
        return metric.unit() == Unit.COUNT && metric.worse() == Worse.LOW
                || metric.name().equals(VIEWERS);
    }

    private static Leaf leaf(
            Metric metric, Row row, double value, double base, ToDoubleBiFunction<Double, Double> harmful) {
        double sample = metric.of() == null ? row.viewers : row.metrics.getOrDefault(metric.of(), row.viewers);
        if (isGauge(metric)) {
            return new Leaf(row.dimensions, Double.isNaN(base) ? 0 : base, Math.max(base - value, 0), Double.NaN);
        }
        if (metric.unit() == Unit.COUNT) {
            return new Leaf(row.dimensions, Math.max(row.viewers, value), value, base);
        }
        if (metric.unit() == Unit.RATIO) {
            boolean high = metric.worse() == Worse.HIGH;
            return new Leaf(
                    row.dimensions, sample, sample * (high ? value : 1 - value), sample * (high ? base : 1 - base));
        }
        return new Leaf(row.dimensions, sample, sample * harmful.applyAsDouble(value, base), Double.NaN);
    }

    /**
     * The metrics of a scope taken together: counts and gauges add, the rest is the mean by sample.
     *
     * @param metrics of the scope
     * @param baseline of the scope
     * @param peers of the rest of the same tables
     * @param viewers in the scope
     * @param share of the viewers of those tables
     */
    record Aggregate(
            Map<String, Double> metrics,
            Map<String, Double> baseline,
            Map<String, Double> peers,
            double viewers,
            double share) {}

    Aggregate aggregate(Scope scope) {
        return aggregates.computeIfAbsent(scope, this::sum);
    }

    private Aggregate sum(Scope scope) {
        Predicate<Row> inTable =
                row -> row.dimensions.keySet().containsAll(scope.dimensions().keySet());
        List<Row> inside = new ArrayList<>();
        List<Row> outside = new ArrayList<>();
        rows.stream().filter(inTable).forEach(row -> (scope.contains(row.dimensions) ? inside : outside).add(row));
        double viewers = inside.stream().mapToDouble(Row::viewers).sum();
        double others = outside.stream().mapToDouble(Row::viewers).sum();
        Map<String, Double> peers = together(outside, false);
        peers.keySet().removeIf(name -> {
            Metric metric = catalog.get(name);
            return metric == null || metric.unit() == Unit.COUNT || metric.unit() == Unit.GAUGE;
        });
        return new Aggregate(
                together(inside, false),
                together(inside, true),
                peers,
                viewers,
                viewers / Math.max(viewers + others, 1));
    }

    private Map<String, Double> together(List<Row> some, boolean baseline) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Row row : some) {
            (baseline ? row.baseline : row.metrics).forEach((name, value) -> {
                Metric metric = catalog.get(name);
                boolean adds = metric != null && (metric.unit() == Unit.COUNT || metric.unit() == Unit.GAUGE);
                double weight = adds || metric == null || metric.of() == null
                        ? row.viewers
                        : row.metrics.getOrDefault(metric.of(), row.viewers);
                double[] sum = sums.computeIfAbsent(name, key -> new double[3]);
                sum[0] += adds ? value : value * weight;
                sum[1] += weight;
                sum[2] = adds ? 1 : 0;
            });
        }
        Map<String, Double> together = new HashMap<>();
        sums.forEach((name, sum) -> {
            double value = sum[2] == 1 ? sum[0] : sum[0] / sum[1];
            if (Double.isFinite(value)) {
                together.put(name, value);
            }
        });
        return together;
    }

    /** The single values whose slices are bad by themselves, with the viewers hit: isolated lines, if they are few. */
    Map<Scope, Double> badRows(Metric metric, ToDoubleBiFunction<Double, Double> harmful) {
        Map<Scope, Double> bad = new LinkedHashMap<>();
        for (Row row : rows) {
            Double value = row.metrics.get(metric.name());
            if (value != null
                    && harmful.applyAsDouble(value, row.baseline.getOrDefault(metric.name(), Double.NaN)) > 0) {
                bad.put(Scope.of(row.dimensions), row.viewers);
            }
        }
        return bad;
    }
}
