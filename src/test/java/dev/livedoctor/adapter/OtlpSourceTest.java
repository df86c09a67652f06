package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import dev.livedoctor.SetClock;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** Metrics of OpenTelemetry become snapshots. */
class OtlpSourceTest {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final SetClock clock = new SetClock(NOON);
    private final Notebook notebook = new Notebook();
    private final SourceStats stats = new SourceStats("test", clock);
    private final OtlpSource source =
            new OtlpSource(Mappings.shipped("otlp.yaml", OtlpMappingReader::read), 3, notebook, stats, clock);

    /** The sample that lies beside the tests. */
    static String sample(String room, Instant start, Instant end) {
        try (InputStream in = OtlpSourceTest.class.getResourceAsStream("/adapter/otlp/delta.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("ROOM", room)
                    .replace("START", start.getEpochSecond() + "000000000")
                    .replace("TIME", end.getEpochSecond() + "000000000");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private OtlpRejections take(ExportMetricsServiceRequest request) {
        return source.take(request, DigestUtils.sha256(request.toByteArray()));
    }

    static ExportMetricsServiceRequest of(String room, Metric... metrics) {
        Resource.Builder resource = Resource.newBuilder();
        if (!room.isEmpty()) {
            resource.addAttributes(KeyValue.newBuilder()
                    .setKey("live.room.id")
                    .setValue(AnyValue.newBuilder().setStringValue(room)));
        }
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(resource)
                        .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics))))
                .build();
    }

    private static NumberDataPoint number(long start, long after, double value) {
        return NumberDataPoint.newBuilder()
                .setStartTimeUnixNano((NOON.getEpochSecond() + start) * 1_000_000_000L)
                .setTimeUnixNano((NOON.getEpochSecond() + after) * 1_000_000_000L)
                .setAsDouble(value)
                .build();
    }

    private static Metric counter(String name, NumberDataPoint... points) {
        return Metric.newBuilder()
                .setName(name)
                .setSum(Sum.newBuilder()
                        .setIsMonotonic(true)
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addAllDataPoints(List.of(points)))
                .build();
    }

    private static Metric gauge(String name, NumberDataPoint... points) {
        return Metric.newBuilder()
                .setName(name)
                .setGauge(Gauge.newBuilder().addAllDataPoints(List.of(points)))
                .build();
    }

    @Test
    void aRequestOfDeltas() throws IOException {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        JsonFormat.parser().ignoringUnknownFields().merge(sample("a", NOON, NOON.plusSeconds(60)), request);
        assertEquals("", take(request.build()).reasons());
        assertEquals(1, notebook.all().size());
        MetricSnapshot snapshot = notebook.all().get(0);
        assertEquals(new Window(NOON, NOON.plusSeconds(60)), snapshot.window());
        assertEquals(Map.of("stream.transport", "rtc", "room.category", "beauty"), snapshot.attributes());
        assertEquals(900.0, snapshot.metrics().get("audience.viewers"));
        assertEquals(0.1, snapshot.metrics().get("playback.stall_ratio"), 1e-12);
        assertEquals(3_950.0, snapshot.metrics().get("ingest.video_kbps"));
        assertEquals(1_250, snapshot.metrics().get("playback.first_frame_ms"), 1e-6);
        assertEquals(4_000, snapshot.metrics().get("playback.first_frame_p95_ms"), 1e-6);
        assertFalse(snapshot.metrics().containsKey("audience.entries"));
        assertEquals(
                Map.of("audience.viewers", 700.0), Notebook.slice(snapshot, Map.of("region", "ID-JK", "isp", "isp-a")));
        // Whoever got no answer sends it again.
        assertEquals("", take(request.build()).reasons());
        assertEquals(1, notebook.all().size());
    }

    @Test
    void aCumulativeCounterIsWhatItCountedSince() {
        take(of("a", counter("live.entries", number(-9_000, 0, 1_000)), gauge("live.viewers", number(0, 0, 50))));
        take(of("a", counter("live.entries", number(-9_000, 60, 1_030)), gauge("live.viewers", number(0, 60, 60))));
        take(of("a", counter("live.entries", number(70, 120, 5)), gauge("live.viewers", number(0, 120, 70))));
        assertEquals(3, notebook.all().size());
        assertEquals(Map.of("audience.viewers", 50.0), notebook.all().get(0).metrics());
        assertEquals(
                Map.of("audience.viewers", 60.0, "audience.entries", 30.0),
                notebook.all().get(1).metrics());
        assertEquals(
                new Window(NOON, NOON.plusSeconds(60)), notebook.all().get(1).window());
        assertEquals(
                Map.of("audience.viewers", 70.0, "audience.entries", 5.0),
                notebook.all().get(2).metrics());
        assertEquals(
                new Window(NOON.plusSeconds(70), NOON.plusSeconds(120)),
                notebook.all().get(2).window());
    }

    @Test
    void severalCyclesInOneRequestAreSeveralWindows() {
        take(of(
                "a",
                gauge("live.viewers", number(0, 120, 70), number(0, 0, 50), number(0, 59, 51), number(0, 60, 60))));
        assertEquals(
                List.of(51.0, 60.0, 70.0),
                notebook.all().stream()
                        .map(snapshot -> snapshot.metrics().get("audience.viewers"))
                        .toList());
    }

    @Test
    void whatCannotBeUsedIsSaidAndTheRestIsTaken() {
        ExportMetricsServiceRequest.Builder request = of("a", gauge("live.viewers", number(0, 0, 50))).toBuilder();
        request.addAllResourceMetrics(
                of("", gauge("live.viewers", number(0, 0, 50))).getResourceMetricsList());
        request.addAllResourceMetrics(of(
                        "b",
                        Metric.newBuilder()
                                .setName("live.exits")
                                .setSum(Sum.newBuilder().addDataPoints(number(0, 0, 1)))
                                .build(),
                        Metric.newBuilder()
                                .setName("player.first_frame.duration")
                                .setSummary(Summary.newBuilder().addDataPoints(SummaryDataPoint.newBuilder()))
                                .build(),
                        gauge("live.entries", number(0, 0, Double.NaN)))
                .getResourceMetricsList());
        OtlpRejections rejections = take(request.build());
        assertEquals(3, rejections.points());
        assertTrue(
                rejections.reasons().contains("has no attribute live.room.id or livedoctor.room"), rejections::reasons);
        assertTrue(rejections.reasons().contains("delta or cumulative"), rejections::reasons);
        assertTrue(rejections.reasons().contains("is a summary"), rejections::reasons);
        assertEquals(
                List.of("a"), notebook.all().stream().map(MetricSnapshot::room).toList());
    }

    @Test
    void moreRoomsThanAreAllowedAreRejected() {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (int i = 0; i < 5; i++) {
            request.addAllResourceMetrics(
                    of("room-" + i, gauge("live.viewers", number(0, 0, 50))).getResourceMetricsList());
        }
        assertEquals(2, take(request.build()).points());
        assertEquals(3, notebook.all().size());
    }

    @Test
    void whatWasNotRecordedCanComeAgain() {
        boolean[] gone = {false};
        OtlpSource unlucky = new OtlpSource(
                Mappings.shipped("otlp.yaml", OtlpMappingReader::read),
                3,
                snapshots -> {
                    if (gone[0]) {
                        throw new SourceUnavailableException("gone");
                    }
                    return notebook.record(snapshots);
                },
                stats,
                clock);
        unlucky.take(of("a", counter("live.entries", number(-9_000, 0, 1_000))), new byte[] {1});
        ExportMetricsServiceRequest second = of("a", counter("live.entries", number(-9_000, 60, 1_030)));
        gone[0] = true;
        assertThrows(SourceUnavailableException.class, () -> unlucky.take(second, new byte[] {2}));
        gone[0] = false;
        unlucky.take(second, new byte[] {2});
        assertEquals(Map.of("audience.entries", 30.0), notebook.all().get(0).metrics());
    }

    @Test
    void whatIsSplitIsRecordedAsPartsAndWhatIsDoubledIsRejected() {
        assertEquals(0, take(of("a", gauge("live.viewers", number(0, 0, 50)))).points());
        assertEquals(
                0, take(of("a", gauge("ingest.connected", number(0, 0, 1)))).points());
        assertEquals(
                List.of(Map.of("audience.viewers", 50.0), Map.of("ingest.connected", 1.0)),
                notebook.all().stream().map(MetricSnapshot::metrics).toList());
        OtlpRejections doubled = take(of("a", gauge("live.viewers", number(0, 0, 51))));
        assertEquals(1, doubled.points());
        assertTrue(doubled.reasons().contains("a was refused: its window is recorded already"), doubled::reasons);
    }

    @Test
    void whatWasRefusedIsCountedLater() {
        take(of("a", counter("live.entries", number(-9_000, 0, 1_000))));
        take(of("a", counter("live.entries", number(-9_000, 60, 1_010)), gauge("live.viewers", number(0, 60, 5))));
        Metric other = counter("live.exits", number(-9_000, 0, 100));
        take(of("a", other));
        OtlpRejections refused =
                take(of("a", counter("live.exits", number(-9_000, 60, 107)), gauge("live.viewers", number(0, 60, 6))));
        assertEquals(2, refused.points());
        take(of("a", counter("live.exits", number(-9_000, 120, 108))));
        assertEquals(
                Map.of("audience.exits", 8.0),
                notebook.all().get(notebook.all().size() - 1).metrics());
    }

    @Test
    void aPointOfTheFutureSilencesNothing() {
        take(of("a", counter("live.entries", number(-9_000, 0, 1_000))));
        OtlpRejections future = take(of("a", counter("live.entries", number(-9_000, 400_000, 1_001))));
        assertEquals(1, future.points());
        assertTrue(future.reasons().contains("in the future"), future::reasons);
        take(of("a", counter("live.entries", number(-9_000, 60, 1_030))));
        assertEquals(Map.of("audience.entries", 30.0), notebook.all().get(0).metrics());
    }

    @Test
    void scopesAndListsTellSeriesApart() {
        for (long after : List.of(0L, 60L)) {
            ExportMetricsServiceRequest.Builder request =
                    of("a", counter("live.entries", number(-9_000, after, 1_000 + after))).toBuilder();
            ResourceMetrics.Builder resource = request.getResourceMetricsBuilder(0);
            ScopeMetrics.Builder other = resource.getScopeMetrics(0).toBuilder();
            other.getScopeBuilder().setName("another");
            resource.addScopeMetrics(other);
            ScopeMetrics.Builder third = resource.getScopeMetrics(0).toBuilder();
            third.getMetricsBuilder(0)
                    .getSumBuilder()
                    .getDataPointsBuilder(0)
                    .addAttributes(KeyValue.newBuilder()
                            .setKey("tags")
                            .setValue(AnyValue.newBuilder()
                                    .setArrayValue(ArrayValue.newBuilder()
                                            .addValues(AnyValue.newBuilder().setStringValue("x")))));
            resource.addScopeMetrics(third);
            take(request.build());
        }
        assertEquals(180.0, notebook.all().get(0).metrics().get("audience.entries"));
    }

    @Test
    void mistakesOfTheMappingAreSaid() {
        assertEquals(
                List.of(
                        "a.yaml:3:3: audience.viewer is declared nowhere. Maybe audience.viewers? [unknown-name]",
                        "a.yaml:4:55: 1.5 is not a quantile. Maybe 0.5, which is the median? [out-of-range]",
                        "a.yaml:5:38: 'middle' is not one of sum, mean, min, max. Maybe one of sum, mean, min, max? [unknown-word]"),
                Mappings.complaints(
                        "room: a\nmetrics:\n  audience.viewer: b\n  playback.latency_ms: {metric: b, unit: s, quantile: 1.5}\n"
                                + "  audience.exits: {metric: b, merge: middle}\n",
                        OtlpMappingReader::read));
    }
}
