package dev.livedoctor.history;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * What is recorded, and for how long.
 *
 * @param late how long ago a window may have ended
 * @param ahead how far in the future a window may end: clocks differ
 * @param raw how long windows are kept as they came; later only what they were by the hour
 * @param hourly how long that is kept
 */
public record RecordingLimits(Duration late, Duration ahead, Duration raw, Duration hourly) {
    /** Years that fit into the store's nanoseconds with room to spare. */
    private static final Duration MOST = Duration.ofDays(200 * 365);

    /** For read-only use: deletes nothing, however short others would keep it. */
    public static final RecordingLimits KEEPING = new RecordingLimits(Duration.ZERO, Duration.ZERO, MOST, MOST);

    /** Refuses what would lose windows: one that may still come must not belong to an hour that is rolled up for good. */
    public RecordingLimits {
        // A window may be a day long.
        if (raw.compareTo(late.plusDays(2)) < 0) {
            throw new IllegalArgumentException("livedoctor.history.raw is " + raw + ", and must be two days longer than"
                    + " livedoctor.history.late, " + late + ". Maybe raise it to " + late.plusDays(2) + "?");
        }
        if (hourly.compareTo(raw) < 0) {
            throw new IllegalArgumentException("livedoctor.history.hourly is " + hourly
                    + ", and must not be shorter than livedoctor.history.raw, " + raw + ".");
        }
        if (ahead.isNegative() || late.isNegative() || late.compareTo(MOST) > 0 || ahead.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("livedoctor.history.late and ahead must be 0 to " + MOST + ".");
        }
    }

    /**
     * Lets a window in that comes within the bounds.
     *
     * @param now what the clock says
     * @param furthest what it would say had it not been set back: senders are right then
     * @throws WindowRefusedException where it is too old, or too far in the future
     */
    void admit(Window window, Instant now, Instant furthest) {
        if (window.end().isBefore(now.minus(late))) {
            throw new WindowRefusedException("The window ended at " + window.end() + ", more than " + late.toHours()
                    + " h ago. Maybe raise livedoctor.history.late?");
        }
        if (window.end().isAfter(furthest.plus(ahead))) {
            throw new WindowRefusedException("The window ends at " + window.end() + ", more than " + ahead.toMinutes()
                    + " min after " + now + ", the time here. Maybe the sender's clock is wrong?");
        }
    }
}
