package dev.livedoctor.notify;

import static dev.livedoctor.notify.FakePlatform.answer;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.PackagedService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, configured by its environment alone, killed at any moment. */
class NotificationsIT {
    private static final String SNAPSHOT = """
            {"room":"%s","window":{"start":"2026-11-22T13:00:00Z","end":"2026-11-22T13:01:00Z"},
             "metrics":{"audience.viewers":4000,"ingest.up_ratio":0}}""";

    @TempDir
    private Path home;

    @AutoClose
    private final FakePlatform platform = new FakePlatform();

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

    private static int diagnose(PackagedService service, String room) throws InterruptedException {
        try {
            return service.post("/diagnose?notify=true", "application/json", SNAPSHOT.formatted(room))
                    .statusCode();
        } catch (IOException e) {
            return 0;
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
            try (PackagedService service = PackagedService.start(home, configuration())) {
                for (int snapshot = 0; snapshot < 20; snapshot++) {
                    String room = "room-" + number % 3;
                    String id = room + "/" + number++;
                    if (diagnose(service, room) == 200) {
                        acknowledged
                                .computeIfAbsent(room, any -> new ArrayList<>())
                                .add(id);
                    }
                }
            }
        }
        platform.script(call -> answer(200, ""));
        try (PackagedService last = PackagedService.start(home, configuration())) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> last.get("/notifications/targets").body().contains("\"waiting\":0"));
            check(acknowledged);
            String metrics = last.get("/q/metrics").body();
            assertTrue(metrics.contains("livedoctor_notifications_sent_total{target=\"ops\"}"), metrics);
            last.terminate();
            last.exitCode();
            assertFalse(last.log().contains("s3cret") || last.log().contains("/ops"), last.log());
        }
    }

    private void check(Map<String, List<String>> acknowledged) {
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
    }

    @Test
    void aTestMessageGoesByTheRealWay() throws IOException, InterruptedException {
        assertEquals(0, run("notify", "test", "ops"));
        FakePlatform.Call call = platform.calls().get(0);
        assertEquals("livedoctor-test", call.field("/subject"));
        assertEquals("CDN_NODE_FAULT", call.field("/data/diagnoses/0/cause"));
        assertTrue(call.headers().getFirst("webhook-signature").startsWith("v1,"));
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        Process process = PackagedService.command(home, configuration(), arguments)
                .inheritIO()
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        return process.exitValue();
    }
}
