package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Blame;
import dev.livedoctor.diagnosis.Grid;
import dev.livedoctor.diagnosis.Leaf;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.ruleset.ScopeAggregates.Aggregate;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.WellKnown;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The slices of a snapshot: which metrics they hold, and who is to blame. */
final class SliceTables {
    /** In a table of so few leaves a fault shows in one of them; in a larger one it may show in sums only. */
    private static final int FEW_LEAVES = 30;
    /** Standard deviations from which it is worth to search. */
    private static final double OFF = 2;

    private static final String NODE = "cdn_node";
    private static final Set<String> HOLD_NODES = Set.of("cdn", "region");

    static final String ENTRIES = "audience.entries";
    /** What a slice weighs where neither it nor the room was counted: enough to be seen beside others (estimate). */
    private static final double UNCOUNTED = 100;

    private final Map<String, Metric> catalog;
    private final Dimensions kinds;
    private final Localiser localiser;
    private final List<Map<String, String>> dimensions = new ArrayList<>();
    /**
     * By slice: the people that it is of, not those who are left of them: viewers, and as many as usually where most are gone; who entered,
     * where nobody counted viewers. An equal part of the room where nobody counted anything.
     */
    private final double[] people;

    private final BitSet counted = new BitSet();

    private final Map<String, SliceColumn> columns = new LinkedHashMap<>();
    private final ScopeAggregates aggregates;
    private @Nullable List<Grid> grids;

    SliceTables(
            Map<String, Metric> catalog,
            Dimensions kinds,
            Localiser localiser,
            Derivations derivations,
            List<Slice> slices,
            double roomViewers,
            Window window) {
        this.catalog = catalog;
        this.kinds = kinds;
        this.localiser = localiser;
        people = new double[slices.size()];
        List<Map<String, Double>> metrics = new ArrayList<>(slices.size());
        List<Map<String, Double>> baselines = new ArrayList<>(slices.size());
        for (Slice slice : slices) {
            Map<String, Double> measured = derivations.complete(slice.metrics(), window);
            dimensions.add(Map.copyOf(slice.dimensions()));
            metrics.add(measured);
            baselines.add(slice.baseline().isEmpty() ? Map.of() : derivations.complete(slice.baseline(), window));
            // Of other names no rule can ask, and there may be as many as a body holds.
            for (String name : measured.keySet()) {
                Metric metric = catalog.get(name);
                if (metric != null) {
                    columns.computeIfAbsent(name, key -> new SliceColumn(metric, slices.size()));
                }
            }
        }
        count(metrics, baselines, roomViewers);
        columns.forEach((name, column) -> fill(column, metrics, baselines));
        aggregates = new ScopeAggregates(dimensions, people, counted, columns);
    }

    private void count(List<Map<String, Double>> metrics, List<Map<String, Double>> baselines, double roomViewers) {
        Map<Set<String>, Integer> tables = new HashMap<>();
        dimensions.forEach(where -> tables.merge(where.keySet(), 1, Integer::sum));
        for (int row = 0; row < people.length; row++) {
            double left = metrics.get(row).getOrDefault(WellKnown.VIEWERS, Double.NaN);
            double usual = baselines.get(row).getOrDefault(WellKnown.VIEWERS, Double.NaN);
            double of = Double.isNaN(left) ? usual : Double.isNaN(usual) ? left : Math.max(left, usual);
            if (Double.isNaN(of)) {
                of = metrics.get(row).getOrDefault(ENTRIES, Double.NaN);
            }
            counted.set(row, !Double.isNaN(of));
            int rows = Objects.requireNonNull(tables.get(dimensions.get(row).keySet()));
            people[row] = counted.get(row) ? of : roomViewers > 0 ? roomViewers / rows : UNCOUNTED;
        }
    }

    private void fill(SliceColumn column, List<Map<String, Double>> metrics, List<Map<String, Double>> baselines) {
        String name = column.metric().name();
        String of = column.metric().of();
        for (int row = 0; row < people.length; row++) {
            column.values[row] = metrics.get(row).getOrDefault(name, Double.NaN);
            column.baseline[row] = baselines.get(row).getOrDefault(name, Double.NaN);
            column.samples[row] = of == null || of.equals(WellKnown.VIEWERS)
                    ? people[row]
                    : metrics.get(row).getOrDefault(of, people[row]);
        }
    }

    boolean isEmpty() {
        return people.length == 0;
    }

    /** The metrics of the catalog that some slice holds and that can be bad. */
    List<SliceColumn> telling() {
        List<SliceColumn> telling = new ArrayList<>();
        for (SliceColumn column : columns.values()) {
            if (column.metric().worse() != Worse.NONE && !isTwin(column.metric())) {
                telling.add(column);
            }
        }
        return telling;
    }

    /** A share derived from a count that is bad when high says nothing that the count does not say. */
    private boolean isTwin(Metric metric) {
        if (metric.derivation() == null) {
            return false;
        }
        Metric count = catalog.get(metric.derivation().from().get(0));
        return count != null && count.worse() == Worse.HIGH && columns.containsKey(count.name());
    }

    Set<String> names() {
        return columns.keySet();
    }

