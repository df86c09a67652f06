package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.OutboundClient;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Windows of a real Prometheus, where there is one. */
@EnabledIf("dev.livedoctor.adapter.RealPrometheus#isInstalled")
class PrometheusSourceTest {
    /** Two hours ago, so that nothing is younger than what Prometheus takes from files. */
    private static final Instant START =
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));

    private static final OutboundClient CLIENT =
            new OutboundClient(new EgressPolicy(List.of()), Duration.ofSeconds(10));
    private static RealPrometheus prometheus;

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(START);
    private final Notebook notebook = new Notebook();
    private final SourceStats stats = new SourceStats("test", clock);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        // Ten minutes; the counter of entries starts anew in the sixth, the viewers of b end after the fifth.
        double[] entries = new double[41];
        double[] watch = new double[41];
        double[] stall = new double[41];
        for (int i = 0; i < 41; i++) {
            entries[i] = i < 22 ? 1_000 + 10 * i : 10 * (i - 21);
            watch[i] = 600.0 * i;
            stall[i] = i < 20 ? 6.0 * i : 120 + 60.0 * (i - 20);
        }
        double[] none = new double[41];
        prometheus = RealPrometheus.with(new LiveRoom()
                .scraped("viewers{room=\"a\",region=\"ID-JK\"}", START, filled(41, 700))
                .scraped("viewers{room=\"a\",region=\"MY-14\"}", START, filled(41, 200))
                .scraped("viewers{room=\"b\",region=\"ID-JK\"}", START, filled(20, 50))
                .scraped("viewers{region=\"ID-JK\"}", START, filled(41, 1))
                .scraped("entries_total{room=\"a\"}", START, entries)
                .scraped("watch_seconds_total{room=\"a\",region=\"ID-JK\"}", START, watch)
                .scraped("stall_seconds_total{room=\"a\",region=\"ID-JK\"}", START, stall)
                .scraped("watch_seconds_total{room=\"b\",region=\"ID-JK\"}", START, none)
                .scraped("stall_seconds_total{room=\"b\",region=\"ID-JK\"}", START, none)
                .scraped("share_percent{room=\"a\"}", START, filled(41, 130))
                .scraped("bits{room=\"a\"}", START, filled(41, 4_000_000))
                .scraped("info{room=\"a\",category=\"beauty\",limit=\"true\"}", START, filled(41, 1))
                .text());
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        CLIENT.close();
        prometheus.close();
    }

    private PrometheusSource source(String mapping, int rooms) throws IOException {
        Files.writeString(folder.resolve("prometheus.yaml"), mapping);
        Mapping<PrometheusMapping> read = new Mapping<>(
                Optional.of(folder), "prometheus.yaml", PrometheusMappingReader::read, () -> Mappings.PACK);
        return new PrometheusSource(
                new SourceClient(CLIENT, prometheus.url(), false, Map::of), read, rooms, notebook, stats, clock);
    }

    private static final String MAPPING = """
            room: room
            catch-up: 0s
            delay: 0s
            attributes: {stream.transport: flv}
            room-attributes:
              room.category: {query: "max by ($by) (info)", label: category}
              stream.viewer_limit_reached: {query: "max by ($by) (info)", label: limit}
            metrics:
              audience.viewers: sum by ($by) (last_over_time(viewers[$window]))
              audience.entries: sum by ($by) (increase(entries_total[$window]))
              playback.stall_ratio: sum by ($by) (increase(stall_seconds_total[$window])) / sum by ($by) (increase(watch_seconds_total[$window]))
              playback.failure_ratio: {query: "avg by ($by) (share_percent)", unit: percent}
              ingest.video_kbps: {query: "avg by ($by) (bits)", unit: bit/s}
              ingest.connected: min by ($by) (nothing_of_that_name)
            slices:
              - by: {region: region}
            """;

    private void pollAt(PrometheusSource source, Duration after) {
        clock.set(START.plus(after));
        while (source.poll()) {
            clock.set(clock.instant());
        }
    }

    @Test
    void aWindowOfSeveralRooms() throws IOException {
        PrometheusSource source = source(MAPPING, 10);
        pollAt(source, Duration.ofMinutes(4));
        assertEquals(2, notebook.all().size(), stats.troubles()::toString);
        MetricSnapshot a = notebook.of("a").get(0);
        assertEquals(new Window(START.plusSeconds(180), START.plusSeconds(240)), a.window());
        assertEquals(900, a.metrics().get("audience.viewers"));
        assertEquals(40, a.metrics().get("audience.entries"), 1);
        assertEquals(0.01, a.metrics().get("playback.stall_ratio"), 1e-9);
        assertEquals(4_000, a.metrics().get("ingest.video_kbps"));
        assertEquals(
                Map.of("stream.transport", "flv", "room.category", "beauty", "stream.viewer_limit_reached", true),
                a.attributes());
        assertEquals(700.0, Notebook.slice(a, Map.of("region", "ID-JK")).get("audience.viewers"));
        assertEquals(200.0, Notebook.slice(a, Map.of("region", "MY-14")).get("audience.viewers"));
        // What is not there, what is 0/0 and what cannot be is not measured.
        assertFalse(a.metrics().containsKey("ingest.connected"));
        assertFalse(a.metrics().containsKey("playback.failure_ratio"));
        MetricSnapshot b = notebook.of("b").get(0);
        assertEquals(Map.of("audience.viewers", 50.0), b.metrics());
        List<String> troubles =
                stats.troubles().stream().map(SourceStats.Trouble::what).toList();
        assertTrue(
                troubles.contains("playback.failure_ratio cannot be 1.3: it is 0 to 1. Maybe another unit or scale?"),
                troubles::toString);
        assertTrue(troubles.stream().anyMatch(trouble -> trouble.contains("names no room")), troubles::toString);
    }

    @Test
    void countersThatStartAnewAndSeriesThatEnd() throws IOException {
        PrometheusSource source = source(MAPPING, 10);
        for (int minute = 1; minute <= 9; minute++) {
            pollAt(source, Duration.ofMinutes(minute));
        }
        assertEquals(9, notebook.of("a").size());
        for (MetricSnapshot window : notebook.of("a")) {
            assertEquals(40, window.metrics().get("audience.entries"), 11, window.window()::toString);
        }
        // The last scrape was at 4:45; a bare name would find it for five minutes.
        assertEquals(5, notebook.of("b").size());
        assertEquals(0.1, notebook.of("a").get(7).metrics().get("playback.stall_ratio"), 1e-9);
    }

    @Test
    void anOutageIsMadeUpForWithinBounds() throws IOException, InterruptedException {
        PrometheusSource source = source(MAPPING.replace("catch-up: 0s", "catch-up: 4m"), 10);
        pollAt(source, Duration.ofMinutes(2));
        int before = notebook.of("a").size();
        prometheus.stop();
        clock.set(START.plus(Duration.ofMinutes(3)));
        assertThrows(SourceUnavailableException.class, source::poll);
        assertThrows(SourceUnavailableException.class, source::poll);
        prometheus.start();
        pollAt(source, Duration.ofMinutes(9));
        List<Window> windows = notebook.windows("a");
        assertEquals(before + 4, windows.size());
        assertEquals(START.plus(Duration.ofMinutes(5)), windows.get(before).start());
        assertEquals(3, stats.counts().skipped());
        assertEquals(windows.size(), windows.stream().distinct().count());
    }

    @Test
    void oneBadQuerySpoilsNoOther() throws IOException {
        PrometheusSource source =
                source(MAPPING.replace("min by ($by) (nothing_of_that_name)", "min by ($by) (nothing"), 1);
        pollAt(source, Duration.ofMinutes(4));
        assertEquals(1, notebook.all().size());
        List<String> troubles =
                stats.troubles().stream().map(SourceStats.Trouble::what).toList();
        assertTrue(troubles.stream().anyMatch(trouble -> trouble.contains("parse error")), troubles::toString);
        assertTrue(troubles.stream().anyMatch(trouble -> trouble.contains("more than 1 rooms")), troubles::toString);
    }
}
