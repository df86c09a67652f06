package dev.livedoctor.history;

import dev.livedoctor.snapshot.MetricSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A window as it lies in the history.
 *
 * @param snapshot as it was sent
 * @param usual what was put into its baseline from the room's history
 * @param report the id of its report
 * @param taken when it was recorded
 */
public record RecordedWindow(MetricSnapshot snapshot, Map<String, Double> usual, String report, Instant taken) {

    /** The snapshot as it was diagnosed. */
    public MetricSnapshot completed() {
        return completed(snapshot, usual);
    }

    /** The snapshot as it was diagnosed, as it could be sent: JSON in one line. */
    public byte[] json() {
        return json(completed());
    }

    /** {@code snapshot} as it could be sent: JSON in one line. */
    public static byte[] json(MetricSnapshot snapshot) {
        return WindowContent.json(snapshot);
    }

    /** {@code snapshot} with {@code usual} in its baseline, wherever it does not say itself what is usual. */
    public static MetricSnapshot completed(MetricSnapshot snapshot, Map<String, Double> usual) {
        if (usual.isEmpty()) {
            return snapshot;
        }
        Map<String, Double> baseline = new HashMap<>(usual);
        baseline.putAll(snapshot.baseline());
        return new MetricSnapshot(
                snapshot.room(),
                snapshot.window(),
                snapshot.metrics(),
                snapshot.attributes(),
                baseline,
                snapshot.previous(),
                snapshot.slices(),
                snapshot.events());
    }
}
