package dev.livedoctor.lookback;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether something happens more often in one cell than the rooms' own rates explain. Each room is a stratum whose margins are given, so
 * that a bad room that is on air at night only does not make the night bad: for one room it is Fisher's exact test, for several the exact
 * test of Cochran, Mantel and Haenszel, and where there are very many, their approximation with a continuity correction.
 */
final class StratifiedTest {
    /** Beyond this many steps the sum is normal to all digits that matter. */
    private static final long MOST_STEPS = 2_000_000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final List<int[]> strata = new ArrayList<>();
    private int observed;
    private int support;
    private long steps;
    private double mean;
    private double variance;

    /** Adds a room with {@code all} broadcasts, {@code hits} of them with the event; {@code drawn} of all lie in the cell, {@code seen} of the hits. */
    void add(int all, int hits, int drawn, int seen) {
        observed += seen;
        if (drawn == 0) {
            return;
        }
        strata.add(new int[] {all, hits, drawn});
        int most = Math.min(hits, drawn);
        steps += (long) (support + 1) * (most + 1);
        support += most;
        double rate = (double) hits / all;
        mean += drawn * rate;
        variance += all == 1 ? 0 : drawn * rate * (1 - rate) * (all - drawn) / (all - 1.0);
    }

    /** What was to be expected in the cell. */
    double expected() {
        return mean;
    }

    /**
     * The chance of as many or more by chance.
     *
     * @param inflation how much more the rooms vary together than they would each for itself; 1 where they do not
     */
    double p(double inflation) {
        double p = steps > MOST_STEPS
                ? NORMAL.survivalProbability((observed - 0.5 - mean) / Math.sqrt(variance))
                : exact();
        if (inflation <= 1 || p >= 0.5) {
            return p;
        }
        double z = NORMAL.inverseSurvivalProbability(Math.max(p, Double.MIN_NORMAL));
        return NORMAL.survivalProbability(z / Math.sqrt(inflation));
    }

    private double exact() {
        double[] sum = {1};
        for (int[] room : strata) {
            HypergeometricDistribution hits = HypergeometricDistribution.of(room[0], room[1], room[2]);
            int most = Math.min(room[1], room[2]);
            double[] next = new double[sum.length + most];
            for (int i = hits.getSupportLowerBound(); i <= most; i++) {
                double chance = hits.probability(i);
                for (int j = 0; j < sum.length; j++) {
                    next[i + j] += sum[j] * chance;
                }
            }
            sum = next;
        }
        double p = 0;
        for (int i = sum.length - 1; i >= observed; i--) {
            p += sum[i];
        }
        return Math.min(1, p);
    }
}
