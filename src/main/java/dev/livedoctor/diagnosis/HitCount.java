package dev.livedoctor.diagnosis;

/** How many were exposed, how many of them were hit, and how many usually would be: of some leaves together. */
record HitCount(double population, double bad, double expected) {
    /** In big rooms trifles are significant: a scope less than a fifth above the rest counts as normal. */
    private static final double MIN_LIFT = 1.2;
    /** Weight of the usual rate of all in a scope's own, as a population: the sample guard of the contract. */
    private static final double PRIOR_POPULATION = 25;

    HitCount minus(HitCount part) {
        return new HitCount(population - part.population, Math.max(bad - part.bad, 0), expected - part.expected);
    }

    /** The usual count of few is mostly noise, so it is shrunk towards the rate of a total. */
    HitCount shrunkTo(HitCount total) {
        double weight = population / (population + PRIOR_POPULATION);
        double usual = total.expected / total.population * population;
        return new HitCount(population, bad, weight * expected + (1 - weight) * usual);
    }

    boolean exceeds(HitCount other) {
        return bad * other.expected > MIN_LIFT * other.bad * expected;
    }

    /** Nats won by a factor of its own for this part of {@code total}; 0 where it is as well as the rest, or is everything. */
    double gainIn(HitCount total) {
        HitCount rest = total.minus(this);
        if (rest.expected <= 1e-9 * total.expected || !exceeds(rest)) {
            return 0;
        }
        return nats() + rest.nats() - total.nats();
    }

    /** The most that a part of {@code total} can gain with so many hit: if they are everyone in it. */
    static double mostGain(double bad, HitCount total) {
        return new HitCount(bad, bad, 0).shrunkTo(total).gainIn(total);
    }

    private double nats() {
        return bad > 0 ? bad * Math.log(bad / expected) : 0;
    }
}
