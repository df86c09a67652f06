package dev.livedoctor.lookback;

/** What a group had and what the others lead to expect of it, weighted alike, summed over strata. */
final class WeightedSums {
    private double events;
    private double observed;
    private double expected;
    private double variance;

    WeightedSums add(double count, double weightedObserved, double weightedExpected, double varianceOfCounts) {
        events += count;
        observed += weightedObserved;
        expected += weightedExpected;
        variance += varianceOfCounts;
        return this;
    }

    /** Events as they were counted. */
    double events() {
        return events;
    }

    double observed() {
        return observed;
    }

    double expected() {
        return expected;
    }

    /** Variance of the difference of both, if events were as independent as those of Poisson. */
    double variance() {
        return variance;
    }

    /** By how much it is worse than expected; below 0 where it is better. */
    double excess(boolean higherIsWorse) {
        return higherIsWorse ? observed - expected : expected - observed;
    }
}
