package dev.livedoctor.adapter;

import dev.livedoctor.adapter.ObsBroadcast.Change;
import dev.livedoctor.adapter.ObsBroadcast.ChangeType;
import dev.livedoctor.adapter.ObsMapping.LogValue;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Makes snapshots of broadcasts: one of each window in which the line to the platform changed, and one of the whole broadcast, of which
 * alone OBS says how many frames were lost.
 */
final class ObsSnapshots {
    private static final Duration LONGEST = Duration.ofHours(24);

    private final String room;
    private final ObsMapping mapping;
    private final Consumer<String> trouble;

    ObsSnapshots(String room, ObsMapping mapping, Consumer<String> trouble) {
        this.room = room;
        this.mapping = mapping;
        this.trouble = trouble;
    }

    /** The windows with changes that have ended by {@code until}. */
    List<MetricSnapshot> changes(ObsBroadcast broadcast, Instant until) {
        long length = mapping.window().toMillis();
        Map<Long, List<Change>> windows = new TreeMap<>();
        for (Change change : broadcast.changes()) {
            windows.computeIfAbsent(Math.floorDiv(change.at().toEpochMilli(), length), none -> new ArrayList<>())
                    .add(change);
        }
        List<MetricSnapshot> snapshots = new ArrayList<>();
        windows.forEach((number, changes) -> {
            Window window =
                    new Window(Instant.ofEpochMilli(number * length), Instant.ofEpochMilli((number + 1) * length));
            // To be connected to begin with is no news.
            boolean first = changes.stream().allMatch(change -> change.what() == ChangeType.CONNECTED)
                    && changes.get(0).equals(broadcast.changes().get(0));
            if (!window.end().isAfter(until) && !first) {
                snapshots.addAll(snapshot(window, changes, logValue -> change(logValue, changes)));
            }
        });
        return snapshots;
    }

    private static double change(LogValue logValue, List<Change> changes) {
        ChangeType last = changes.stream()
                .map(Change::what)
                .filter(what -> what != ChangeType.RECONNECTING)
                .reduce(ChangeType.DISCONNECTED, (one, next) -> next);
        return switch (logValue) {
            case RECONNECTS ->
                changes.stream()
                        .filter(change -> change.what() == ChangeType.RECONNECTING)
                        .count();
            case CONNECTED -> last == ChangeType.CONNECTED ? 1 : 0;
            default -> Double.NaN;
        };
    }

    /** The whole broadcast, which has stopped; of one of more than a day its last day. */
    List<MetricSnapshot> whole(ObsBroadcast broadcast) {
        Instant end = Objects.requireNonNull(broadcast.stopped());
        Instant start = broadcast.started().isBefore(end.minus(LONGEST)) ? end.minus(LONGEST) : broadcast.started();
        if (!start.isBefore(end)) {
            return List.of();
        }
        return snapshot(new Window(start, end), broadcast.changes(), logValue -> whole(logValue, broadcast));
    }

    private static double whole(LogValue logValue, ObsBroadcast broadcast) {
        return switch (logValue) {
            case DROPPED_FRAMES -> broadcast.droppedRatio();
            case SKIPPED_FRAMES -> broadcast.skippedRatio();
            case LAGGED_FRAMES -> broadcast.laggedRatio();
            case RECONNECTS -> change(logValue, broadcast.changes());
            // That it is not connected any more is no outage: it was stopped.
            case CONNECTED -> Double.NaN;
            case TARGET_FRAME_RATE -> broadcast.frameRate();
            case TARGET_BITRATE -> broadcast.kbps();
            case HEIGHT -> broadcast.height();
        };
    }

    private List<MetricSnapshot> snapshot(Window window, List<Change> changes, ToDoubleFunction<LogValue> said) {
        SnapshotBuilder builder = new SnapshotBuilder(window, 1, trouble);
        mapping.metrics()
                .forEach((mapped, logValue) -> builder.measured(room, Map.of(), mapped, said.applyAsDouble(logValue)));
        for (Change change : changes) {
            String event = mapping.events().get(change.what());
            if (event != null) {
                builder.happened(room, new RoomEvent(change.at(), event, null));
            }
        }
        return builder.snapshots(mapping.attributes());
    }
}
