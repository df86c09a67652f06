package dev.livedoctor.diagnosis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

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
        List<Map<String, Integer>> codeOf =
                IntStream.range(0, names.length).mapToObj(d -> code(leaves, d)).toList();
        List<Leaf> known = leaves.stream().filter(leaf -> leaf.expected() >= 0).toList();
        double tableRate = known.stream().mapToDouble(Leaf::expected).sorted().sum()
                / known.stream().mapToDouble(Leaf::population).sorted().sum();
        double usual = tableRate > 0 ? tableRate : usualRate;
        usualKnown = usual > 0;
        Row[] rows = leaves.stream()
                .map(leaf -> row(leaf, codeOf, usualKnown ? usual : 1))
                .sorted(Row.CANONICAL)
                .toArray(Row[]::new);
        codes = IntStream.range(0, names.length)
                .mapToObj(d -> Arrays.stream(rows).mapToInt(row -> row.codes[d]).toArray())
                .toArray(int[][]::new);
        population = Arrays.stream(rows).mapToDouble(Row::population).toArray();
        bad = Arrays.stream(rows).mapToDouble(Row::bad).toArray();
        expected = Arrays.stream(rows).mapToDouble(Row::expected).toArray();
        all = IntStream.range(0, rows.length).toArray();
    }

    /** The codes of the values of a dimension, in the order of the values. */
    private Map<String, Integer> code(List<Leaf> leaves, int d) {
        Map<String, Integer> codeOf = new HashMap<>();
        leaves.forEach(leaf -> codeOf.put(valueOf(leaf, d), 0));
        values[d] = codeOf.keySet().stream().sorted().toArray(String[]::new);
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
        return Arrays.stream(all).filter(leaf -> holds(pairs, leaf)).toArray();
    }

    boolean holds(int[] pairs, int leaf) {
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
        return IntStream.range(0, names.length)
                .filter(d -> Arrays.stream(leaves).allMatch(leaf -> codes[d][leaf] == codes[d][leaves[0]]))
                .flatMap(d -> IntStream.of(d, codes[d][leaves[0]]))
                .toArray();
    }

    static int[] append(int[] pairs, int dimension, int value) {
        int[] longer = Arrays.copyOf(pairs, pairs.length + 2);
        longer[pairs.length] = dimension;
        longer[pairs.length + 1] = value;
        return longer;
    }
}
