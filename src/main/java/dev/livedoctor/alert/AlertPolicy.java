package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Severity;
import java.time.Duration;

/**
 * How long something must hold to be an alert, and when telemetry is missing.
 *
 * @param critical how long something critical must hold
 * @param major how long something major must hold
 * @param minor how long something minor must hold
 * @param clear how long it must be gone to be over
 * @param tide how long a room takes to fill after the beginning of a broadcast, and to empty before its end
 * @param lateness how much later than the newest window of its room a window may come and still count
 * @param gap after how long without a window there is a telemetry gap
 * @param over after how long a gap the broadcast counts as ended
 */
public record AlertPolicy(
        Duration critical,
        Duration major,
        Duration minor,
        Duration clear,
        Duration tide,
        Duration lateness,
        Duration gap,
        Duration over) {
    /** The defaults. */
    public static final AlertPolicy USUAL = new AlertPolicy(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(3),
            Duration.ofMinutes(20),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofHours(2));

    /** The time in which the turns of something flapping are counted. */
    static final Duration FLAPPING_WITHIN = Duration.ofHours(1);
    /** How often it must have gone within that time to be flapping. */
    static final int FLAPPING_TURNS = 4;
    /** Something flapping must be gone this many times as long to be over. */
    static final int FLAPPING_CLEAR = 5;
    /** A single window may be a coincidence, unless it is as long as this. */
    static final Duration LONG_WINDOW = Duration.ofMinutes(5);

    private static final int MISSED_WINDOWS = 3;
    /** A gap this many times as long as {@code over} is taken for the end of the broadcast, not an outage: nobody leaves a visible outage unrepaired that long. */
    private static final int SLEPT = 3;

    /** Refuses durations that contradict each other. */
    public AlertPolicy {
        if (gap.compareTo(lateness) <= 0) {
            throw new IllegalArgumentException("livedoctor.alerts.gap is " + gap
                    + ", and must be longer than livedoctor.alerts.lateness, " + lateness
                    + ": until then a window may still come.");
        }
        if (over.compareTo(gap) <= 0) {
            throw new IllegalArgumentException("livedoctor.alerts.over is " + over
                    + ", and must be longer than livedoctor.alerts.gap, " + gap + ".");
        }
    }

    Duration holds(Severity severity) {
        return switch (severity) {
            case CRITICAL -> critical;
            case MAJOR -> major;
            case MINOR, INFO -> minor;
        };
    }

    /** After how long without a window there is a telemetry gap in a room that reports every {@code stride}. */
    Duration gap(Duration stride) {
        Duration missed = stride.multipliedBy(MISSED_WINDOWS);
        return missed.compareTo(gap) > 0 ? missed : gap;
    }

    /** After how long a gap the broadcast of a room that reports every {@code stride} counts as ended. */
    Duration over(Duration stride) {
        Duration missed = gap(stride).multipliedBy(2);
        return missed.compareTo(over) > 0 ? missed : over;
    }

    /** After how long a gap it is sure that the broadcast of a room that reports every {@code stride} had ended. */
    Duration slept(Duration stride) {
        return over(stride).multipliedBy(SLEPT);
    }
}
