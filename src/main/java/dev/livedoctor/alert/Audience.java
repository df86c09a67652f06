package dev.livedoctor.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How full a room is, and was lately.
 *
 * @param most the most viewers lately: what was an hour ago counts half
 * @param before in the window before the last
 * @param last in the last window
 */
record Audience(double most, double before, double last) {
    private static final double HALF_LIFE_MINUTES = 60;
    /** Fewer viewers come and go by chance. */
    private static final double SOME = 20;
    /** Whoever ends a broadcast says goodbye first: of that, this much is seen before the last window. */
    private static final double FEWER = 0.85;

    /** The audience in a window with {@code viewers}, {@code later} than the one before. */
    static Audience after(@Nullable Audience audience, double viewers, Duration later) {
        if (audience == null) {
            return new Audience(viewers, viewers, viewers);
        }
        double lately = audience.most * Math.pow(0.5, Math.max(0, later.toSeconds()) / (60 * HALF_LIFE_MINUTES));
        return new Audience(Math.max(lately, viewers), audience.last, viewers);
    }

    /** Whether viewers have been leaving, and half of them are gone: all at once is no ebb, but something that broke. */
    boolean ebbs() {
        return most >= SOME && last < most / 2 && before < most * FEWER;
    }

    /** Whether with {@code viewers} it is still the same audience, and not the first of another. */
    boolean goesOn(double viewers) {
        return viewers >= most / 2;
    }
}
