package dev.livedoctor.diagnosis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** A scope under test: its dimension and value codes in turn, its leaves, its gain, and that after discount. */
record Suspect(int[] pairs, int[] leaves, Count count, double gain, double score) {
    /** Of equals the one with fewer pairs, then by name (codes are in the order of names). */
    static final Comparator<Suspect> BEST_FIRST = Comparator.comparingDouble(Suspect::score)
            .reversed()
            .thenComparing(suspect -> suspect.pairs.length)
            .thenComparing(Suspect::pairs, Arrays::compare);

    boolean contains(Suspect part) {
        return part.pairs.length > pairs.length && positions().allMatch(i -> part.has(pairs[i], pairs[i + 1]));
    }

    boolean sharesPair(Suspect other) {
        return positions().anyMatch(i -> other.has(pairs[i], pairs[i + 1]));
    }

    boolean hasLeavesOf(Suspect other) {
        return Arrays.equals(leaves, other.leaves);
    }

    private boolean has(int dimension, int value) {
        return positions().anyMatch(i -> pairs[i] == dimension && pairs[i + 1] == value);
    }

    private IntStream positions() {
        return IntStream.iterate(0, i -> i < pairs.length, i -> i + 2);
    }
}
