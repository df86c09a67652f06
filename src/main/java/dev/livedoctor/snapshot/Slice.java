package dev.livedoctor.snapshot;

import java.util.Map;

/**
 * The metrics of the viewers who share some dimension values.
 *
 * @param dimensions dimension name to value, one at least, such as region to ID-JK
 * @param metrics metric name to value among those viewers
 * @param baseline metric name to what it usually is among them
 */
public record Slice(Map<String, String> dimensions, Map<String, Double> metrics, Map<String, Double> baseline) {}
