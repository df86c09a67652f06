package dev.livedoctor.lookback;

import java.util.Collection;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What was observed, against what was to be expected, evening by evening. The evening is the unit: a thousand viewers of one bad evening
 * are one observation. The variance is that of a ratio estimator (Cochran, Sampling Techniques, 1977), never less than that of counts; the
 * degrees of freedom are the effective number of evenings (Kish), so that one evening that outweighs all others proves nothing.
 *
 * @param evenings with something expected
 * @param observed events
 * @param expected events
 * @param ratio of both
 * @param low end of the 95 % interval of the ratio
 * @param high end of it
 * @param p the chance of such a ratio or a worse one; not a number where there are too few evenings to say
 * @param error standard error of the logarithm of the ratio
 */
record Contrast(
        int evenings, double observed, double expected, double ratio, double low, double high, double p, double error) {
    /** Fewer are no habit (knowledge base, D13). */
    static final int FEWEST_EVENINGS = 5;
    /** Fewer expected events say nothing (knowledge base, D11). */
    static final double FEWEST_EVENTS = 30;

    private static final double FEWEST_EFFECTIVE = 3;
    private static final double CONFIDENCE = 0.975;

    /** Events of an evening; {@code reference} events told what to expect. */
    record Evening(double observed, double expected, double reference) {}

    /** Compares; {@code higherIsWorse} says which side is asked about. */
    static Contrast of(Collection<Evening> evenings, boolean higherIsWorse) {
        double observed = evenings.stream().mapToDouble(Evening::observed).sum();
        double expected = evenings.stream().mapToDouble(Evening::expected).sum();
        double squares = evenings.stream()
                .mapToDouble(one -> one.expected * one.expected)
                .sum();
        double effective = squares == 0 ? 0 : expected * expected / squares;
        double ratio = expected == 0 ? Double.NaN : observed / expected;
        if (evenings.size() < FEWEST_EVENINGS || effective < FEWEST_EFFECTIVE || expected < FEWEST_EVENTS) {
            return new Contrast(
                    evenings.size(), observed, expected, ratio, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double between = 0;
        double counts = 0;
        for (Evening one : evenings) {
            double residual = one.observed - ratio * one.expected;
            between += residual * residual;
            counts += one.expected + one.expected * one.expected / Math.max(1, one.reference);
        }
        between *= effective / (effective - 1);
        double deviation = Math.sqrt(Math.max(between, counts)) / expected;
        TDistribution t = TDistribution.of(effective - 1);
        double away = (higherIsWorse ? ratio - 1 : 1 - ratio) / deviation;
        double reach = t.inverseCumulativeProbability(CONFIDENCE) * deviation;
        return new Contrast(
                evenings.size(),
                observed,
                expected,
                ratio,
                Math.max(0, ratio - reach),
                ratio + reach,
                t.survivalProbability(away),
                deviation / Math.max(ratio, 1 / expected));
    }

    /** Whether there was enough to ask. */
    boolean isAsked() {
        return !Double.isNaN(p);
    }
}
