package dev.livedoctor.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data point of OpenTelemetry, whatever it came as.
 *
 * @param metric the name of the metric
 * @param attributes of the resource, the scope and the point; where they have one in common, that of the point
 * @param start since when it counts; null where that is not said
 * @param time when it was measured
 * @param kind how it counts
 * @param value what was measured
 */
record OtlpPoint(
        String metric,
        Map<String, String> attributes,
        @Nullable Instant start,
        Instant time,
        Kind kind,
        Value value) {

    /** How a point counts. */
    enum Kind {
        /** What is at its time. */
        GAUGE,
        /** What was since its start. */
        DELTA,
        /** What was since a start that stays, until whoever counts starts anew. */
        CUMULATIVE
    }

    /** What was measured. */
    sealed interface Value {}

    /**
     * A number.
     *
     * @param number perhaps none
     */
    record Scalar(double number) implements Value {}

    /**
     * How often values fell between bounds.
     *
     * @param count of all values
     * @param sum of all values; NaN where it is not known
     * @param bins in order
     */
    record Distribution(double count, double sum, List<Bin> bins) implements Value {}

    /**
     * Values between two bounds.
     *
     * @param low the lower bound
     * @param high the upper bound, perhaps the lower one
     * @param count how many
     */
    record Bin(double low, double high, double count) {}

    /** What tells this series from all others. */
    Series series() {
        return new Series(metric, attributes);
    }

    /**
     * A series.
     *
     * @param metric its name
     * @param attributes its attributes
     */
    record Series(String metric, Map<String, String> attributes) {}

    OtlpPoint as(Kind otherKind, @Nullable Instant otherStart, Value otherValue) {
        return new OtlpPoint(metric, attributes, otherStart, time, otherKind, otherValue);
    }
}
