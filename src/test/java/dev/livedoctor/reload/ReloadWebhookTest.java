package dev.livedoctor.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.OutboundClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch on its own thread, and who is told. */
class ReloadWebhookTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<JsonNode> posted = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private final OutboundClient client = new OutboundClient(new EgressPolicy(List.of()), Duration.ofSeconds(5));
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            posted.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            Integer answer = answers.poll();
            exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    private JsonNode next() throws InterruptedException {
        JsonNode next = posted.poll(20, TimeUnit.SECONDS);
        assertNotNull(next, "nothing was posted");
        return next;
    }

    @Test
    void aReloadAndARefusalArePostedUntilTheyAreTaken() throws InterruptedException {
        PackOnDisk pack = PackOnDisk.in(folder);
        RulesReloader rules = RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC());
        Destination target =
                Destination.of("http://localhost:" + server.getAddress().getPort() + "/hook");
        rules.live().listen(new ReloadWebhook(client, target, Duration.ofMillis(5)));
        rules.live().listen(new ReloadLog());
        answers.add(500);
        answers.add(503);
        try (FolderPoller poller = new FolderPoller(rules, Duration.ofMillis(10))) {
            assertNotNull(poller);
            pack.bound("0.06");
            for (int attempt = 0; attempt < 3; attempt++) {
                JsonNode accepted = next();
                assertEquals("rules.accepted", accepted.get("event").asText());
                assertEquals(
                        rules.live().get().pack().version(),
                        accepted.get("version").asText());
            }
            pack.bound("-1x");
            JsonNode refused = next();
            assertEquals("rules.refused", refused.get("event").asText());
            assertEquals("REFUSED", refused.at("/onDisk/state").asText());
            assertEquals("thresholds.yaml", refused.at("/complaints/0/file").asText());
            assertTrue(
                    refused.get("text").asText().contains("thresholds.yaml:"),
                    refused.get("text").asText());
        }
    }

    @Test
    void whatIsTriedAgainDoesNotOvertakeWhatCameLater() throws InterruptedException {
        PackOnDisk pack = PackOnDisk.in(folder);
        RulesReloader rules = RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC());
        Destination target =
                Destination.of("http://localhost:" + server.getAddress().getPort() + "/hook");
        rules.live().listen(new ReloadWebhook(client, target, Duration.ofMillis(400)));
        answers.add(500);
        pack.bound("-1x");
        settle(rules);
        assertEquals("rules.refused", next().get("event").asText());
        pack.bound("0.06");
        settle(rules);

        JsonNode again = next();
        assertEquals("rules.refused", again.get("event").asText());
        assertTrue(
                again.get("text").asText().contains(" for 1 complaint; "),
                again.get("text").asText());
        assertEquals("rules.accepted", next().get("event").asText());
    }

    private static void settle(RulesReloader rules) {
        for (int look = 0; look < 4; look++) {
            rules.poll();
        }
    }
}
