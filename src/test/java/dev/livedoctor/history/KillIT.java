package dev.livedoctor.history;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged service while it records; {@code -Dlivedoctor.kills=200} does it more often. */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class KillIT {
    private static final int KILLS = Integer.getInteger("livedoctor.kills", 3);
    private static final int CLIENTS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.DAYS);
    /** Room and begin of every window that was acknowledged, to the name of its report. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private PackagedService service;

    @AfterEach
    void stop() {
        service.close();
    }

    private void start() throws IOException {
        service = PackagedService.start(home, Map.of());
    }

    private String snapshot(int window) {
        Instant begin = start.plusSeconds(10L * window);
        return "{\"window\": {\"start\": \"" + begin + "\", \"end\": \"" + begin.plusSeconds(10)
                + "\"}, \"metrics\": {\"audience.viewers\": " + window + "}}";
    }

    private HttpResponse<String> post(String room, String type, String body) throws IOException, InterruptedException {
        return service.post("/rooms/" + room + "/snapshots", type, body);
    }

    private void record(String room, AtomicInteger next) {
        try {
            while (true) {
                int window = next.get();
                HttpResponse<String> answer = post(room, "application/json", snapshot(window));
                assertEquals(200, answer.statusCode(), answer::body);
                acknowledged.put(
                        room + " " + window,
                        JSON.readTree(answer.body()).get("id").asText());
                next.incrementAndGet();
            }
        } catch (IOException e) {
            // It was killed. The window goes on with the next life: nobody knows whether it was recorded.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLost() throws IOException, InterruptedException {
        Random random = new Random(7);
        List<AtomicInteger> next = IntStream.range(0, CLIENTS)
                .mapToObj(number -> new AtomicInteger())
                .toList();
        for (int kill = 0; kill < KILLS; kill++) {
            start();
            assertEquals(kill > 0, Files.exists(home.resolve("livedoctor-history")), "made by the first window");
            int before = acknowledged.size();
            int wanted = 1 + random.nextInt(200);
            List<Thread> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> new Thread(() -> record("room-" + number, next.get(number))))
                    .toList();
            clients.forEach(Thread::start);
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> acknowledged.size() >= before + wanted
                            || !clients.stream().allMatch(Thread::isAlive));
            service.close();
            for (Thread one : clients) {
                one.join();
            }
            assertTrue(acknowledged.size() >= before + wanted, "the service ended before it was killed");
        }
        start();
        for (int number = 0; number < CLIENTS; number++) {
            String room = "room-" + number;
            check(room, next.get(number).get());
        }
        aSecondProcessIsRefused();
    }

    private void aSecondProcessIsRefused() throws IOException, InterruptedException {
        try (PackagedService first = service) {
            start();
            HttpResponse<String> refusal = post("room", "application/json", snapshot(1));
            assertEquals(503, refusal.statusCode(), refusal::body);
            assertTrue(refusal.body().contains("in use by process " + first.pid()), refusal::body);
        }
        HttpResponse<String> taken = post("room", "application/json", snapshot(1));
        assertEquals(200, taken.statusCode(), taken::body);
    }

    private void check(String room, int windows) throws IOException, InterruptedException {
        HttpResponse<String> recorded = service.get("/rooms/" + room + "/snapshots");
        Map<Integer, Integer> seen = new HashMap<>();
        for (String line : recorded.body().split("\n")) {
            JsonNode snapshot = JSON.readTree(line);
            seen.merge(snapshot.at("/metrics/audience.viewers").asInt(), 1, Integer::sum);
        }
        StringBuilder again = new StringBuilder();
        for (int window = 0; window < windows; window++) {
            assertEquals(1, seen.get(window), room + " " + window);
            again.append(snapshot(window)).append('\n');
        }
        String[] answers =
                post(room, "application/x-ndjson", again.toString()).body().split("\n");
        for (int window = 0; window < windows; window++) {
            assertEquals(
                    acknowledged.get(room + " " + window),
                    JSON.readTree(answers[window]).path("id").asText());
        }
    }
}
