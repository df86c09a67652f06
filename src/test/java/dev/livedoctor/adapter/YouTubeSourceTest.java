package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.livedoctor.SetClock;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.OutboundClient;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What YouTube says of live streams becomes snapshots. */
class YouTubeSourceTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String MAPPING = """
            streams:
              stream-starved: {room: a, video: video-1}
              stream-gone: {room: b, video: video-2}
              stream-ready: c
              stream-unknown: d
            viewers: audience.viewers
            statuses:
              active: {metrics: {ingest.connected: 1, ingest.platform_live: 1}}
              inactive: {event: stream.stopped, metrics: {ingest.connected: 0}}
              bad: {event: ingest.bad}
            issues:
              videoIngestionStarved: {event: ingest.starved}
              noAudioStream: {event: ingest.no_audio, metrics: {ingest.audio_kbps: 0}}
            """;

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(NOON.plusSeconds(5));
    private final Notebook notebook = new Notebook();
    private final SourceStats stats = new SourceStats("youtube", clock);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final OutboundClient client = new OutboundClient(new EgressPolicy(List.of()), Duration.ofSeconds(5));
    private HttpServer youtube;
    private volatile int status = 200;

    @BeforeEach
    void listen() throws IOException {
        youtube = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        youtube.createContext("/youtube/v3/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            String name = exchange.getRequestURI().getPath().endsWith("videos") ? "videos" : "live-streams";
            byte[] body = status == 200
                    ? Sample.bytes("youtube/" + name + ".json")
                    : "{\"error\":{\"code\":401,\"message\":\"Invalid Credentials\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        youtube.start();
    }

    @AfterEach
    void stop() {
        youtube.stop(0);
        client.close();
    }

    private YouTubeSource source() throws IOException {
        Files.writeString(folder.resolve("youtube.yaml"), MAPPING);
        return new YouTubeSource(
                new SourceClient(
                        client,
                        "http://localhost:" + youtube.getAddress().getPort() + "/youtube/v3",
                        false,
                        () -> Map.of("Authorization", "Bearer t")),
                new Mapping<>(Optional.of(folder), "youtube.yaml", YouTubeMapping::read, () -> Mappings.PACK),
                notebook,
                stats,
                clock);
    }

    @Test
    void healthAndViewersOfAWindow() throws IOException {
        YouTubeSource source = source();
        assertTrue(source.poll());
        assertEquals(
                List.of("a", "b"),
                notebook.all().stream().map(MetricSnapshot::room).toList());
        MetricSnapshot a = notebook.all().get(0);
        assertEquals(new Window(NOON.minusSeconds(60), NOON), a.window());
        assertEquals(
                Map.of(
                        "ingest.connected", 1.0,
                        "ingest.platform_live", 1.0,
                        "ingest.audio_kbps", 0.0,
                        "audience.viewers", 1_375.0),
                a.metrics());
        assertEquals(
                List.of("ingest.bad", "ingest.starved", "ingest.no_audio"),
                a.events().stream().map(RoomEvent::type).toList());
        assertTrue(a.events().get(1).note().startsWith("error: Video output low."));
        // Nobody counts the viewers of what is over.
        assertEquals(Map.of("ingest.connected", 0.0), notebook.all().get(1).metrics());
        assertTrue(stats.troubles().get(0).what().contains("stream-unknown"));
        assertEquals(2, asked.size());
        assertTrue(asked.get(0).contains("/liveStreams?part=id,status"), asked::toString);
        assertTrue(asked.get(0).endsWith(" Bearer t"), asked::toString);
    }

    @Test
    void whatWasMissedIsLost() throws IOException {
        YouTubeSource source = source();
        status = 401;
        assertTrue(assertThrows(SourceUnavailableException.class, source::poll)
                .getMessage()
                .contains("401: Invalid Credentials"));
        clock.set(NOON.plusSeconds(305));
        status = 200;
        assertTrue(source.poll());
        assertEquals(List.of(new Window(NOON.plusSeconds(240), NOON.plusSeconds(300))), notebook.windows("a"));
        assertTrue(!source.poll());
    }

    @Test
    void theShippedMappingIsRight() {
        YouTubeMapping shipped =
                Mappings.shipped("youtube.yaml", YouTubeMapping::read).current();
        assertEquals(1, shipped.streams().size());
        // A stream at rest is no outage.
        for (String atRest : List.of("created", "ready", "inactive", "noData")) {
            assertFalse(shipped.statuses().containsKey(atRest), atRest);
        }
        assertEquals(
                List.of("a.yaml:2:1: audience.viewer is declared nowhere. Maybe audience.viewers? [unknown-name]"),
                Mappings.complaints("streams: {a: b}\nviewers: audience.viewer\n", YouTubeMapping::read));
    }
}
