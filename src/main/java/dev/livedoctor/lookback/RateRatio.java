package dev.livedoctor.lookback;

import java.util.Collection;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What was observed, against what the others lead to expect, evening by evening. The evening is the unit: a thousand viewers of one bad
 * evening are one observation. The error of the ratio's logarithm is how the evenings differ from each other, on either side of the
 * comparison and with what each of them pulls by itself taken out (nearly the jackknife); never less than that of counts.
 * Degrees of freedom are the effective number of evenings (Kish) less one, so that one evening that outweighs all others proves nothing.
 *
 * @param evenings with something expected
 * @param observed events
 * @param expected events
 * @param ratio of both
 * @param low end of the 95 % interval of the ratio; not a number where there is too little to say
 * @param high end of it
 * @param p the chance of such a ratio or a worse one; not a number where there is too little to say
 * @param error standard error of the logarithm of the ratio
 */
record RateRatio(
        int evenings, double observed, double expected, double ratio, double low, double high, double p, double error) {
    /** Fewer are no habit (knowledge base, D13). */
    static final int FEWEST_EVENINGS = 5;
    /** Fewer expected events say nothing (knowledge base, D11). */
    static final double FEWEST_EVENTS = 30;

    private static final double FEWEST_EFFECTIVE = 3;
    private static final double CONFIDENCE = 0.975;

    /** Compares; {@code higherIsWorse} says which side is asked about. */
    static RateRatio of(Collection<WeightedSums> evenings, boolean higherIsWorse) {
        double events = evenings.stream().mapToDouble(WeightedSums::events).sum();
        double observed = evenings.stream().mapToDouble(WeightedSums::observed).sum();
        double expected = evenings.stream().mapToDouble(WeightedSums::expected).sum();
        double counts = evenings.stream().mapToDouble(WeightedSums::variance).sum();
        double squares = 0;
        double between = 0;
        for (WeightedSums one : evenings) {
            double part = one.expected() / expected;
            double own = observed == 0 ? part : one.observed() / observed;
            squares += part * part;
            between += Math.pow((own - part) / Math.max(1e-9, 1 - (own + part) / 2), 2);
        }
        double effective = expected == 0 ? 0 : 1 / squares;
        double ratio = expected == 0 ? Double.NaN : observed / expected;
        // As many as the group would have had at the rate of the others.
        double usual = observed == 0 ? expected : events / ratio;
        if (evenings.size() < FEWEST_EVENINGS || !(effective >= FEWEST_EFFECTIVE) || usual < FEWEST_EVENTS) {
            return new RateRatio(evenings.size(), events, usual, ratio, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double error = Math.sqrt(Math.max(between, counts * 4 / Math.pow(observed + expected, 2)));
        // Half an event more on both sides, so that none at all has a logarithm.
        double logarithm = Math.log((events + 0.5) / (usual + 0.5));
        // Evenings are right-skewed, so a group without a rare large evening looks surely worse; a low ratio is
        // therefore tested on the linear scale.
        double away = higherIsWorse ? logarithm : 1 - ratio;
        TDistribution t = TDistribution.of(effective - 1);
        double reach = t.inverseCumulativeProbability(CONFIDENCE) * error;
        return new RateRatio(
                evenings.size(),
                events,
                usual,
                ratio,
                Math.exp(logarithm - reach),
                Math.exp(logarithm + reach),
                t.survivalProbability(away / error),
                error);
    }

    /** Whether there was enough to ask. */
    boolean isAsked() {
        return !Double.isNaN(p);
    }
}
