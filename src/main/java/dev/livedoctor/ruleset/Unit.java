package dev.livedoctor.ruleset;

/** The unit of a metric, with the range that its numbers must lie in. */
public enum Unit {
    /** 0 to 1. */
    RATIO(0, 1),
    /** How many in the window. */
    COUNT(0, Double.MAX_VALUE),
    /** How many at the end of the window. */
    GAUGE(0, Double.MAX_VALUE),
    MS(0, Double.MAX_VALUE),
    S(0, Double.MAX_VALUE),
    KBPS(0, Double.MAX_VALUE),
    FPS(0, Double.MAX_VALUE),
    PX(0, Double.MAX_VALUE),
    PER_MIN(0, Double.MAX_VALUE),
    /** 0 or 1. */
    FLAG(0, 1),
    DB(-Double.MAX_VALUE, Double.MAX_VALUE),
    NUMBER(-Double.MAX_VALUE, Double.MAX_VALUE);

    private final double least;
    private final double most;

    Unit(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** Whether {@code value} can be of this unit. */
    public boolean admits(double value) {
        return value >= least && value <= most && (this != FLAG || value == 0 || value == 1);
    }

    /** The range in words, for complaints. */
    public String range() {
        return switch (this) {
            case RATIO -> "0 to 1";
            case FLAG -> "0 or 1";
            case DB, NUMBER -> "any number";
            default -> "0 or more";
        };
    }
}
