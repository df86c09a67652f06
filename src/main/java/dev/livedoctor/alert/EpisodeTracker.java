package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes episodes of windows that come in order. */
final class EpisodeTracker {
    private final Policy policy;
    private final TelemetryGap telemetryGap;

    EpisodeTracker(Policy policy, TelemetryGap telemetryGap) {
        this.policy = policy;
        this.telemetryGap = telemetryGap;
    }

    /**
     * The room after one more window.
     *
     * @param certain the time before which no other window will come: what is missing before is missing for good, and what is missing
     *     after may still change what held
     * @param asked until when nothing had come when the clock asked last; null where it did not
     */
    Course next(Course before, Sighting sighting, Instant certain, @Nullable Instant asked) {
        Window window = sighting.window();
        Instant start = before.broadcast().start();
        Instant end = before.end();
        Course course = before;
        boolean known = true;
        if (start != null && end != null) {
            Instant sure = window.start().isBefore(certain) ? window.start() : certain;
            Duration stride = before.stride();
            Instant quiet = asked != null && asked.isAfter(sure) && !asked.isAfter(window.end()) ? asked : sure;
            boolean leap = Duration.between(end, quiet).compareTo(policy.gap(stride)) >= 0;
            if (leap && !sighting.unbroken()) {
                course = telemetryGap.before(before, quiet, asked);
            }
            boolean hole = Duration.between(start, window.start())
                            .compareTo(stride.multipliedBy(3).dividedBy(2))
                    > 0;
            known = !leap && !(hole && window.start().isAfter(certain));
        }
        course = telemetryGap.broken(course, sighting);
        if (sighting.signs().isEmpty() && course.tracks().isEmpty() && !sighting.ends()) {
            return course.after(sighting, Map.of(), course.closed());
        }
        Course after = new Step(policy, course, sighting, known, !window.end().isAfter(certain)).course();
        return sighting.ends() ? after.rested(window.end(), true) : after;
    }
}
