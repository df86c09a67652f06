package dev.livedoctor.diagnosis;

import java.util.Arrays;

/** Sums of some leaves by their value in one dimension: arrays that are used again and again, since a search takes millions of sums. */
final class ValueSums {
    private final LeafTable table;
    private final int[] codes;
    /** The values seen, in the order of the leaves, and of each value its place therein. */
    private final int[] seen;

    private final int[] places;
    private final int[] leaves;
    private final double[] population;
    private final double[] bad;
    private final double[] expected;
    private int values;

    ValueSums(LeafTable table, int dimension) {
        this.table = table;
        codes = table.codesOf(dimension);
        int most = table.valuesOf(dimension);
        seen = new int[most];
        places = new int[most];
        leaves = new int[most];
        population = new double[most];
        bad = new double[most];
        expected = new double[most];
        Arrays.fill(places, -1);
    }

    /** Forgets what it knew and takes {@code some} leaves. */
    void take(int[] some) {
        for (int i = 0; i < values; i++) {
            places[seen[i]] = -1;
        }
        values = 0;
        for (int leaf : some) {
            int i = places[codes[leaf]];
            if (i < 0) {
                i = values++;
                places[codes[leaf]] = i;
                seen[i] = codes[leaf];
                leaves[i] = 0;
                population[i] = 0;
                bad[i] = 0;
                expected[i] = 0;
            }
            leaves[i]++;
            population[i] += table.population(leaf);
            bad[i] += table.bad(leaf);
            expected[i] += table.expected(leaf);
        }
    }

    /** How many values were seen; below they go by their place among these. */
    int values() {
        return values;
    }

    int value(int place) {
        return seen[place];
    }

    double bad(int place) {
        return bad[place];
    }

    HitCount count(int place) {
        return new HitCount(population[place], bad[place], expected[place]);
    }

    /** The leaves taken, by value. */
    int[][] split(int[] some) {
        int[][] parts = new int[values][];
        int[] filled = new int[values];
        for (int i = 0; i < values; i++) {
            parts[i] = new int[leaves[i]];
        }
        for (int leaf : some) {
            int i = places[codes[leaf]];
            parts[i][filled[i]++] = leaf;
        }
        return parts;
    }

    /** The leaves taken that have one value. */
    int[] part(int place, int[] some) {
        int[] part = new int[leaves[place]];
        int size = 0;
        for (int leaf : some) {
            if (codes[leaf] == seen[place]) {
                part[size++] = leaf;
            }
        }
        return part;
    }
}
