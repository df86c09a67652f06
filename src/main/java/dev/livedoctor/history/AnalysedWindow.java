package dev.livedoctor.history;

import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.WellKnown;
import java.util.Set;

/** A window and what was found in it. */
record AnalysedWindow(MetricSnapshot snapshot, StoredFindings found) {
    private static final Set<String> STALLS = Set.of("STALLS", "PEAK_STALLS");
    private static final String STALL_RATIO = "playback.stall_ratio";
    private static final Set<String> TELL_STALLS =
            Set.of(STALL_RATIO, "playback.stalls_per_min", "playback.video_freeze_ratio");
    /**
     * Between Wowza's yellow (1 %) and red (4.2 %), as the shipped rules have it. It holds beside what the rules found by bounds: what is
     * only more than usual does not count, since usual changes, and what stalls every week must not vanish for that.
     */
    private static final double STALLED = 0.03;

    double minutes() {
        return snapshot.window().minutes();
    }

    /** The metric; 0 where it was not measured. */
    double metric(String name) {
        return snapshot.metrics().getOrDefault(name, 0.0);
    }

    boolean has(String metric) {
        return snapshot.metrics().containsKey(metric);
    }

    /** Viewers times minutes; 0 where viewers were not counted. */
    double watched() {
        return metric(WellKnown.VIEWERS) * minutes();
    }

    /** The part of {@link #watched} in which the stream stalled. */
    double lost() {
        return Math.min(1, metric(STALL_RATIO)) * watched();
    }

    /** Whether stalls would have been seen, so that their absence says something. */
    boolean seesStalls() {
        return stallsFound() || TELL_STALLS.stream().anyMatch(this::has);
    }

    boolean stalled() {
        return stallsFound() || metric(STALL_RATIO) >= STALLED;
    }

    /** A few bad lines that alarm nobody are no stall. */
    private boolean stallsFound() {
        return found.symptoms().stream()
                .anyMatch(symptom ->
                        STALLS.contains(symptom.code()) && symptom.severity() != Severity.INFO && !symptom.relative());
    }
}
