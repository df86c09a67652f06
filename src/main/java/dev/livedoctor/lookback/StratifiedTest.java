package dev.livedoctor.lookback;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether something happens more often in one cell than the strata's own rates explain. The margins of each stratum are given, so that a
 * bad room that is on air at night only does not make the night bad: for one stratum it is Fisher's exact test, for several the exact
 * test of Cochran, Mantel and Haenszel, and where there are very many, their approximation with a continuity correction.
 */
final class StratifiedTest {
    /** Beyond this many steps the sum is normal to all digits that matter. */
    private static final long MOST_STEPS = 2_000_000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private double[] chances = {1};
    private long steps;
    private int observed;
    private double mean;
    private double variance;

    /** Adds a stratum of {@code all}, {@code hits} of them with the event; {@code drawn} of all lie in the cell, {@code seen} of the hits. */
    void add(int all, int hits, int drawn, int seen) {
        observed += seen;
        if (drawn == 0 || hits == 0) {
            return;
        }
        double rate = (double) hits / all;
        mean += drawn * rate;
        variance += all == 1 ? 0 : drawn * rate * (1 - rate) * (all - drawn) / (all - 1.0);
        int most = Math.min(hits, drawn);
        steps += (long) chances.length * (most + 1);
        if (steps > MOST_STEPS) {
            return;
        }
        HypergeometricDistribution distribution = HypergeometricDistribution.of(all, hits, drawn);
        double[] next = new double[chances.length + most];
        for (int i = distribution.getSupportLowerBound(); i <= most; i++) {
            double chance = distribution.probability(i);
            for (int j = 0; j < chances.length; j++) {
                next[i + j] += chances[j] * chance;
            }
        }
        chances = next;
    }

    /** What was to be expected in the cell. */
    double expected() {
        return mean;
    }

    /** The chance of as many or more by chance. */
    double p() {
        if (steps > MOST_STEPS) {
            return NORMAL.survivalProbability((observed - 0.5 - mean) / Math.sqrt(variance));
        }
        double p = 0;
        for (int i = chances.length - 1; i >= observed; i--) {
            p += chances[i];
        }
        return Math.min(1, p);
    }
}
