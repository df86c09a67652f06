package dev.livedoctor.lookback;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts rooms and their broadcasts. */
final class SampleSize {
    private final Map<String, Set<Long>> evenings = new HashMap<>();
    private final MemoryBudget units = new MemoryBudget();
    private int count;

    void add(String room, long evening) {
        if (evenings.computeIfAbsent(room, any -> new HashSet<>()).add(evening)) {
            count++;
            units.spend();
        }
    }

    int rooms() {
        return evenings.size();
    }

    /** Evenings of all rooms. */
    int evenings() {
        return count;
    }

    /** The evenings of {@code room}. */
    Set<Long> of(String room) {
        return evenings.getOrDefault(room, Set.of());
    }
}
