package dev.livedoctor.adapter;

import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts measurements of one window together, room by room. What is no measurement is left out and told, so that it spoils nothing else. */
final class SnapshotBuilder {
    private static final int MOST_CHARACTERS = 128;
    private static final int MOST_SLICES = 5_000;

    private final Window window;
    private final int mostRooms;
    private final Consumer<String> trouble;
    private final Map<String, Room> rooms = new TreeMap<>();

    /** What is known of one room so far. */
    private static final class Room {
        private final Map<String, Double> metrics = new TreeMap<>();
        private final Map<String, Object> attributes = new TreeMap<>();
        private final Map<Map<String, String>, Map<String, Double>> slices = new HashMap<>();
        private final List<RoomEvent> events = new ArrayList<>();
    }

    /** @param trouble is told of what was left out */
    SnapshotBuilder(Window window, int mostRooms, Consumer<String> trouble) {
        this.window = window;
        this.mostRooms = mostRooms;
        this.trouble = trouble;
    }

    /** The metric is {@code value} in {@code room}, or in the slice of it that has {@code dimensions}. */
    void measured(String room, Map<String, String> dimensions, MappedMetric mapped, double value) {
        double converted = mapped.of(value);
        if (!mapped.admits(converted)) {
            // 0/0 is how PromQL says that nothing was there.
            if (!Double.isNaN(value)) {
                trouble.accept(mapped.name() + " cannot be " + converted + ": it is "
                        + mapped.unit().range() + ". Maybe another unit or scale?");
            }
            return;
        }
        Room known = room(room);
        if (known == null) {
            return;
        }
        Map<String, Double> metrics = known.metrics;
        if (!dimensions.isEmpty()) {
            if (known.slices.size() == MOST_SLICES && !known.slices.containsKey(dimensions)) {
                trouble.accept("A room has more than " + MOST_SLICES + " slices; the others are left out");
                return;
            }
            metrics = known.slices.computeIfAbsent(dimensions, none -> new TreeMap<>());
        }
        if (metrics.putIfAbsent(mapped.name(), converted) != null) {
            trouble.accept("Several series are " + mapped.name()
                    + " of one room or slice; the first is taken. Maybe sum by ($by)?");
        }
    }

    /** The room has an attribute; alone that makes no snapshot. */
    void described(String room, String attribute, Object value) {
        Room known = room(room);
        if (known != null) {
            known.attributes.putIfAbsent(attribute, value);
        }
    }

    /** Something happened in the room. */
    void happened(String room, RoomEvent event) {
        Room known = room(room);
        if (known != null) {
            known.events.add(event);
        }
    }

    private @Nullable Room room(String name) {
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MOST_CHARACTERS) {
            trouble.accept("A series names no room, or one of more than " + MOST_CHARACTERS + " characters");
            return null;
        }
        Room room = rooms.get(name);
        if (room == null) {
            if (rooms.size() >= mostRooms) {
                trouble.accept("There are more than " + mostRooms
                        + " rooms; the others are left out. Maybe a greater number for 'rooms' of this source?");
                return null;
            }
            room = new Room();
            rooms.put(name, room);
        }
        return room;
    }

    /** A snapshot of each room of which anything was measured, with {@code attributes} where it says nothing else. */
    List<MetricSnapshot> snapshots(Map<String, Object> attributes) {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        rooms.forEach((name, room) -> {
            if (room.metrics.isEmpty()) {
                if (!room.slices.isEmpty()) {
                    trouble.accept("Slices of a room without a metric of the whole room are left out. Maybe the same"
                            + " query among 'metrics'?");
                }
                return;
            }
            Map<String, Object> all = new HashMap<>(attributes);
            all.putAll(room.attributes);
            List<Slice> slices = new ArrayList<>();
            room.slices.forEach((dimensions, metrics) -> slices.add(new Slice(dimensions, metrics, Map.of())));
            slices.sort(Comparator.comparing(slice -> new TreeMap<>(slice.dimensions()).toString()));
            snapshots.add(new MetricSnapshot(
                    name, window, room.metrics, all, Map.of(), Map.of(), slices, List.copyOf(room.events)));
        });
        return snapshots;
    }
}
