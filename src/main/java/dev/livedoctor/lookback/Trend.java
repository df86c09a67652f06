package dev.livedoctor.lookback;

import java.util.List;
import java.util.Set;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether something becomes more or less frequent from broadcast to broadcast (Cochran and Armitage).
 *
 * @param slope above 0 where it does; not a number where too little is known to say
 * @param p the chance of such a trend or a stronger one, either way
 */
record Trend(double slope, double p) {
    static final int FEWEST_BROADCASTS = 8;
    static final int FEWEST_HITS = 3;

    /** Of the evenings, in order of time, those that were hit. */
    static Trend of(List<Long> evenings, Set<Long> hit) {
        int all = evenings.size();
        int hits = hit.size();
        if (all < FEWEST_BROADCASTS || hits < FEWEST_HITS || all - hits < FEWEST_HITS) {
            return new Trend(Double.NaN, Double.NaN);
        }
        double rate = hits / (double) all;
        double middle = (all - 1) / 2.0;
        double covariance = 0;
        double squares = 0;
        for (int i = 0; i < all; i++) {
            double away = i - middle;
            covariance += hit.contains(evenings.get(i)) ? away : 0;
            squares += away * away;
        }
        double z = covariance / Math.sqrt(rate * (1 - rate) * squares * all / (all - 1));
        return new Trend(covariance / squares, 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z)));
    }
}
