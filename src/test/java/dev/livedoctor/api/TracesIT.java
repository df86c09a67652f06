package dev.livedoctor.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.livedoctor.PackagedService;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the packaged service sends OpenTelemetry traces, seen by who receives them. */
class TracesIT {
    @TempDir
    private Path home;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (InputStream body =
                    zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                received.add(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    /** What a service that is there for one diagnosis sends; what is left it sends when it stops. */
    private String sent(Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put(
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:" + collector.getAddress().getPort());
        environment.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        try (PackagedService service = PackagedService.start(home, environment)) {
            assertEquals(
                    200,
                    service.post("/diagnose", "application/json", Resource.SNAPSHOT.text())
                            .statusCode());
            service.terminate();
            service.exitCode();
        }
        return String.join("\n", received);
    }

    @Test
    void noneUnlessSwitchedOn() throws IOException, InterruptedException {
        assertEquals("", sent(Map.of()));
    }

    @Test
    void oneOfEachRequestWhenSwitchedOn() throws IOException, InterruptedException {
        String sent = sent(Map.of("QUARKUS_OTEL_SDK_DISABLED", "false"));
        assertTrue(sent.contains("POST /diagnose"), sent);
        assertTrue(sent.contains("livedoctor"), sent);
    }
}
