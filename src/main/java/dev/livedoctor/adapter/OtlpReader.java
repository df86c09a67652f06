package dev.livedoctor.adapter;

import com.google.protobuf.ByteString;
import dev.livedoctor.adapter.OtlpPoint.Bin;
import dev.livedoctor.adapter.OtlpPoint.Distribution;
import dev.livedoctor.adapter.OtlpPoint.Kind;
import dev.livedoctor.adapter.OtlpPoint.Scalar;
import dev.livedoctor.adapter.OtlpPoint.Value;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the points of a request whose metrics somebody wants. */
final class OtlpReader {
    private static final int MOST_BINS = 10_000;
    private static final int LONGEST = 1_024;
    private static final long NANOS = 1_000_000_000L;

    private final Set<String> wanted;
    private final OtlpRejections rejections;
    private final List<OtlpPoint> points = new ArrayList<>();

    private OtlpReader(Set<String> wanted, OtlpRejections rejections) {
        this.wanted = wanted;
        this.rejections = rejections;
    }

    /** The points of {@code request} of metrics that are {@code wanted}; what cannot be used is added to {@code rejections}. */
    static List<OtlpPoint> read(ExportMetricsServiceRequest request, Set<String> wanted, OtlpRejections rejections) {
        OtlpReader reader = new OtlpReader(wanted, rejections);
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            Map<String, String> ofResource =
                    attributes(Map.of(), resource.getResource().getAttributesList());
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                Map<String, String> ofScope =
                        attributes(ofResource, scope.getScope().getAttributesList());
                scope.getMetricsList().forEach(metric -> reader.metric(metric, ofScope));
            }
        }
        return reader.points;
    }

    private void metric(Metric metric, Map<String, String> outer) {
        if (!wanted.contains(metric.getName())) {
            return;
        }
        switch (metric.getDataCase()) {
            case GAUGE ->
                metric.getGauge().getDataPointsList().forEach(point -> number(metric, Kind.GAUGE, point, outer));
            case SUM -> {
                Kind kind = kind(metric.getSum().getAggregationTemporality());
                // What goes up and down is a state, whoever counts it.
                boolean state = !metric.getSum().getIsMonotonic() && kind == Kind.CUMULATIVE;
                metric.getSum()
                        .getDataPointsList()
                        .forEach(point -> number(metric, state ? Kind.GAUGE : kind, point, outer));
            }
            case HISTOGRAM ->
                metric.getHistogram()
                        .getDataPointsList()
                        .forEach(point -> histogram(
                                metric, kind(metric.getHistogram().getAggregationTemporality()), point, outer));
            case EXPONENTIAL_HISTOGRAM ->
                metric.getExponentialHistogram()
                        .getDataPointsList()
                        .forEach(point -> exponential(
                                metric,
                                kind(metric.getExponentialHistogram().getAggregationTemporality()),
                                point,
                                outer));
            case SUMMARY ->
                rejections.add(
                        metric.getSummary().getDataPointsCount(),
                        metric.getName() + " is a summary, whose quantiles cannot be put together. Maybe a histogram?");
            default -> rejections.add(0, metric.getName() + " has no data.");
        }
    }

    private static @Nullable Kind kind(AggregationTemporality temporality) {
        return switch (temporality) {
            case AGGREGATION_TEMPORALITY_DELTA -> Kind.DELTA;
            case AGGREGATION_TEMPORALITY_CUMULATIVE -> Kind.CUMULATIVE;
            default -> null;
        };
    }

    private void number(Metric metric, @Nullable Kind kind, NumberDataPoint point, Map<String, String> outer) {
        double value = point.hasAsInt() ? point.getAsInt() : point.hasAsDouble() ? point.getAsDouble() : Double.NaN;
        add(
                metric,
                kind,
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                point.getFlags(),
                point.getAttributesList(),
                outer,
                new Scalar(value));
    }

    private void histogram(Metric metric, @Nullable Kind kind, HistogramDataPoint point, Map<String, String> outer) {
        int bounds = point.getExplicitBoundsCount();
        if (point.getBucketCountsCount() != (bounds == 0 && point.getBucketCountsCount() == 0 ? 0 : bounds + 1)
                || bounds > MOST_BINS) {
            rejections.add(
                    1,
                    metric.getName() + " has " + point.getBucketCountsCount() + " buckets for " + bounds
                            + " bounds. Maybe one more than bounds, and " + MOST_BINS + " at most?");
            return;
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < point.getBucketCountsCount(); i++) {
            double low = i > 0 ? point.getExplicitBounds(i - 1) : point.hasMin() ? point.getMin() : Double.NaN;
            double high = i < bounds ? point.getExplicitBounds(i) : point.hasMax() ? point.getMax() : Double.NaN;
            bins.add(closed(low, high, point.getBucketCounts(i)));
        }
        add(
                metric,
                kind,
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                point.getFlags(),
                point.getAttributesList(),
                outer,
                new Distribution(point.getCount(), point.hasSum() ? point.getSum() : Double.NaN, bins));
    }

    /**
     * Beyond the last bound a value is at least that bound, and no more is known; below the first it is between zero and that bound, as
     * Prometheus takes it.
     */
    private static Bin closed(double low, double high, double count) {
        if (Double.isNaN(low)) {
            return new Bin(Math.min(0, high), high, count);
        }
        return Double.isNaN(high) || high < low ? new Bin(low, low, count) : new Bin(low, high, count);
    }

    private void exponential(
            Metric metric, @Nullable Kind kind, ExponentialHistogramDataPoint point, Map<String, String> outer) {
        ExponentialHistogramDataPoint.Buckets positive = point.getPositive();
        ExponentialHistogramDataPoint.Buckets negative = point.getNegative();
        if (positive.getBucketCountsCount() + negative.getBucketCountsCount() > MOST_BINS) {
            rejections.add(1, metric.getName() + " has more than " + MOST_BINS + " buckets.");
            return;
        }
        List<Bin> bins = new ArrayList<>();
        double width = Math.scalb(1.0, -point.getScale());
        for (int i = negative.getBucketCountsCount() - 1; i >= 0; i--) {
            double index = (double) negative.getOffset() + i;
            bins.add(new Bin(
                    -Math.pow(2, (index + 1) * width), -Math.pow(2, index * width), negative.getBucketCounts(i)));
        }
        bins.add(new Bin(-point.getZeroThreshold(), point.getZeroThreshold(), point.getZeroCount()));
        for (int i = 0; i < positive.getBucketCountsCount(); i++) {
            double index = (double) positive.getOffset() + i;
            bins.add(
                    new Bin(Math.pow(2, index * width), Math.pow(2, (index + 1) * width), positive.getBucketCounts(i)));
        }
        add(
                metric,
                kind,
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                point.getFlags(),
                point.getAttributesList(),
                outer,
                new Distribution(point.getCount(), point.hasSum() ? point.getSum() : Double.NaN, bins));
    }

    private void add(
            Metric metric,
            @Nullable Kind kind,
            long start,
            long time,
            int flags,
            List<KeyValue> attributes,
            Map<String, String> outer,
            Value value) {
        if ((flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0) {
            // The series has ended: nothing was measured.
            return;
        }
        if (kind == null) {
            rejections.add(1, metric.getName() + " does not say whether it is delta or cumulative.");
        } else if (time <= 0) {
            rejections.add(1, metric.getName() + " has no time.");
        } else {
            points.add(new OtlpPoint(
                    metric.getName(),
                    attributes(outer, attributes),
                    start > 0 ? instant(start) : null,
                    instant(time),
                    kind,
                    value));
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    }

    private static Map<String, String> attributes(Map<String, String> outer, List<KeyValue> inner) {
        if (inner.isEmpty()) {
            return outer;
        }
        Map<String, String> all = new HashMap<>(outer);
        for (KeyValue one : inner) {
            String text = text(one.getValue());
            if (!text.isEmpty() && text.length() <= LONGEST) {
                all.put(one.getKey(), text);
            }
        }
        return all;
    }

    /** Lists and maps name nothing. */
    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BYTES_VALUE -> base64(value.getBytesValue());
            default -> "";
        };
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
