package dev.livedoctor.diagnosis;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who is affected: the viewers that share these dimension values, or the whole room where none is named.
 *
 * @param dimensions dimension name to value, sorted by name; unmodifiable
 */
public record Scope(SortedMap<String, String> dimensions) implements Comparable<Scope> {
    /** Everyone in the room. */
    public static final Scope ROOM = new Scope(new TreeMap<>());

    public Scope {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    /** The scope of these dimension values. */
    public static Scope of(Map<String, String> dimensions) {
        return dimensions.isEmpty() ? ROOM : new Scope(new TreeMap<>(dimensions));
    }

    /** The kind of slice: the dimension names sorted and joined by "+", empty for the room. */
    public String slice() {
        return String.join("+", dimensions.keySet());
    }

    /** Whether a leaf with these dimension values lies in this scope. */
    public boolean contains(Map<String, String> leafDimensions) {
        return leafDimensions.entrySet().containsAll(dimensions.entrySet());
    }

    /** Fewer pairs first, then by name. */
    @Override
    public int compareTo(Scope other) {
        int bySize = Integer.compare(dimensions.size(), other.dimensions.size());
        return bySize != 0 ? bySize : toString().compareTo(other.toString());
    }

    /** The pairs as an operator reads them, {@code region=ID-JK, isp=a}; {@code room} where there is none. */
    @Override
    public String toString() {
        return dimensions.isEmpty()
                ? "room"
                : dimensions.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining(", "));
    }
}