    /** Viewers of the table with most of them; a table is the slices with the same dimension names. */
    double viewersOfFullestTable() {
        SliceColumn viewers = columns.get(WellKnown.VIEWERS);
        if (viewers == null) {
            return Double.NaN;
        }
        Map<Set<String>, Double> tables = new HashMap<>();
        for (int row = 0; row < people.length; row++) {
            if (!Double.isNaN(viewers.values[row])) {
                tables.merge(dimensions.get(row).keySet(), viewers.values[row], Double::sum);
            }
        }
        double most = Double.NEGATIVE_INFINITY;
        for (double table : tables.values()) {
            most = Math.max(most, table);
        }
        return most;
    }

    /**
     * Who is to blame for a metric.
     *
     * @param harm how metrics that are no share are counted
     * @param usual hit per exposed in the whole room, usually; NaN where unknown
     */
    List<Blame> localise(SliceColumn column, Harm harm, double usual) {
        List<Leaf> leaves = new ArrayList<>(people.length);
        int measured = 0;
        for (int row = 0; row < people.length; row++) {
            Leaf leaf = leaf(column, row, harm);
            leaves.add(leaf);
            measured += leaf.population() > 0 ? 1 : 0;
        }
        if (measured < 2 || measured <= FEW_LEAVES && !standsOut(leaves)) {
            return List.of();
        }
        if (grids == null) {
            grids = Grid.of(dimensions, kinds::of);
        }
        return localiser.localise(grids, leaves, usual);
    }

    /** Whether, in a small table, a leaf or the table as a whole lies off what is expected: most healthy tables need no search. */
    private static boolean standsOut(List<Leaf> leaves) {
        double bad = 0;
        double population = 0;
        for (Leaf leaf : leaves) {
            if (leaf.population() > 0) {
                bad += leaf.bad();
                population += leaf.population();
            }
        }
        double rate = bad / population;
        double allExpected = 0;
        for (Leaf leaf : leaves) {
            if (leaf.population() > 0) {
                double expected = Double.isNaN(leaf.expected()) ? rate * leaf.population() : leaf.expected();
                allExpected += expected;
                if (leaf.bad() - expected > OFF * Math.sqrt(expected + 1)) {
                    return true;
                }
            }
        }
        return bad - allExpected > OFF * Math.sqrt(allExpected + 1);
    }

    private static boolean isGauge(Metric metric) {
        return metric.unit() == Unit.COUNT && metric.worse() == Worse.LOW
                || metric.name().equals(WellKnown.VIEWERS);
    }

    /** The slice as counts; without a population where the metric was not measured. */
    private Leaf leaf(SliceColumn column, int row, Harm harm) {
        Metric metric = column.metric();
        Map<String, String> where = dimensions.get(row);
        double value = column.values[row];
        double base = column.baseline[row];
        double sample = column.samples[row];
        if (isGauge(metric)) {
            // A gauge missing from a slice that usually has it counts as 0: those viewers are gone.
            double left = Double.isNaN(value) ? 0 : value;
            return new Leaf(where, Double.isNaN(base) ? 0 : base, Math.max(base - left, 0), Double.NaN);
        }
        if (Double.isNaN(value)) {
            return new Leaf(where, 0, 0, Double.NaN);
        }
        if (metric.unit() == Unit.COUNT) {
            return new Leaf(where, Math.max(people[row], value), value, base);
        }
        if (metric.unit() == Unit.RATIO) {
            boolean high = metric.worse() == Worse.HIGH;
            return new Leaf(where, sample, sample * (high ? value : 1 - value), sample * (high ? base : 1 - base));
        }
        return new Leaf(where, sample, sample * harm.of(metric, value, base), Double.NaN);
    }

    /** What {@code scope} shows; the same object for scopes that hold the same slices of the same tables. */
    Aggregate aggregate(Scope scope) {
        return aggregates.of(scope);
    }

    /** Whether {@code part} is a part of {@code whole} and the rest suffers as it does, in every metric that {@code bad} names. */
    boolean suffersAlike(Scope part, Scope whole, Set<String> bad) {
        PartComparison both = PartComparison.of(aggregate(part), aggregate(whole));
        return (both.within() || mayHold(whole, part)) && both.suffersAlike(columns(bad));
    }

    /** Whether {@code whole} is bad by nothing but its {@code part}, in every metric that {@code bad} names. */
    boolean isDilution(Scope whole, Scope part, Set<String> bad, Harm harm) {
        PartComparison both = PartComparison.of(aggregate(part), aggregate(whole));
        return (both.within() || mayHold(whole, part)) && both.isDilution(columns(bad), harm);
    }

    /**
     * Whether {@code part} lies in {@code whole} by what they are, be it in tables that do not say so: a node stands in one region and is of
     * one CDN. An ISP lies in no region, and the mean of either may be bad by those who are of both.
     */
    boolean mayHold(Scope whole, Scope part) {
        return whole.contains(part.dimensions()) || part.slice().equals(NODE) && HOLD_NODES.contains(whole.slice());
    }

    private List<SliceColumn> columns(Set<String> names) {
        return names.stream()
                .map(name -> Objects.requireNonNull(columns.get(name)))
                .toList();
    }

    /** The single values whose slices are bad by themselves, with the people hit, NaN where nobody counted them: isolated lines, if they are few. */
    Map<Scope, Double> badRows(SliceColumn column, Harm harm) {
        Map<Scope, Double> bad = new LinkedHashMap<>();
        for (int row = 0; row < people.length; row++) {
            double value = column.values[row];
            if (!Double.isNaN(value) && harm.of(column.metric(), value, column.baseline[row]) > 0) {
                bad.put(Scope.of(dimensions.get(row), kinds::of), counted.get(row) ? people[row] : Double.NaN);
            }
        }
        return bad;
    }
}
