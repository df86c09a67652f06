package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.WellKnown;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the slices of a scope show, taken together. */
final class ScopeAggregates {
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

    private final List<Map<String, String>> dimensions;
    private final double[] people;
    private final BitSet counted;
    private final Map<String, SliceColumn> columns;
    private final Map<Scope, Aggregate> aggregates = new HashMap<>();
    private final Map<List<BitSet>, Aggregate> byRows = new HashMap<>();

    /**
     * Aggregates of these slices.
     *
     * @param dimensions by slice: where it is
     * @param people by slice: the people that it is of
     * @param counted the slices whose people somebody counted
     * @param columns by name of the metric
     */
    ScopeAggregates(
            List<Map<String, String>> dimensions, double[] people, BitSet counted, Map<String, SliceColumn> columns) {
        this.dimensions = dimensions;
        this.people = people;
        this.counted = counted;
        this.columns = columns;
    }

    /** What {@code scope} shows; the same object for scopes that hold the same slices of the same tables. */
    Aggregate of(Scope scope) {
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
        double sample = counts == null
                ? Double.NaN
                : WellKnown.VIEWERS.equals(of) ? counted : counts.together(counts.values, inside);
        double concerned = counted;
        double part = share;
        if (counts != null && SliceTables.ENTRIES.equals(of) && !Double.isNaN(sample)) {
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
}
