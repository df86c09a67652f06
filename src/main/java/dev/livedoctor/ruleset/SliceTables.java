package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Blame;
import dev.livedoctor.diagnosis.Grid;
import dev.livedoctor.diagnosis.Leaf;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** The slices of a snapshot: which metrics they hold, who is to blame, and what a scope's metrics are taken together. */
final class SliceTables {
    /** In a table of so few leaves a fault shows in one of them; in a larger one it may show in sums only. */
    private static final int FEW_LEAVES = 30;
    /** Standard deviations from which it is worth to search. */
    private static final double OFF = 2;

    /** How far the rest of a whole lies off what is outside, as a part of how far the worst of it does (estimate). */
    private static final double ALIKE = 0.5;

    private static final String VIEWERS = "audience.viewers";
    private static final String ENTRIES = "audience.entries";
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
    private final Map<Scope, Aggregate> aggregates = new HashMap<>();
    private final Map<List<BitSet>, Aggregate> byRows = new HashMap<>();
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
    }

    private void count(List<Map<String, Double>> metrics, List<Map<String, Double>> baselines, double roomViewers) {
        Map<Set<String>, Integer> tables = new HashMap<>();
        dimensions.forEach(where -> tables.merge(where.keySet(), 1, Integer::sum));
        for (int row = 0; row < people.length; row++) {
            double left = metrics.get(row).getOrDefault(VIEWERS, Double.NaN);
            double usual = baselines.get(row).getOrDefault(VIEWERS, Double.NaN);
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
            column.samples[row] = of == null || of.equals(VIEWERS)
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
        SliceColumn viewers = columns.get(VIEWERS);
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
     * @param harmful whether a value, with its baseline (NaN where unknown), is bad in itself: how metrics that are no share are counted
     * @param usual hit per exposed in the whole room, usually; NaN where unknown
     */
    List<Blame> localise(SliceColumn column, DoubleBinaryOperator harmful, double usual) {
        List<Leaf> leaves = new ArrayList<>(people.length);
        int measured = 0;
        for (int row = 0; row < people.length; row++) {
            Leaf leaf = leaf(column, row, harmful);
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
                || metric.name().equals(VIEWERS);
    }

    /** The slice as counts; without a population where the metric was not measured. */
    private Leaf leaf(SliceColumn column, int row, DoubleBinaryOperator harmful) {
        Metric metric = column.metric();
        Map<String, String> where = dimensions.get(row);
        double value = column.values[row];
        double base = column.baseline[row];
        double sample = column.samples[row];
        if (isGauge(metric)) {
            // What is usually there and was not even measured is gone.
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
        return new Leaf(where, sample, sample * harmful.applyAsDouble(value, base), Double.NaN);
    }

    /**
     * The metrics of a scope taken together.
     *
     * @param figures one for each metric that was measured there
     * @param people that the scope is of, those included who are gone; NaN where not all were counted
     * @param share of the people of the tables that have its dimensions
     * @param inside its slices
     * @param outside the other slices of those tables
     */
    record Aggregate(List<Figure> figures, double people, double share, BitSet inside, BitSet outside) {}

    /**
     * A metric of a scope: counts and gauges add, the rest is the mean by sample.
     *
     * @param baseline the same of what it usually is; NaN where unknown
     * @param peers of the rest of the same tables; NaN where that tells nothing
     * @param sample how many it is taken of; NaN where unknown
     * @param people whom it concerns: of a share of those who entered these too, whoever of them is left
     * @param share of the people of the tables that have the scope's dimensions
     */
    record Figure(
            Metric metric, double value, double baseline, double peers, double sample, double people, double share) {}

    /** What {@code scope} shows; the same object for scopes that hold the same slices of the same tables. */
    Aggregate aggregate(Scope scope) {
        return aggregates.computeIfAbsent(scope, key -> {
            BitSet inside = new BitSet(people.length);
            BitSet outside = new BitSet(people.length);
            Set<String> names = scope.dimensions().keySet();
            for (int row = 0; row < people.length; row++) {
                if (dimensions.get(row).keySet().containsAll(names)) {
                    (scope.contains(dimensions.get(row)) ? inside : outside).set(row);
                }
            }
            return byRows.computeIfAbsent(List.of(inside, outside), rows -> sum(inside, outside));
        });
    }

    /**
     * Whether {@code part} holds some of the slices of {@code of} and suffers as the rest of it does: in every metric that {@code bad}
     * names the rest lies off what is outside by half as much at least.
     */
    boolean suffersAlike(Scope part, Scope of, Set<String> bad) {
        Split split = split(part, of);
        if (!split.tells() || bad.isEmpty()) {
            return false;
        }
        for (String name : bad) {
            SliceColumn column = Objects.requireNonNull(columns.get(name));
            if (column.adds() || !(split.alike(column) >= ALIKE)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A part of a whole beside the rest of it, in the tables that tell the one from the other.
     *
     * @param within whether the part lies in the whole
     * @param outside what is of neither
     */
    private record Split(boolean within, BitSet part, BitSet rest, BitSet outside) {

        boolean tells() {
            return within && !rest.isEmpty();
        }

        /** How far the rest lies off what is outside, as a part of how far the part does. */
        double alike(SliceColumn column) {
            double usual = column.together(column.values, outside);
            return (column.together(column.values, rest) - usual) / (column.together(column.values, part) - usual);
        }
    }

    private Split split(Scope part, Scope whole) {
        BitSet inside = aggregate(part).inside();
        BitSet of = aggregate(whole).inside();
        BitSet stray = (BitSet) inside.clone();
        stray.andNot(of);
        BitSet rest = (BitSet) aggregate(part).outside().clone();
        BitSet outside = (BitSet) rest.clone();
        rest.and(of);
        outside.andNot(of);
        return new Split(stray.isEmpty(), inside, rest, outside);
    }

    /** Whether a value, with its baseline (NaN where unknown), is bad in itself: 1, else 0. */
    @FunctionalInterface
    interface Harm {
        double of(Metric metric, double value, double baseline);
    }

    /**
     * Whether {@code whole} is bad by nothing but its {@code part}: in every metric that {@code bad} names what is left of it is not harmful,
     * and lies hardly off what is outside beside how far the part does.
     */
    boolean isDilution(Scope whole, Scope part, Set<String> bad, Harm harm) {
        Split split = split(part, whole);
        if (!split.tells() || split.outside.isEmpty() || bad.isEmpty()) {
            return false;
        }
        for (String name : bad) {
            SliceColumn column = Objects.requireNonNull(columns.get(name));
            // Of what adds up, the whole is no mean of its parts.
            if (column.adds()
                    || !(split.alike(column) < ALIKE)
                    || harm.of(
                                    column.metric(),
                                    column.together(column.values, split.rest),
                                    column.together(column.baseline, split.rest))
                            > 0) {
                return false;
            }
        }
        return true;
    }

    private Aggregate sum(BitSet inside, BitSet outside) {
        double here = sum(people, inside);
        double share = here / Math.max(here + sum(people, outside), 1);
        BitSet uncounted = (BitSet) inside.clone();
        uncounted.andNot(counted);
        double counted = uncounted.isEmpty() ? here : Double.NaN;
        List<Figure> figures = new ArrayList<>(columns.size());
        for (SliceColumn column : columns.values()) {
            double value = column.together(column.values, inside);
            if (!Double.isNaN(value)) {
                figures.add(figure(column, value, inside, outside, counted, share));
            }
        }
        return new Aggregate(figures, counted, share, inside, outside);
    }

    private Figure figure(
            SliceColumn column, double value, BitSet inside, BitSet outside, double counted, double share) {
        String of = column.metric().of();
        SliceColumn counts = of == null ? null : columns.get(of);
        double sample =
                counts == null ? Double.NaN : VIEWERS.equals(of) ? counted : counts.together(counts.values, inside);
        double concerned = counted;
        double part = share;
        if (counts != null && ENTRIES.equals(of) && !Double.isNaN(sample)) {
            double others = counts.together(counts.values, outside);
            concerned = Double.isNaN(counted) ? sample : Math.max(counted, sample);
            part = Math.max(share, sample / Math.max(sample + (Double.isNaN(others) ? 0 : others), 1));
        }
        return new Figure(
                column.metric(),
                value,
                column.together(column.baseline, inside),
                !column.adds() ? column.together(column.values, outside) : Double.NaN,
                sample,
                concerned,
                part);
    }

    private static double sum(double[] numbers, BitSet rows) {
        double sum = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            sum += numbers[row];
        }
        return sum;
    }

    /** The single values whose slices are bad by themselves, with the people hit, NaN where nobody counted them: isolated lines, if they are few. */
    Map<Scope, Double> badRows(SliceColumn column, DoubleBinaryOperator harmful) {
        Map<Scope, Double> bad = new LinkedHashMap<>();
        for (int row = 0; row < people.length; row++) {
            double value = column.values[row];
            if (!Double.isNaN(value) && harmful.applyAsDouble(value, column.baseline[row]) > 0) {
                bad.put(Scope.of(dimensions.get(row), kinds::of), counted.get(row) ? people[row] : Double.NaN);
            }
        }
        return bad;
    }
}
