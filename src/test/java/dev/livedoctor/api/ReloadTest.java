package dev.livedoctor.api;

import static dev.livedoctor.access.Owner.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.reload.LiveRules;
import dev.livedoctor.reload.PackOnDisk;
import dev.livedoctor.reload.ReloadEvent;
import dev.livedoctor.reload.ReloadEvent.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RulesFolderProfile.class)
class ReloadTest {
    private static final String STALLING = """
        {"room": "r", "window": {"start": "2026-11-22T13:04:00Z", "end": "2026-11-22T13:05:00Z"}, \
        "metrics": {"audience.viewers": 900000, "playback.stall_ratio": 0.9}}\
        """;

    @Inject
    LiveRules live;

    @ConfigProperty(name = RulesFolderProfile.DIRECTORY)
    Path folder;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final BlockingQueue<ReloadEvent> heard = new LinkedBlockingQueue<>();
    private PackOnDisk pack;

    @BeforeEach
    void listen() throws InterruptedException {
        pack = new PackOnDisk(folder);
        live.listen(heard::add);
        if (!live.get().pack().files().get(PackOnDisk.THRESHOLDS).equals(PackOnDisk.thresholds("0.05"))) {
            pack.bound("0.05");
            await(Outcome.ACCEPTED);
        }
    }

    private ReloadEvent await(Outcome outcome) throws InterruptedException {
        ReloadEvent next = heard.poll(20, TimeUnit.SECONDS);
        assertNotNull(next, "nothing was heard of the folder");
        assertEquals(outcome, next.outcome(), next.status().onDisk().toString());
        return next;
    }

    private static String version() {
        return given().contentType(ContentType.JSON)
                .body(STALLING)
                .post("/diagnose")
                .then()
                .statusCode(200)
                .extract()
                .path("rules.version");
    }

    @Test
    void tellsWhatIsInForceAndWhyTheFolderWasRefused() throws InterruptedException {
        String before = version();
        given().get("/rules")
                .then()
                .statusCode(200)
                .body("state", equalTo("IN_FORCE"))
                .body("active.pack", equalTo("tiny"))
                .body("active.version", equalTo(before))
                .body("onDisk.version", equalTo(before))
                .body("onDisk.directory", equalTo(folder.toString()))
                .body("complaints", empty());

        pack.bound("0.05, hihg: 1");
        await(Outcome.REFUSED);
        given().get("/rules")
                .then()
                .body("state", equalTo("REFUSED"))
                .body("active.version", equalTo(before))
                .body("complaints.find { it.problem.contains('hihg') }.file", equalTo(PackOnDisk.THRESHOLDS))
                .body("complaints.find { it.problem.contains('hihg') }.line", greaterThan(15));
        assertEquals(before, version());
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics")
                .then()
                .body(containsString("livedoctor_rules_refused 1.0"))
                .body(containsString("livedoctor_rules_reloads_total{outcome=\"refused\"} "));

        pack.bound("0.06");
        String after = await(Outcome.ACCEPTED).status().ruleset().pack().version();
        assertEquals(after, version());
        given().get("/q/metrics")
                .then()
                .body(containsString("livedoctor_rules_refused 0.0"))
                .body(containsString("livedoctor_rules_in_force_since_seconds "))
                .body(containsString("version=\"" + after + "\"} 1.0"));
        assertFalse(given().get("/q/metrics").asString().contains(before));
    }

    @Test
    void noRequestFailsAndNoAnswerIsMixed() throws Exception {
        int reloads = 20;
        Map<String, Double> bounds = new ConcurrentHashMap<>();
        bounds.put(version(), 0.05);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/diagnose"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(STALLING))
                    .build();
            Callable<Map<String, Double>> ask = () -> {
                Map<String, Double> seen = new ConcurrentHashMap<>();
                while (!done.get()) {
                    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
                    assertEquals(200, answer.statusCode());
                    JsonNode report = new ObjectMapper().readTree(answer.body());
                    double bound = report.at("/symptoms/0/evidence/0/bound").asDouble();
                    Double before = seen.put(report.at("/rules/version").asText(), bound);
                    assertTrue(before == null || before.equals(bound), before + " and " + bound);
                    answers.incrementAndGet();
                }
                return seen;
            };
            List<Future<Map<String, Double>>> asking =
                    Stream.generate(() -> clients.submit(ask)).limit(4).toList();
            for (int i = 0; i < reloads; i++) {
                String bound = "0.0" + (61 + i % 37);
                pack.bound(bound);
                bounds.put(await(Outcome.ACCEPTED).status().ruleset().pack().version(), Double.valueOf(bound));
            }
            done.set(true);
            for (Future<Map<String, Double>> one : asking) {
                one.get().forEach((version, bound) -> assertEquals(bounds.get(version), bound));
            }
            assertTrue(answers.get() > reloads, answers.toString());
        } finally {
            done.set(true);
            clients.shutdownNow();
        }
    }
}
