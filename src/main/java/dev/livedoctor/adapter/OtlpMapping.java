package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.AttributeDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What metrics of OpenTelemetry mean.
 *
 * @param roomAttributes the attributes of which the first that is there names the room
 * @param window how long the window of what counts nothing is, and how far apart the points of one window are at most
 * @param attributes of all rooms
 * @param described attribute of the room to the attribute of OpenTelemetry that it is
 * @param metrics of rooms
 * @param slices dimension to the attribute of OpenTelemetry, for each kind of slice
 */
record OtlpMapping(
        List<String> roomAttributes,
        Duration window,
        Map<String, Object> attributes,
        Map<AttributeDefinition, String> described,
        List<OtlpMetric> metrics,
        List<Map<String, String>> slices) {

    /** How several series become one number. */
    enum Merge {
        SUM,
        MEAN,
        MIN,
        MAX
    }

    /**
     * Where a metric of the catalog comes from.
     *
     * @param mapped the metric of the catalog
     * @param metric the metric of OpenTelemetry
     * @param per the one that it is divided by; null where it is not
     * @param where attributes that a point must have
     * @param merge how several series become one
     * @param quantile which quantile of a distribution; its mean where there is none
     */
    record OtlpMetric(
            MappedMetric mapped,
            String metric,
            @Nullable String per,
            Map<String, String> where,
            Merge merge,
            OptionalDouble quantile) {}

    /** The metrics of OpenTelemetry that anything is made of. */
    Set<String> wanted() {
        Set<String> wanted = new TreeSet<>();
        for (OtlpMetric metric : metrics) {
            wanted.add(metric.metric());
            if (metric.per() != null) {
                wanted.add(metric.per());
            }
        }
        return wanted;
    }
}
