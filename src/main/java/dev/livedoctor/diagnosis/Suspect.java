package dev.livedoctor.diagnosis;

import java.util.Arrays;
import java.util.Comparator;

/** A scope under test: its dimension and value codes in turn, its leaves, its gain, and that after discount. */
record Suspect(int[] pairs, int[] leaves, HitCount count, double gain, double score) {
    /** Of equals the one with fewer pairs, then by name (codes are in the order of names). */
    static final Comparator<Suspect> BEST_FIRST = Comparator.comparingDouble(Suspect::score)
            .reversed()
            .thenComparing(suspect -> suspect.pairs.length)
            .thenComparing(Suspect::pairs, Arrays::compare);

    boolean contains(Suspect part) {
        return part.pairs.length > pairs.length && part.sharedWith(this) == pairs.length / 2;
    }

    boolean sharesPair(Suspect other) {
        return sharedWith(other) > 0;
    }

    boolean hasLeavesOf(Suspect other) {
        return Arrays.equals(leaves, other.leaves);
    }

    /** How many pairs both have. */
    private int sharedWith(Suspect other) {
        int shared = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            for (int j = 0; j < other.pairs.length; j += 2) {
                if (pairs[i] == other.pairs[j] && pairs[i + 1] == other.pairs[j + 1]) {
                    shared++;
                }
            }
        }
        return shared;
    }
}
