package dev.livedoctor.diagnosis;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Who is affected: the viewers that share some dimension values, or the whole room where none is named. Immutable. */
public final class Scope implements Comparable<Scope> {
    /** Everyone in the room. */
    public static final Scope ROOM = new Scope(Map.of(), UnaryOperator.identity());

    private final SortedMap<String, String> dimensions;
    // Rules compare these all the time, so they are made once.
    private final Set<String> kinds;
    private final String slice;
    private final String words;

    private Scope(Map<String, String> dimensions, UnaryOperator<String> kind) {
        this.dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        Set<String> names = new TreeSet<>();
        StringBuilder pairs = new StringBuilder();
        this.dimensions.forEach((name, value) -> {
            names.add(kind.apply(name));
            pairs.append(pairs.isEmpty() ? "" : ", ").append(name).append('=').append(value);
        });
        this.kinds = Collections.unmodifiableSet(names);
        this.slice = String.join("+", names);
        this.words = pairs.isEmpty() ? "room" : pairs.toString();
    }

    /** The scope of these dimension values, whose names rules use as they are. */
    public static Scope of(Map<String, String> dimensions) {
        return of(dimensions, UnaryOperator.identity());
    }

    /** The scope of these dimension values; {@code kind} is what rules call a dimension that the client calls otherwise. */
    public static Scope of(Map<String, String> dimensions, UnaryOperator<String> kind) {
        return dimensions.isEmpty() ? ROOM : new Scope(dimensions, kind);
    }

    /** Dimension name to value, as the client calls them, sorted by name; unmodifiable. */
    public SortedMap<String, String> dimensions() {
        return dimensions;
    }

    /** Whether this is the whole room. */
    public boolean isRoom() {
        return dimensions.isEmpty();
    }

    /** The dimensions, as rules call them. */
    public Set<String> kinds() {
        return kinds;
    }

    /** The kind of slice: what rules call the dimensions, sorted and joined by "+", empty for the room. */
    public String slice() {
        return slice;
    }

    /** Whether a leaf with these dimension values lies in this scope. */
    public boolean contains(Map<String, String> leafDimensions) {
        for (Map.Entry<String, String> pair : dimensions.entrySet()) {
            if (!pair.getValue().equals(leafDimensions.get(pair.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Fewer pairs first, then by name. */
    @Override
    public int compareTo(Scope other) {
        int bySize = Integer.compare(dimensions.size(), other.dimensions.size());
        return bySize != 0 ? bySize : words.compareTo(other.words);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Scope scope && words.equals(scope.words) && dimensions.equals(scope.dimensions);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** The pairs as an operator reads them, {@code region=ID-JK, isp=a}; {@code room} where there is none. */
    @Override
    public String toString() {
        return words;
    }
}
