package dev.livedoctor.diagnosis;

/** Weight of evidence in log-odds (natural logarithm), so that weights add. */
public enum Weight {
    /** The mechanism itself was observed: 55 to 1. */
    DECISIVE(4),
    /** 7 to 1. */
    STRONG(2),
    /** 3 to 1. */
    MODERATE(1),
    /** 1.6 to 1. */
    WEAK(0.5);

    private final double logOdds;

    Weight(double logOdds) {
        this.logOdds = logOdds;
    }

    /** The log-odds that this evidence adds. */
    public double logOdds() {
        return logOdds;
    }
}
