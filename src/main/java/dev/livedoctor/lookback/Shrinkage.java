package dev.livedoctor.lookback;

import dev.livedoctor.lookback.Comparison.Compared;
import java.util.List;

/**
 * Draws ratios towards each other by as much as they are uncertain: a normal distribution of the logarithms, whose spread is the moment
 * estimate of DerSimonian and Laird (1986). The worst of many small groups is mostly the unluckiest.
 */
record Shrinkage(double middle, double spread) {

    static Shrinkage of(List<Compared> groups) {
        double weights = 0;
        double squares = 0;
        double sum = 0;
        int count = 0;
        for (Compared group : groups) {
            if (isKnown(group)) {
                double weight = weight(group);
                weights += weight;
                squares += weight * weight;
                sum += weight * logarithm(group);
                count++;
            }
        }
        if (count < 2) {
            return new Shrinkage(0, Double.POSITIVE_INFINITY);
        }
        double middle = sum / weights;
        double heterogeneity = 0;
        for (Compared group : groups) {
            if (isKnown(group)) {
                heterogeneity += weight(group) * Math.pow(logarithm(group) - middle, 2);
            }
        }
        return new Shrinkage(middle, Math.max(0, (heterogeneity - (count - 1)) / (weights - squares / weights)));
    }

    double shrunken(Compared group) {
        if (!isKnown(group)) {
            return Double.NaN;
        }
        double kept = Double.isInfinite(spread) ? 1 : spread / (spread + 1 / weight(group));
        return Math.exp(middle + kept * (logarithm(group) - middle));
    }

    private static boolean isKnown(Compared group) {
        return group.rateRatio().isAsked() && group.rateRatio().error() > 0;
    }

    private static double weight(Compared group) {
        return 1 / Math.pow(group.rateRatio().error(), 2);
    }

    /** Half an event at least, so that none at all has a logarithm. */
    private static double logarithm(Compared group) {
        RateRatio rateRatio = group.rateRatio();
        return Math.log((rateRatio.observed() + 0.5) / (rateRatio.expected() + 0.5));
    }
}
