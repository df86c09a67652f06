package dev.livedoctor.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many viewers a room has, and had lately.
 *
 * @param most the peak, halved for each hour since then
 * @param before in the window before the last
 * @param last in the last window
 */
record Audience(double most, double before, double last) {
    private static final double HALF_LIFE_MINUTES = 60;
    /** With a peak below this, changes are noise. */
    private static final double SOME = 20;
    /** A broadcast ebbs only if less than this part of the peak was left one window before the last: viewers leave after the goodbye. */
    private static final double FEWER = 0.85;

    /** The audience in a window with {@code viewers}, {@code later} than the one before. */
    static Audience after(@Nullable Audience audience, double viewers, Duration later) {
        if (audience == null) {
            return new Audience(viewers, viewers, viewers);
        }
        double lately = audience.most * Math.pow(0.5, Math.max(0, later.toSeconds()) / (60 * HALF_LIFE_MINUTES));
        return new Audience(Math.max(lately, viewers), audience.last, viewers);
    }

    /** Whether viewers were leaving and half of the peak are gone. If all go at once something broke, which is no ebb. */
    boolean ebbs() {
        return most >= SOME && last < most / 2 && before < most * FEWER;
    }

    /** Whether {@code viewers} are still this audience, and not the first of another broadcast. */
    boolean goesOn(double viewers) {
        return viewers >= most / 2;
    }
}
