package dev.livedoctor.adapter;

import dev.livedoctor.adapter.Recorder.Outcome;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Windows of which parts come in several requests, as collectors split what is much. The history has each window once: another part of
 * it, with other metrics, becomes the same window a millisecond later. What would be measured twice is refused. One thread at a time uses
 * it.
 */
final class OtlpParts {
    private static final int MOST_PARTS = 10;
    private static final int MOST_WINDOWS = 10_000;

    /** Which metrics of which windows were recorded lately. */
    private final Map<Part, Set<String>> lately = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Part, Set<String>> eldest) {
            return size() > MOST_WINDOWS;
        }
    };

    /** A window of a room, as it was sent. */
    private record Part(String room, Window window) {
        static Part of(MetricSnapshot snapshot) {
            return new Part(snapshot.room(), snapshot.window());
        }
    }

    /**
     * Records {@code snapshots} with {@code recorder}.
     *
     * @return rooms of which one was refused, and why
     */
    Map<String, String> record(List<MetricSnapshot> snapshots, Function<List<MetricSnapshot>, List<Outcome>> recorder) {
        Map<String, String> refused = new HashMap<>();
        List<MetricSnapshot> left = snapshots;
        for (int later = 0; !left.isEmpty(); later++) {
            int shift = later;
            List<Outcome> outcomes =
                    recorder.apply(left.stream().map(one -> later(one, shift)).toList());
            List<MetricSnapshot> again = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                MetricSnapshot snapshot = left.get(i);
                switch (outcomes.get(i).kind()) {
                    case RECORDED ->
                        lately.computeIfAbsent(Part.of(snapshot), none -> new HashSet<>())
                                .addAll(snapshot.metrics().keySet());
                    case REFUSED -> refused.put(snapshot.room(), outcomes.get(i).why());
                    case KNOWN -> {
                        if (later < MOST_PARTS && isAnother(snapshot)) {
                            again.add(snapshot);
                        } else {
                            refused.put(
                                    snapshot.room(),
                                    "its window is recorded already, with other numbers. Maybe all of a room in one"
                                            + " request?");
                        }
                    }
                }
            }
            left = again;
        }
        return refused;
    }

    /** Whether all that it measures is new of its window. */
    private boolean isAnother(MetricSnapshot snapshot) {
        Set<String> before = lately.get(Part.of(snapshot));
        return before != null && snapshot.metrics().keySet().stream().noneMatch(before::contains);
    }

    private static MetricSnapshot later(MetricSnapshot one, int millis) {
        Window window = new Window(
                one.window().start().plusMillis(millis), one.window().end().plusMillis(millis));
        return new MetricSnapshot(
                one.room(),
                window,
                one.metrics(),
                one.attributes(),
                one.baseline(),
                one.previous(),
                one.slices(),
                one.events());
    }
}
