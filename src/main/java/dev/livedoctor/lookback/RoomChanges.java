package dev.livedoctor.lookback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what was changed in rooms, from how they were set up evening by evening, in order of time, and from what they told of releases. */
final class RoomChanges {
    /** What changes more often than this is no release. */
    private static final double MOST_SHARE = 0.2;

    private static final int ALWAYS_ALLOWED = 3;
    private static final int MOST = 2_000;

    /**
     * A change.
     *
     * @param from what it was; null for a release that was told of
     */
    record Change(String room, String name, @Nullable String from, String to, long evening) {
        boolean isRelease() {
            return from == null;
        }
    }

    private record Setting(String room, String name) {}

    private record Evening(String room, long evening) {}

    private final MemoryBudget units = new MemoryBudget();
    private final Map<String, Map<String, String>> latest = new HashMap<>();
    private final Map<String, TreeSet<Long>> evenings = new HashMap<>();
    private final Map<Setting, Set<Change>> changes = new HashMap<>();
    private final Map<Evening, List<Change>> together = new HashMap<>();

    void add(String room, long evening, Map<String, String> setup) {
        evenings.computeIfAbsent(room, any -> new TreeSet<>()).add(evening);
        Map<String, String> known = latest.computeIfAbsent(room, any -> new HashMap<>());
        setup.forEach((name, value) -> {
            String before = known.put(name, value);
            if (before != null && !before.equals(value)) {
                note(new Change(room, name, before, value, evening));
            }
        });
    }

    void released(String room, long evening, String type, String note) {
        note(new Change(room, type, null, note, evening));
    }

    /** A snapshot after the other tells of it; what goes to and fro on an evening is one change each way. */
    private void note(Change change) {
        if (changes.computeIfAbsent(new Setting(change.room, change.name), any -> new LinkedHashSet<>())
                .add(change)) {
            units.spend();
            together.computeIfAbsent(new Evening(change.room, change.evening), any -> new ArrayList<>())
                    .add(change);
        }
    }

    /** All that may be a release, in a fixed order. */
    List<Change> found() {
        return changes.entrySet().stream()
                .filter(one -> !isRestless(one.getKey(), one.getValue()))
                .flatMap(one -> one.getValue().stream())
                .sorted((one, other) -> {
                    int byTime = Long.compare(other.evening, one.evening);
                    return byTime != 0 ? byTime : (one.room + one.name).compareTo(other.room + other.name);
                })
                .limit(MOST)
                .toList();
    }

    /** What changed in the room on the same evening, besides. */
    List<String> besides(Change change) {
        return together.getOrDefault(new Evening(change.room, change.evening), List.of()).stream()
                .filter(one -> !one.equals(change))
                .map(one -> one.from == null
                        ? (one.name + " " + one.to).trim()
                        : one.name + " " + one.from + " → " + one.to)
                .sorted()
                .toList();
    }

    /** How many settings change so often that none of it is a release. */
    int restless() {
        return (int) changes.entrySet().stream()
                .filter(one -> isRestless(one.getKey(), one.getValue()))
                .count();
    }

    private boolean isRestless(Setting setting, Set<Change> all) {
        int on = Objects.requireNonNullElse(evenings.get(setting.room), new TreeSet<Long>())
                .size();
        return all.size() > ALWAYS_ALLOWED && all.size() > on * MOST_SHARE;
    }
}
