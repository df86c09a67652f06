package dev.livedoctor.lookback;

import dev.livedoctor.lookback.Comparison.Compared;

/**
 * How something fares against the others that were there on the same evenings.
 *
 * @param rate of it
 * @param reference what the median of the others would have had
 * @param ratio of both
 * @param low end of its 95 % interval; not a number where too little is known
 * @param high end of it
 * @param shrunken the ratio, drawn towards the others by as much as it is uncertain
 * @param evenings on which it could be compared
 * @param eveningsWorse evenings on which it was worse
 * @param rooms that have it
 * @param roomsWorse rooms in which it was worse
 * @param p the chance of such a ratio or a worse one; not a number where too little is known
 * @param q the rate of false discoveries at which it is one
 */
public record PeerComparison(
        double rate,
        double reference,
        double ratio,
        double low,
        double high,
        double shrunken,
        int evenings,
        int eveningsWorse,
        int rooms,
        int roomsWorse,
        double p,
        double q) {

    static PeerComparison of(Compared one) {
        RateRatio rateRatio = one.rateRatio();
        return new PeerComparison(
                one.rate(),
                one.reference(),
                rateRatio.ratio(),
                rateRatio.low(),
                rateRatio.high(),
                one.shrunken(),
                rateRatio.evenings(),
                one.eveningsWorse(),
                one.rooms(),
                one.roomsWorse(),
                rateRatio.p(),
                one.q());
    }

    /** {@code 0.43 to 0.61}, between the words of a language. */
    String interval(String between) {
        return NumberWords.times(low) + between + NumberWords.times(high);
    }
}
