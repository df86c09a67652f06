package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Severity;
import java.time.Duration;

/**
 * When something is an alert.
 *
 * @param critical how long something critical must hold
 * @param major the same of something major
 * @param minor the same of something minor
 * @param clear how long it must be gone to be over
 * @param tide how long a room takes to fill after the beginning of a broadcast, and to empty before its end
 * @param lateness how much later than the newest window of its room a window may come and still count
 * @param gap how long a room that reported may be silent
 * @param over after how long a silence the broadcast counts as ended
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
    /** As it is where nothing is configured. */
    public static final AlertPolicy USUAL = new AlertPolicy(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(3),
            Duration.ofMinutes(20),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofHours(2));

    /** Within which time something that comes and goes is said to. */
    static final Duration FLAPPING_WITHIN = Duration.ofHours(1);
    /** How often it must have gone by then. */
    static final int FLAPPING_TURNS = 4;
    /** Something that comes and goes must be gone as many times as long to be over. */
    static final int FLAPPING_CLEAR = 5;
    /** One window is a coincidence, unless it is as long as this. */
    static final Duration LONG_WINDOW = Duration.ofMinutes(5);

    private static final int MISSED_WINDOWS = 3;
    /** Times as long as what ends a broadcast: nobody repairs a night long what everybody can see is broken. */
    private static final int SLEPT = 3;

    /** Refuses what would contradict itself. */
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

    /** How long a room may be silent that usually reports every {@code stride}. */
    Duration gap(Duration stride) {
        Duration missed = stride.multipliedBy(MISSED_WINDOWS);
        return missed.compareTo(gap) > 0 ? missed : gap;
    }

    /** After how long a silence the broadcast of such a room counts as ended. */
    Duration over(Duration stride) {
        Duration missed = gap(stride).multipliedBy(2);
        return missed.compareTo(over) > 0 ? missed : over;
    }

    /** After how long a silence nobody doubts that the broadcast of such a room had ended. */
    Duration slept(Duration stride) {
        return over(stride).multipliedBy(SLEPT);
    }
}
