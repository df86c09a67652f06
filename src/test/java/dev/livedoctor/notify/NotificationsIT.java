package dev.livedoctor.notify;

import static dev.livedoctor.notify.FakePlatform.answer;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, configured by its environment alone, killed at any moment. */
class NotificationsIT {
    private static final String JAR = "target/quarkus-app/quarkus-run.jar";
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[\\d.:]+)");
    private static final String SNAPSHOT = """
            {"room":"%s","window":{"start":"2026-11-22T13:00:00Z","end":"2026-11-22T13:01:00Z"},
             "metrics":{"audience.viewers":4000,"ingest.up_ratio":0}}""";

    @TempDir
    private Path home;

    private final HttpClient http = HttpClient.newHttpClient();
    private FakePlatform platform;

    @BeforeEach
    void open() throws IOException {
        platform = new FakePlatform();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private Map<String, String> configuration() {
        Map<String, String> environment = new HashMap<>();
        environment.put("LIVEDOCTOR_NOTIFICATIONS_TARGETS_OPS_TYPE", "webhook");
        environment.put("LIVEDOCTOR_NOTIFICATIONS_TARGETS_OPS_URL", platform.url("/ops"));
        environment.put("LIVEDOCTOR_NOTIFICATIONS_TARGETS_OPS_SECRET", "s3cret-to-sign");
        environment.put("LIVEDOCTOR_NOTIFICATIONS_TARGETS_OPS_STATUS", "HEALTHY");
        environment.put("LIVEDOCTOR_NOTIFICATIONS_RETRY_FIRST_PAUSE", "100ms");
        environment.put("LIVEDOCTOR_NOTIFICATIONS_RETRY_LONGEST_PAUSE", "1s");
        return environment;
    }

    private ProcessBuilder java(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("LIVEDOCTOR_API_WARM_UP", "0s");
        builder.environment().putAll(environment);
        return builder;
    }

    /** A service that runs. */
    private final class Service {
        private final Process process;
        private final List<String> printed = new CopyOnWriteArrayList<>();
        private final String address;

        Service() throws IOException {
            process = java(configuration()).start();
            String found = null;
            BufferedReader lines = process.inputReader();
            for (String line = lines.readLine();
                    line != null && found == null;
                    line = found == null ? lines.readLine() : "") {
                printed.add(line);
                Matcher listening = LISTENING.matcher(line);
                found = listening.find() ? listening.group(1) : null;
            }
            assertNotNull(found, printed::toString);
            address = found;
            new Thread(() -> lines.lines().forEach(printed::add)).start();
        }

        String get(String path) throws IOException, InterruptedException {
            return http.send(request(path).build(), BodyHandlers.ofString()).body();
        }

        int diagnose(String room) throws InterruptedException {
            try {
                return http.send(
                                request("/diagnose?notify=true")
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(SNAPSHOT.formatted(room)))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode();
            } catch (IOException e) {
                return 0;
            }
        }

        private HttpRequest.Builder request(String path) throws IOException {
            String key = Files.readString(home.resolve(".livedoctor").resolve("first-key"))
                    .strip();
            return HttpRequest.newBuilder(URI.create(address + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("X-API-Key", key);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        }
    }

    /** Each snapshot that is acknowledged arrives, in the order of its room, through three kills and a platform that mostly fails. */
    @Test
    void whatWasAcknowledgedArrivesInOrderThroughKills() throws IOException, InterruptedException {
        Random random = new Random(3);
        platform.script(call -> random.nextInt(3) == 0 ? answer(200, "") : answer(500, ""));
        Map<String, List<String>> acknowledged = new HashMap<>();
        int number = 0;
        for (int life = 0; life < 3; life++) {
            Service service = new Service();
            for (int snapshot = 0; snapshot < 20; snapshot++) {
                String room = "room-" + number % 3;
                String id = room + "/" + number++;
                if (service.diagnose(room) == 200) {
                    acknowledged.computeIfAbsent(room, any -> new ArrayList<>()).add(id);
                }
            }
            service.kill();
        }
        platform.script(call -> answer(200, ""));
        Service last = new Service();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> last.get("/notifications/targets").contains("\"waiting\":0"));
        Map<String, List<String>> arrived = new HashMap<>();
        platform.calls().forEach(call -> {
            List<String> ids = arrived.computeIfAbsent(call.field("/data/room"), any -> new ArrayList<>());
            if (!ids.contains(call.field("/id"))) {
                ids.add(call.field("/id"));
            }
        });
        acknowledged.forEach((room, ids) -> {
            assertEquals(20, ids.size());
            // Ids of reports sort by time.
            assertEquals(20, arrived.get(room).size());
            assertEquals(arrived.get(room).stream().sorted().toList(), arrived.get(room));
        });
        String metrics = last.get("/q/metrics");
        assertTrue(metrics.contains("livedoctor_notifications_sent_total{target=\"ops\"}"), metrics);
        assertTrue(last.printed.stream().noneMatch(line -> line.contains("s3cret") || line.contains("/ops")));
        last.process.destroy();
        assertTrue(last.process.waitFor(1, TimeUnit.MINUTES));
    }

    @Test
    void aTestMessageGoesByTheRealWay() throws IOException, InterruptedException {
        assertEquals(0, run("notify", "test", "ops"));
        FakePlatform.Call call = platform.calls().get(0);
        assertEquals("livedoctor-test", call.field("/subject"));
        assertEquals("CDN_NODE_FAULT", call.field("/data/diagnoses/0/cause"));
        assertTrue(call.headers().getFirst("webhook-signature").startsWith("v1,"));
        platform.script(any -> answer(404, "who?"));
        assertEquals(1, run("notify", "test", "ops"));
        assertEquals(2, run("notify", "test", "nobody"));
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        Process process = java(configuration(), arguments).inheritIO().start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        return process.exitValue();
    }
}
