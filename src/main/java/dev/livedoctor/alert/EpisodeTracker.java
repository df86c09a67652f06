package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes episodes of windows in the order of their time. */
final class EpisodeTracker {
    private final AlertPolicy policy;
    private final TelemetryGap telemetryGap;

    EpisodeTracker(AlertPolicy policy, TelemetryGap telemetryGap) {
        this.policy = policy;
        this.telemetryGap = telemetryGap;
    }

    /**
     * The room after one more window.
     *
     * @param certain windows before this time are complete: one missing before it is lost, one missing after it may still arrive and
     *     change the result
     * @param asked until when no window had arrived at the last gap check; null if there was none
     */
    EvaluationState next(EvaluationState before, WindowSummary summary, Instant certain, @Nullable Instant asked) {
        Window window = summary.window();
        Instant start = before.broadcast().start();
        Instant end = before.end();
        EvaluationState evaluation = before;
        boolean known = true;
        if (start != null && end != null) {
            Instant sure = window.start().isBefore(certain) ? window.start() : certain;
            Duration stride = before.stride();
            Instant quiet = asked != null && asked.isAfter(sure) && !asked.isAfter(window.end()) ? asked : sure;
            boolean leap = Duration.between(end, quiet).compareTo(policy.gap(stride)) >= 0;
            if (leap && !summary.unbroken()) {
                evaluation = telemetryGap.before(before, quiet, asked);
            }
            boolean hole = Duration.between(start, window.start())
                            .compareTo(stride.multipliedBy(3).dividedBy(2))
                    > 0;
            known = !leap && !(hole && window.start().isAfter(certain));
        }
        evaluation = telemetryGap.broken(evaluation, summary);
        if (summary.signs().isEmpty() && evaluation.tracks().isEmpty() && !summary.ends()) {
            return evaluation.after(summary, Map.of(), evaluation.closed());
        }
        EvaluationState after = new WindowEvaluation(
                        policy, evaluation, summary, known, !window.end().isAfter(certain))
                .evaluation();
        return summary.ends() ? after.broadcastEnded(window.end(), true) : after;
    }
}
