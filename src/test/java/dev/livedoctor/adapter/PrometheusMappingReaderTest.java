package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.adapter.PrometheusMapping.OfMetric;
import dev.livedoctor.adapter.PrometheusMapping.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a Prometheus server. */
class PrometheusMappingReaderTest {
    private static final String PLAIN = "room: room\nmetrics:\n  audience.viewers: sum by ($by) (viewers)\n";

    private static List<String> complaints(String text) {
        return Mappings.complaints(text, PrometheusMappingReader::read);
    }

    @Test
    void queriesAreFilled() {
        PrometheusMapping mapping = Mappings.read(
                PLAIN
                        + "  playback.stall_ratio: {query: \"avg by ($by) (avg_over_time(stalls[$window]))\", unit: percent}\n"
                        + "  ingest.connected: min by (room) (up)\n"
                        + "window: 30s\nslices:\n  - by: {region: geo, isp: carrier}\n",
                PrometheusMappingReader::read);
        assertEquals(Duration.ofSeconds(30), mapping.window());
        assertEquals(
                List.of(
                        "sum by (room) (viewers)",
                        "avg by (room) (avg_over_time(stalls[30s]))",
                        "min by (room) (up)",
                        "sum by (room, geo, carrier) (viewers)",
                        "avg by (room, geo, carrier) (avg_over_time(stalls[30s]))"),
                mapping.questions().stream().map(Question::query).toList());
        OfMetric stalls = (OfMetric) mapping.questions().get(4).answer();
        assertEquals(Map.of("region", "geo", "isp", "carrier"), stalls.dimensions());
        assertEquals(0.04, stalls.mapped().of(4), 1e-12);
    }

    @Test
    void theShippedMappingIsRight() {
        PrometheusMapping shipped = Mappings.shipped("prometheus.yaml", PrometheusMappingReader::read)
                .current();
        assertTrue(shipped.questions().size() > 10);
        assertEquals(Map.of("stream.transport", "flv"), shipped.attributes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  playback.stall_ration: up' | a.yaml:4:3: playback.stall_ration is declared nowhere. Maybe playback.stall_ratio? [unknown-name]",
                "'  playback.latency_ms: {query: up, unit: percent}' | a.yaml:4:42: 'percent' cannot be converted to ms. Maybe one of h, min, ms, ns, s, us? [unknown-word]",
                "'  audience.exits: {query: up, units: s}' | a.yaml:4:31: 'units' is not known here. Maybe unit? [unknown-key]",
                "'window: 90' | a.yaml:4:9: '90' is not a time from 10s to 1h. Maybe 1m? [out-of-range]",
                "'window: 10500ms' | a.yaml:4:9: '10500ms' is not a time from 10s to 1h. Maybe 1m? [out-of-range]",
                "'attributes: {stream.transport: dvb}' | a.yaml:4:32: stream.transport must be one of rtc, ll_hls, flv, rtmp, hls. Maybe another value? [wrong-type]",
                "'attributes: {room.categry: beauty}' | a.yaml:4:14: room.categry is declared nowhere. Maybe room.category? [unknown-name]",
                "'slices: [{by: {}}]' | a.yaml:4:15: a slice has one dimension at least. Maybe region: region? [missing-value]",
                "'slices: [{by: {region: a b}}]' | a.yaml:4:24: 'a b' is not the name of a label. Maybe letters, digits and _? [bad-name]",
                "'rom: a' | a.yaml:4:1: 'rom' is not known here. Maybe room? [unknown-key]"
            })
    void mistakesAreSaidWithLineAndGuess(String line, String complaint) {
        assertEquals(List.of(complaint), complaints(PLAIN + line + "\n"));
    }

    @Test
    void nothingToAskIsAMistake() {
        assertEquals(
                List.of("a.yaml:1:1: no metric is asked for. Maybe audience.viewers: and a query? [missing-value]"),
                complaints("room: room\n"));
        assertTrue(complaints("a: [").get(0).contains("[yaml-syntax]"));
    }

    @Test
    void anEditHoldsAndABadOneDoesNot(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, PLAIN);
        Mapping<PrometheusMapping> mapping =
                new Mapping<>(Optional.of(folder), "mine.yaml", PrometheusMappingReader::read, () -> Mappings.PACK);
        Files.writeString(file, PLAIN + "window: 30s\n");
        assertEquals(Duration.ofSeconds(30), mapping.current().window());
        Files.writeString(file, PLAIN + "window: never\n");
        assertEquals(Duration.ofSeconds(30), mapping.current().window());
        assertEquals(4, mapping.complaints().get(0).line());
        Files.delete(file);
        assertEquals(Duration.ofSeconds(30), mapping.current().window());
        Files.writeString(file, PLAIN);
        assertEquals(Duration.ofMinutes(1), mapping.current().window());
        assertEquals(List.of(), mapping.complaints());
    }
}
