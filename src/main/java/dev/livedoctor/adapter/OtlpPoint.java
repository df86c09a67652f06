package dev.livedoctor.adapter;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data point of OpenTelemetry, whatever it came as.
 *
 * @param metric the name of the metric
 * @param attributes of the resource, the scope and the point; where they have one in common, that of the point
 * @param series tells its series from all others
 * @param start since when it counts; null where that is not said
 * @param time when it was measured
 * @param kind how it counts
 * @param value what was measured
 */
record OtlpPoint(
        String metric,
        Map<String, String> attributes,
        Series series,
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
        /** The count since a fixed start, until the counter is reset. */
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
     * @param bins those that have any, in order, and none within another
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

    /**
     * A digest of what tells a series from all others: its metric, and all that is said of its resource, its scope and itself.
     *
     * @param high its first half
     * @param low its second half
     */
    record Series(long high, long low) {
        /** The series that {@code digest} begins with. */
        static Series of(byte[] digest) {
            ByteBuffer buffer = ByteBuffer.wrap(digest);
            return new Series(buffer.getLong(), buffer.getLong());
        }
    }

    OtlpPoint as(Kind otherKind, @Nullable Instant otherStart, Value otherValue) {
        return new OtlpPoint(metric, attributes, series, otherStart, time, otherKind, otherValue);
    }
}
