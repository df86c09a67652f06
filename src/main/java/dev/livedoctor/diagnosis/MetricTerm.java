package dev.livedoctor.diagnosis;

/**
 * What people call a metric, and what its numbers are.
 *
 * @param title its name in a sentence
 * @param unit as metrics.yaml has it: ratio, ms, per_min …
 */
public record MetricTerm(Text title, String unit) {}
