package dev.livedoctor.diagnosis;

import java.util.Map;

/**
 * One row of a slice table, as counts: how many there were, how many were hit, how many usually would be.
 *
 * @param dimensions dimension name to value, at least one
 * @param population how many were exposed in the window (viewers, attempts, frames)
 * @param bad how many of them were hit
 * @param expected how many of this population usually would be hit; NaN where the leaf has no baseline
 */
public record Leaf(Map<String, String> dimensions, double population, double bad, double expected) {
    public Leaf {
        dimensions = Map.copyOf(dimensions);
    }
}
