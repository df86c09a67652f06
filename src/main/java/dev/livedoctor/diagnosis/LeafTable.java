package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What was measured of the leaves of a table, as columns of numbers. */
final class LeafTable {
    private final Grid grid;
    /** By dimension and leaf: which of the values. */
    private final int[][] codes;

    private final double[] population;
    private final double[] bad;
    private final double[] expected;
    private final int[] all;
    private final boolean usualKnown;

    /** A leaf with its values as codes. */
    private record Row(int[] codes, double population, double bad, double expected) {
        /** One order for whatever order the leaves came in, so that sums are the same to the last bit. */
        static final Comparator<Row> CANONICAL = Comparator.comparing(Row::codes, Arrays::compare)
                .thenComparingDouble(Row::population)
                .thenComparingDouble(Row::bad)
                .thenComparingDouble(Row::expected);
    }

    /** The leaves of {@code grid} that were measured: of all {@code leaves}, those that can be hit. */
    LeafTable(Grid grid, List<Leaf> leaves, double usualRate) {
        this.grid = grid;
        List<Grid.Cell> cells = new ArrayList<>();
        for (Grid.Cell cell : grid.cells()) {
            Leaf leaf = leaves.get(cell.leaf());
            if (leaf.population() > 0 && leaf.bad() >= 0) {
                cells.add(cell);
            }
        }
        double tableRate = rate(cells, leaves);
        double usual = tableRate > 0 ? tableRate : usualRate;
        usualKnown = usual > 0;
        Row[] rows = new Row[cells.size()];
        for (int i = 0; i < rows.length; i++) {
            Grid.Cell cell = cells.get(i);
            rows[i] = row(cell.codes(), leaves.get(cell.leaf()), usualKnown ? usual : 1);
        }
        Arrays.sort(rows, Row.CANONICAL);
        codes = new int[grid.dimensions()][rows.length];
        population = new double[rows.length];
        bad = new double[rows.length];
        expected = new double[rows.length];
        all = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < codes.length; d++) {
                codes[d][i] = rows[i].codes[d];
            }
            population[i] = rows[i].population;
            bad[i] = rows[i].bad;
            expected[i] = rows[i].expected;
            all[i] = i;
        }
    }

    /** Usually hit per exposed, of the leaves with a baseline; NaN where there is none. */
    private static double rate(List<Grid.Cell> cells, List<Leaf> leaves) {
        double[] usual = new double[cells.size()];
        double[] exposed = new double[cells.size()];
        int known = 0;
        for (Grid.Cell cell : cells) {
            Leaf leaf = leaves.get(cell.leaf());
            if (leaf.expected() >= 0) {
                usual[known] = leaf.expected();
                exposed[known++] = leaf.population();
            }
        }
        // Sorted, and summed with the rounding made good, so that the order of the leaves does not matter.
        Arrays.sort(usual, 0, known);
        Arrays.sort(exposed, 0, known);
        return Arrays.stream(usual, 0, known).sum()
                / Arrays.stream(exposed, 0, known).sum();
    }

    private Row row(int[] own, Leaf leaf, double usual) {
        double rate = leaf.expected() >= 0 && usualKnown ? leaf.expected() / leaf.population() : usual;
        return new Row(own, leaf.population(), leaf.bad(), leaf.population() * rate);
    }

    boolean isEmpty() {
        return all.length == 0;
    }

    int dimensions() {
        return codes.length;
    }

    int valuesOf(int dimension) {
        return grid.valuesOf(dimension);
    }

    int[] codesOf(int dimension) {
        return codes[dimension];
    }

    double population(int leaf) {
        return population[leaf];
    }

    double bad(int leaf) {
        return bad[leaf];
    }

    double expected(int leaf) {
        return expected[leaf];
    }

    /** Whether there is a usual rate; otherwise the expected counts are known in proportion only. */
    boolean usualKnown() {
        return usualKnown;
    }

    /** Every leaf. */
    int[] all() {
        return all;
    }

    int[] leavesOf(int[] pairs) {
        return withPairs(pairs, all, true);
    }

    /** Those of {@code leaves} that lie outside of a scope. */
    int[] without(int[] pairs, int[] leaves) {
        return withPairs(pairs, leaves, false);
    }

    private int[] withPairs(int[] pairs, int[] leaves, boolean inside) {
        int[] taken = new int[leaves.length];
        int size = 0;
        for (int leaf : leaves) {
            if (holds(pairs, leaf) == inside) {
                taken[size++] = leaf;
            }
        }
        return Arrays.copyOf(taken, size);
    }

    private boolean holds(int[] pairs, int leaf) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (codes[pairs[i]][leaf] != pairs[i + 1]) {
                return false;
            }
        }
        return true;
    }

    HitCount count(int[] leaves) {
        double sumPopulation = 0;
        double sumBad = 0;
        double sumExpected = 0;
        for (int leaf : leaves) {
            sumPopulation += population[leaf];
            sumBad += bad[leaf];
            sumExpected += expected[leaf];
        }
        return new HitCount(sumPopulation, sumBad, sumExpected);
    }

    Scope scope(int[] pairs) {
        return grid.scope(pairs);
    }

    /** Every pair that all of {@code leaves} share. */
    int[] closure(int[] leaves) {
        int[] shared = {};
        for (int d = 0; d < codes.length; d++) {
            if (isSame(codes[d], leaves)) {
                shared = append(shared, d, codes[d][leaves[0]]);
            }
        }
        return shared;
    }

    private static boolean isSame(int[] codes, int[] leaves) {
        for (int leaf : leaves) {
            if (codes[leaf] != codes[leaves[0]]) {
                return false;
            }
        }
        return true;
    }

    static int[] append(int[] pairs, int dimension, int value) {
        int[] longer = Arrays.copyOf(pairs, pairs.length + 2);
        longer[pairs.length] = dimension;
        longer[pairs.length + 1] = value;
        return longer;
    }
}
