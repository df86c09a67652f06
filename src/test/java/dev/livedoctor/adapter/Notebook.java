package dev.livedoctor.adapter;

import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what it is given, each window of a room once, as the history does. */
final class Notebook implements Recorder {
    private final List<MetricSnapshot> snapshots = new ArrayList<>();

    @Override
    public List<Outcome> record(List<MetricSnapshot> given) {
        return given.stream()
                .map(snapshot -> {
                    for (MetricSnapshot before : snapshots) {
                        if (before.room().equals(snapshot.room())
                                && before.window().equals(snapshot.window())) {
                            return before.equals(snapshot) ? Outcome.RECORDED : Outcome.KNOWN;
                        }
                    }
                    snapshots.add(snapshot);
                    return Outcome.RECORDED;
                })
                .toList();
    }

    List<MetricSnapshot> all() {
        return snapshots;
    }

    List<MetricSnapshot> of(String room) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.room().equals(room))
                .toList();
    }

    List<Window> windows(String room) {
        return of(room).stream().map(MetricSnapshot::window).toList();
    }

    static Map<String, Double> slice(MetricSnapshot snapshot, Map<String, String> dimensions) {
        return snapshot.slices().stream()
                .filter(slice -> slice.dimensions().equals(dimensions))
                .map(Slice::metrics)
                .findFirst()
                .orElse(Map.of());
    }
}
