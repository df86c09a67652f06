package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Direction;
import java.util.Locale;

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

    /** The name as in metrics.yaml. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nobody would set a bound at {@code value}: it looks like one in another unit of the same quantity. */
    public boolean isUnlikely(double value) {
        return switch (this) {
            case MS -> value < 10;
            case S -> value > 86_400;
            case KBPS -> value > 0 && value < 1 || value > 1_000_000;
            case FPS -> value > 1_000;
            case PX -> value > 0 && value < 16;
            case DB -> Math.abs(value) > 200;
            default -> false;
        };
    }

    /** Whether all numbers of this unit lie on one side of {@code bound}, but for the bound itself. */
    boolean tellsNothing(Direction direction, double bound) {
        return bound >= most || direction == Direction.BELOW && bound <= least;
    }

    /** What somebody had in mind who wrote an unlikely bound. */
    public String slip() {
        return switch (this) {
            case MS -> "seconds instead of milliseconds?";
            case S -> "milliseconds instead of seconds?";
            case KBPS -> "Mbit/s or bit/s instead of kbit/s?";
            default -> "a number in another unit?";
        };
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
