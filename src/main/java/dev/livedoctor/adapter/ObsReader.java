package dev.livedoctor.adapter;

import dev.livedoctor.snapshot.MetricSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes snapshots of a log of OBS while it is read. Each is told once, as soon as nothing more can come of its window. */
final class ObsReader {
    private final ObsLog log;
    private final ObsSnapshots snapshots;
    private Instant told = Instant.MIN;

    ObsReader(ObsLog log, ObsSnapshots snapshots) {
        this.log = log;
        this.snapshots = snapshots;
    }

    /** Reads the next line. */
    List<MetricSnapshot> read(String line) {
        return log.read(line).map(this::over).orElse(List.of());
    }

    /** The windows of the broadcast under way that have ended by {@code now}, as the clock has it. */
    List<MetricSnapshot> until(Instant now) {
        List<MetricSnapshot> ended = log.current()
                .map(broadcast -> untold(snapshots.changes(broadcast, now)))
                .orElse(List.of());
        ended.forEach(snapshot -> told = snapshot.window().end());
        return ended;
    }

    /** Nothing more comes. */
    List<MetricSnapshot> end() {
        return log.end().map(this::over).orElse(List.of());
    }

    private List<MetricSnapshot> over(ObsBroadcast broadcast) {
        List<MetricSnapshot> all = new ArrayList<>(untold(snapshots.changes(broadcast, Instant.MAX)));
        told = Instant.MIN;
        if (broadcast.stopped() != null) {
            all.addAll(snapshots.whole(broadcast));
        }
        return all;
    }

    private List<MetricSnapshot> untold(List<MetricSnapshot> windows) {
        return windows.stream()
                .filter(snapshot -> snapshot.window().end().isAfter(told))
                .toList();
    }
}
