package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All leaves of the same dimensions, as columns of numbers. */
final class LeafTable {
    private final String[] names;
    private final String[][] values;
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

    LeafTable(List<Leaf> leaves, double usualRate) {
        names = new TreeSet<>(leaves.get(0).dimensions().keySet()).toArray(String[]::new);
        values = new String[names.length][];
        List<Map<String, Integer>> codeOf = new ArrayList<>(names.length);
        for (int d = 0; d < names.length; d++) {
            codeOf.add(code(leaves, d));
        }
        double tableRate = rate(leaves);
        double usual = tableRate > 0 ? tableRate : usualRate;
        usualKnown = usual > 0;
        Row[] rows = new Row[leaves.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(leaves.get(i), codeOf, usualKnown ? usual : 1);
        }
        Arrays.sort(rows, Row.CANONICAL);
        codes = new int[names.length][rows.length];
        population = new double[rows.length];
        bad = new double[rows.length];
        expected = new double[rows.length];
        all = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < names.length; d++) {
                codes[d][i] = rows[i].codes[d];
            }
            population[i] = rows[i].population;
            bad[i] = rows[i].bad;
            expected[i] = rows[i].expected;
            all[i] = i;
        }
    }

    /** Usually hit per exposed, of the leaves with a baseline; NaN where there is none. */
    private static double rate(List<Leaf> leaves) {
        double[] usual = new double[leaves.size()];
        double[] exposed = new double[leaves.size()];
        int known = 0;
        for (Leaf leaf : leaves) {
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

    /** The codes of the values of a dimension, in the order of the values. */
    private Map<String, Integer> code(List<Leaf> leaves, int d) {
        Map<String, Integer> codeOf = new HashMap<>();
        for (Leaf leaf : leaves) {
            codeOf.put(valueOf(leaf, d), 0);
        }
        values[d] = codeOf.keySet().toArray(String[]::new);
        Arrays.sort(values[d]);
        for (int code = 0; code < values[d].length; code++) {
            codeOf.put(values[d][code], code);
        }
        return codeOf;
    }

    private String valueOf(Leaf leaf, int d) {
        return leaf.dimensions().getOrDefault(names[d], "");
    }

    private Row row(Leaf leaf, List<Map<String, Integer>> codeOf, double usual) {
        int[] own = new int[names.length];
        for (int d = 0; d < own.length; d++) {
            own[d] = codeOf.get(d).getOrDefault(valueOf(leaf, d), 0);
        }
        double rate = leaf.expected() >= 0 && usualKnown ? leaf.expected() / leaf.population() : usual;
        return new Row(own, leaf.population(), leaf.bad(), leaf.population() * rate);
    }

    int dimensions() {
        return names.length;
    }

    int valuesOf(int dimension) {
        return values[dimension].length;
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

    Count count(int[] leaves) {
        double sumPopulation = 0;
        double sumBad = 0;
        double sumExpected = 0;
        for (int leaf : leaves) {
            sumPopulation += population[leaf];
            sumBad += bad[leaf];
            sumExpected += expected[leaf];
        }
        return new Count(sumPopulation, sumBad, sumExpected);
    }

    Scope scope(int[] pairs) {
        Map<String, String> dimensions = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            dimensions.put(names[pairs[i]], values[pairs[i]][pairs[i + 1]]);
        }
        return Scope.of(dimensions);
    }

    /** Every pair that all of {@code leaves} share. */
    int[] closure(int[] leaves) {
        int[] shared = {};
        for (int d = 0; d < names.length; d++) {
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
