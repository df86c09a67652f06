package dev.livedoctor.history;

/**
 * What a metric usually is, at a time of the week.
 *
 * @param value of a window
 * @param rate the same per minute; NaN where only the category is known
 * @param sessions on how many past days of the room it rests
 * @param category how much of it comes from other rooms of the category, 0 to 1
 * @param presence the share of the room's windows that had it, 0 to 1
 * @param standing whether it is used, and if not, why
 */
public record Baseline(
        double value, double rate, int sessions, double category, double presence, BaselineUse standing) {
    /** A metric that so many windows had is expected in the next one. */
    private static final double ALWAYS = 0.9;

    /** Whether a baseline is used. */
    public enum BaselineUse {
        USED,
        /** Too few sessions, of the room and of its category. */
        THIN,
        /** It moves so much by itself that a deviation says nothing. */
        UNSTEADY
    }

    Baseline withPresence(double share) {
        return new Baseline(value, rate, sessions, category, share, standing);
    }

    /** Whether a window without it lacks something. */
    boolean isExpected() {
        return presence >= ALWAYS;
    }

    boolean isUsed() {
        return standing == BaselineUse.USED;
    }
}
