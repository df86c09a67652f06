package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.SetClock;
import dev.livedoctor.snapshot.MetricSnapshot;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** Histograms of OpenTelemetry become quantiles of what their window counted. */
class OtlpHistogramsTest {
    private final SetClock clock = new SetClock(OtlpSourceTest.NOON);
    private final Notebook notebook = new Notebook();
    private final OtlpSource source = new OtlpSource(
            Mappings.shipped("otlp.yaml", OtlpMappingReader::read), 3, notebook, new SourceStats("test", clock), clock);

    private void take(ExportMetricsServiceRequest request) {
        assertEquals(
                "",
                source.take(request, DigestUtils.sha256(request.toByteArray())).reasons());
    }

    @Test
    void anExponentialHistogramHasQuantiles() {
        ExponentialHistogramDataPoint.Builder point = ExponentialHistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(OtlpSourceTest.NOON.getEpochSecond() * 1_000_000_000L)
                .setTimeUnixNano((OtlpSourceTest.NOON.getEpochSecond() + 60) * 1_000_000_000L)
                .setCount(100)
                .setScale(1)
                .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                        .setOffset(-2)
                        .addAllBucketCounts(List.of(50L, 50L)));
        take(OtlpSourceTest.of(
                "a",
                Metric.newBuilder()
                        .setName("player.first_frame.duration")
                        .setExponentialHistogram(ExponentialHistogram.newBuilder()
                                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                                .addDataPoints(point))
                        .build()));
        // Two buckets to a doubling: from 0.5 to 0.707, and on to 1.
        assertEquals(707.1, notebook.all().get(0).metrics().get("playback.first_frame_ms"), 0.1);
    }

    @Test
    void theLeastAndTheGreatestOfAllTimeAreNotOfACumulativeWindow() {
        take(OtlpSourceTest.of("a", firstFrame(0, 20, List.of(10L, 10L, 0L), 0.2, 3)));
        take(OtlpSourceTest.of("a", firstFrame(60, 40, List.of(20L, 10L, 10L), 0.1, 60)));
        // Ten up to a second, ten beyond four, which is all that is known of them.
        MetricSnapshot snapshot = notebook.all().get(0);
        assertEquals(1_000, snapshot.metrics().get("playback.first_frame_ms"), 1e-6);
        assertEquals(4_000, snapshot.metrics().get("playback.first_frame_p95_ms"), 1e-6);
    }

    private static Metric firstFrame(long after, long count, List<Long> buckets, double min, double max) {
        return Metric.newBuilder()
                .setName("player.first_frame.duration")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setStartTimeUnixNano((OtlpSourceTest.NOON.getEpochSecond() - 9_000) * 1_000_000_000L)
                                .setTimeUnixNano((OtlpSourceTest.NOON.getEpochSecond() + after) * 1_000_000_000L)
                                .setCount(count)
                                .setSum(count)
                                .setMin(min)
                                .setMax(max)
                                .addAllExplicitBounds(List.of(1.0, 4.0))
                                .addAllBucketCounts(buckets)))
                .build();
    }

    @Test
    void anExponentialHistogramMayBecomeCoarser() {
        take(OtlpSourceTest.of("a", exponential(0, 2, 4, List.of(2L, 2L, 2L, 2L))));
        take(OtlpSourceTest.of("a", exponential(60, 1, 2, List.of(4L, 104L))));
        // A hundred from 2.83 to 4.
        assertEquals(
                (Math.pow(2, 1.5) + 4) / 2 * 1_000,
                notebook.all().get(0).metrics().get("playback.first_frame_ms"),
                1);
    }

    private static Metric exponential(long after, int scale, int offset, List<Long> buckets) {
        return Metric.newBuilder()
                .setName("player.first_frame.duration")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                .setStartTimeUnixNano((OtlpSourceTest.NOON.getEpochSecond() - 9_000) * 1_000_000_000L)
                                .setTimeUnixNano((OtlpSourceTest.NOON.getEpochSecond() + after) * 1_000_000_000L)
                                .setCount(buckets.stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                                .setScale(scale)
                                .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                                        .setOffset(offset)
                                        .addAllBucketCounts(buckets))))
                .build();
    }
}
