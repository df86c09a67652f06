package dev.livedoctor.lookback;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Means of a metric by evening, before and after one (Mann and Whitney, 1947): medians of both, and the chance of such a difference.
 */
record BeforeAfter(double before, double after, int eveningsBefore, int eveningsAfter, double p) {
    private static final int MOST_EVENINGS = 14;
    /** With fewer on each side not even the clearest difference would count as one. */
    private static final int FEWEST_EVENINGS = 4;

    /**
     * Compares; {@code evenings} has sums and counts by evening. The evening {@code since} itself is on neither side: what was changed in
     * the middle of it has hours of both. Empty where there are too few.
     */
    static Optional<BeforeAfter> of(TreeMap<Long, double[]> evenings, long since) {
        double[] after = means(evenings.tailMap(since, false), true);
        double[] before = means(evenings.headMap(since), false);
        if (before.length < FEWEST_EVENINGS || after.length < FEWEST_EVENINGS) {
            return Optional.empty();
        }
        double p = MannWhitneyUTest.withDefaults().test(before, after).getPValue();
        Median median = Median.withDefaults();
        return Optional.of(
                new BeforeAfter(median.evaluate(before), median.evaluate(after), before.length, after.length, p));
    }

    private static double[] means(SortedMap<Long, double[]> evenings, boolean first) {
        return evenings.values().stream()
                .skip(first ? 0 : Math.max(0, evenings.size() - MOST_EVENINGS))
                .limit(MOST_EVENINGS)
                .mapToDouble(sums -> sums[0] / sums[1])
                .toArray();
    }
}
