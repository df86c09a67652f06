package dev.livedoctor.adapter;

import com.google.protobuf.ByteString;
import dev.livedoctor.adapter.OtlpPoint.Bin;
import dev.livedoctor.adapter.OtlpPoint.Distribution;
import dev.livedoctor.adapter.OtlpPoint.Kind;
import dev.livedoctor.adapter.OtlpPoint.Scalar;
import dev.livedoctor.adapter.OtlpPoint.Series;
import dev.livedoctor.adapter.OtlpPoint.Value;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Reads the points of a request whose metrics the mapping wants. */
final class OtlpReader {
    private static final int MOST_POINTS = 100_000;
    /** Of all histograms together. */
    private static final int MOST_BINS = 200_000;

    private static final int LONGEST = 1_024;
    private static final long NANOS = 1_000_000_000L;

    private final Set<String> wanted;
    private final OtlpRejections rejections;
    private final List<OtlpPoint> points = new ArrayList<>();
    private int bins;

    /**
     * What is said of a resource or a scope.
     *
     * @param attributes that name something
     * @param digest of all that is said
     */
    private record Outer(Map<String, String> attributes, byte[] digest) {}

    private OtlpReader(Set<String> wanted, OtlpRejections rejections) {
        this.wanted = wanted;
        this.rejections = rejections;
    }

    /** The points of {@code request} of metrics that are {@code wanted}; what cannot be used is added to {@code rejections}. */
    static List<OtlpPoint> read(ExportMetricsServiceRequest request, Set<String> wanted, OtlpRejections rejections) {
        OtlpReader reader = new OtlpReader(wanted, rejections);
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            Outer none = new Outer(Map.of(), new byte[0]);
            Outer ofResource = outer(
                    none,
                    InstrumentationScope.newBuilder(),
                    resource.getResource().getAttributesList());
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                Outer ofScope = outer(
                        ofResource,
                        scope.getScope().toBuilder(),
                        scope.getScope().getAttributesList());
                scope.getMetricsList().forEach(metric -> reader.metric(metric, ofScope));
            }
        }
        return reader.points;
    }

    private void metric(Metric metric, Outer outer) {
        if (!wanted.contains(metric.getName())) {
            return;
        }
        switch (metric.getDataCase()) {
            case GAUGE ->
                metric.getGauge().getDataPointsList().forEach(point -> number(metric, Kind.GAUGE, point, outer));
            case SUM -> {
                Kind kind = kind(metric.getSum().getAggregationTemporality());
                // What goes up and down is a gauge, even if it is sent as a sum.
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

    /** What a data point says besides its value. */
    private record DataPoint(
            Metric metric,
            @Nullable Kind kind,
            long start,
            long time,
            int flags,
            List<KeyValue> attributes,
            Outer outer) {}

    private void number(Metric metric, @Nullable Kind kind, NumberDataPoint point, Outer outer) {
        double value = point.hasAsInt() ? point.getAsInt() : point.hasAsDouble() ? point.getAsDouble() : Double.NaN;
        add(
                new DataPoint(
                        metric,
                        kind,
                        point.getStartTimeUnixNano(),
                        point.getTimeUnixNano(),
                        point.getFlags(),
                        point.getAttributesList(),
                        outer),
                new Scalar(value));
    }

    /** Reads the bins of a point. */
    private interface BinsReader {
        List<Bin> read() throws OtlpBins.BadHistogramException;
    }

    private void histogram(Metric metric, @Nullable Kind kind, HistogramDataPoint point, Outer outer) {
        distribution(
                new DataPoint(
                        metric,
                        kind,
                        point.getStartTimeUnixNano(),
                        point.getTimeUnixNano(),
                        point.getFlags(),
                        point.getAttributesList(),
                        outer),
                point.getCount(),
                point.hasSum() ? point.getSum() : Double.NaN,
                () -> OtlpBins.of(point, kind != Kind.CUMULATIVE));
    }

    private void exponential(Metric metric, @Nullable Kind kind, ExponentialHistogramDataPoint point, Outer outer) {
        distribution(
                new DataPoint(
                        metric,
                        kind,
                        point.getStartTimeUnixNano(),
                        point.getTimeUnixNano(),
                        point.getFlags(),
                        point.getAttributesList(),
                        outer),
                point.getCount(),
                point.hasSum() ? point.getSum() : Double.NaN,
                () -> OtlpBins.of(point));
    }

    private void distribution(DataPoint point, double count, double sum, BinsReader reader) {
        try {
            add(point, new Distribution(count, sum, reader.read()));
        } catch (OtlpBins.BadHistogramException e) {
            rejections.add(1, point.metric.getName() + " " + e.getMessage());
        }
    }

    private void add(DataPoint point, Value value) {
        if ((point.flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0) {
            // The series has ended: nothing was measured.
            return;
        }
        String name = point.metric.getName();
        if (point.kind == null) {
            rejections.add(1, name + " does not say whether it is delta or cumulative.");
        } else if (point.time <= 0) {
            rejections.add(1, name + " has no time.");
        } else if (points.size() == MOST_POINTS) {
            rejections.add(1, "There are more than " + MOST_POINTS + " points.");
        } else if (value instanceof Distribution more && (bins += more.bins().size()) > MOST_BINS) {
            rejections.add(1, "Histograms have more than " + MOST_BINS + " buckets together.");
        } else {
            Outer own = outer(point.outer, InstrumentationScope.newBuilder().setName(name), point.attributes);
            points.add(new OtlpPoint(
                    name,
                    own.attributes,
                    Series.of(own.digest),
                    point.start > 0 ? instant(point.start) : null,
                    instant(point.time),
                    point.kind,
                    value));
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    }

    /** {@code named} is told apart within {@code outer} by its name, its version and all of its {@code attributes}, in any order. */
    private static Outer outer(Outer outer, InstrumentationScope.Builder named, List<KeyValue> attributes) {
        List<KeyValue> sorted = new ArrayList<>(attributes);
        sorted.sort(Comparator.comparing(KeyValue::getKey));
        byte[] own = named.clearAttributes().addAllAttributes(sorted).build().toByteArray();
        byte[] all = Arrays.copyOf(outer.digest, outer.digest.length + own.length);
        System.arraycopy(own, 0, all, outer.digest.length, own.length);
        return new Outer(attributes(outer.attributes, attributes), DigestUtils.sha256(all));
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
