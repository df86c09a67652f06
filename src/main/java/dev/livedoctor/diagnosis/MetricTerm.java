package dev.livedoctor.diagnosis;

import java.util.Map;

/**
 * What people call a metric or an attribute, and what its values are.
 *
 * @param title its name in a sentence
 * @param unit as metrics.yaml has it: ratio, ms, per_min …; of an attribute flag, or empty
 * @param values what people call the words that it may be
 */
public record MetricTerm(Text title, String unit, Map<String, Text> values) {
    /** A metric of which all values are numbers. */
    public MetricTerm(Text title, String unit) {
        this(title, unit, Map.of());
    }
}
