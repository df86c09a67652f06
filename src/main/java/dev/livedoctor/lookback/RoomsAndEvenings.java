package dev.livedoctor.lookback;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts rooms and their broadcasts. */
final class RoomsAndEvenings {
    private final Map<String, Set<Long>> evenings = new HashMap<>();

    void add(String room, long evening) {
        evenings.computeIfAbsent(room, any -> new HashSet<>()).add(evening);
    }

    int rooms() {
        return evenings.size();
    }

    /** Evenings of all rooms. */
    int evenings() {
        return evenings.values().stream().mapToInt(Set::size).sum();
    }

    /** The evenings of {@code room}. */
    Set<Long> of(String room) {
        return evenings.getOrDefault(room, Set.of());
    }

    Map<String, Set<Long>> all() {
        return evenings;
    }
}
