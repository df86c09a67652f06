package dev.livedoctor.alerting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.PackagedService;
import dev.livedoctor.alert.AlertPolicy;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.EpisodeChange.Type;
import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.Episodes.Query;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.RealPostgres;
import dev.livedoctor.notify.FakePlatform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged service while alerts open and close. They must be those of a process that lived, and a webhook must hear of each
 * change, in the order of its room. {@code -Dlivedoctor.kills=200} does it more often, and kills one of two, too.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class AlertKillIT {
    private static final int KILLS = Integer.getInteger("livedoctor.kills", 1);
    private static final int ROOMS = 3;
    private static final int WINDOWS_AT_LEAST = 60;
    private static final int WINDOWS = Math.max(WINDOWS_AT_LEAST, KILLS);
    /** As long as a kill takes, or nearly: what was long ago is not told, and what is to come is waited for. */
    private static final int SECONDS = 4;

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Type> TOLD =
            EnumSet.of(Type.OPENED, Type.WORSE, Type.FLAPPING, Type.UNFOLDED, Type.WORKED, Type.FAILED, Type.CLOSED);
    private static final AlertPolicy QUICK = new AlertPolicy(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMinutes(20),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofHours(2));

    @TempDir
    private Path home;

    private final Random random = new Random(11);
    /** What is long past is not told. */
    private final Instant start = Rooms.CLOCK
            .instant()
            .truncatedTo(ChronoUnit.SECONDS)
            .minusSeconds(KILLS > WINDOWS_AT_LEAST ? 120 : SECONDS * WINDOWS + 30);

    private final List<AtomicInteger> next =
            IntStream.range(0, ROOMS).mapToObj(number -> new AtomicInteger()).toList();

    @AutoClose
    private final FakePlatform platform = new FakePlatform();

    private PackagedService start(String name, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LIVEDOCTOR_ALERTS_CRITICAL", "10s",
                "LIVEDOCTOR_ALERTS_MAJOR", "20s",
                "LIVEDOCTOR_ALERTS_MINOR", "20s",
                "LIVEDOCTOR_ALERTS_CLEAR", "20s",
                "LIVEDOCTOR_NOTIFICATIONS_TARGETS_OPS_TYPE", "webhook",
                "LIVEDOCTOR_NOTIFICATIONS_TARGETS_OPS_URL", platform.url("/ops"),
                "LIVEDOCTOR_NOTIFICATIONS_RETRY_FIRST_PAUSE", "100ms",
                "LIVEDOCTOR_NOTIFICATIONS_RETRY_LONGEST_PAUSE", "1s"));
        environment.put("LIVEDOCTOR_NOTIFICATIONS_DIRECTORY", home.resolve(name).toString());
        environment.putAll(more);
        Path own = Files.createDirectories(home.resolve(name));
        return PackagedService.start(own, environment);
    }

    private static String room(int number) {
        return "room-" + number;
    }

    /** Each room is ill and well again in a rhythm of its own, and now and then very ill. */
    private static double stalls(int room, int window) {
        boolean ill = window / (5 + room) % 2 == 1;
        return ill ? window % 20 > 15 ? 0.3 : 0.06 : 0.001;
    }

    private String snapshot(int room, int window) {
        Instant begin = start.plusSeconds((long) SECONDS * window);
        double stalls = stalls(room, window);
        return """
                {"window": {"start": "%s", "end": "%s"}, "metrics": {"audience.viewers": 900, "playback.stall_ratio": %s,
                 "ingest.dropped_frame_ratio": %s, "ingest.connected": 1}}""".formatted(begin, begin.plusSeconds(SECONDS), stalls, stalls > 0.01 ? 0.1 : 0);
    }

    /** Reports of a room until it is over, or the service is. */
    private void report(PackagedService service, int room) {
        try {
            for (int window = next.get(room).get(); window < WINDOWS; window++) {
                Instant end = start.plusSeconds((long) SECONDS * (window + 1));
                await().atMost(SOON).until(() -> Rooms.CLOCK.instant().isAfter(end));
                HttpResponse<String> answer =
                        service.post("/rooms/" + room(room) + "/snapshots", "application/json", snapshot(room, window));
                assertEquals(200, answer.statusCode(), answer::body);
                next.get(room).set(window + 1);
            }
        } catch (IOException e) {
            // It was killed, and nobody knows whether the window was recorded: the next life gets it again.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Thread> report(PackagedService service) {
        List<Thread> clients = IntStream.range(0, ROOMS)
                .mapToObj(number -> new Thread(() -> report(service, number)))
                .toList();
        clients.forEach(Thread::start);
        return clients;
    }

    private int reported() {
        return next.stream().mapToInt(AtomicInteger::get).sum();
    }

    private void killAfterSome(PackagedService service) throws InterruptedException {
        List<Thread> clients = report(service);
        int wanted = Math.min(ROOMS * WINDOWS, reported() + 1 + random.nextInt(ROOMS * WINDOWS / KILLS));
        await().pollInterval(Duration.ofMillis(1)).atMost(SOON).until(() -> reported() >= wanted);
        service.close();
        for (Thread one : clients) {
            one.join();
        }
    }

    @Test
    void alertsAreThoseOfAProcessThatLived() throws Exception {
        platform.script(call -> FakePlatform.answer(random.nextInt(3) == 0 ? 500 : 200, ""));
        for (int kill = 0; kill < KILLS; kill++) {
            killAfterSome(start("service", Map.of()));
        }
        try (PackagedService last = start("service", Map.of())) {
            for (Thread one : report(last)) {
                one.join();
            }
            compare(last);
        }
    }

    /** The other one goes on with what the killed one has not told. */
    @Test
    @EnabledIfSystemProperty(named = "livedoctor.kills", matches = "\\d+")
    void oneOfTwoIsKilled() throws Exception {
        assumeTrue(RealPostgres.isInstalled(), "no PostgreSQL is installed");
        try (RealPostgres server = RealPostgres.start()) {
            Map<String, String> shared = Map.of("LIVEDOCTOR_HISTORY_URL", server.url());
            PackagedService teller = start("one", shared);
            teller.post("/rooms/other/snapshots", "application/json", snapshot(0, 0));
            try (PackagedService other = start("other", shared)) {
                platform.script(call -> FakePlatform.answer(random.nextInt(3) == 0 ? 500 : 200, ""));
                killAfterSome(teller);
                for (Thread one : report(other)) {
                    one.join();
                }
                compare(other);
            }
        }
    }

    private void compare(PackagedService service) throws IOException, InterruptedException {
        try (History lived = new History(
                new HistoryPlace.Folder(home.resolve("lived")),
                Rooms.LIMITS,
                QUICK,
                Rooms.CLOCK,
                UnaryOperator.identity())) {
            Rooms rooms = new Rooms(lived);
            for (int room = 0; room < ROOMS; room++) {
                for (int window = 0; window < WINDOWS; window++) {
                    double stalls = stalls(room, window);
                    rooms.window(
                            room(room),
                            start.plusSeconds((long) SECONDS * window),
                            SECONDS,
                            stalls,
                            stalls > 0.01 ? 0.1 : 0);
                }
            }
            for (int number = 0; number < ROOMS; number++) {
                String room = room(number);
                assertEquals(expected(lived.episodes(), room), episodes(service, room));
                List<String> changes = changes(lived.episodes(), room);
                await().atMost(SOON).until(() -> told(room).size() >= changes.size());
                assertEquals(changes, told(room));
            }
        }
    }

    private static List<String> expected(Episodes episodes, String room) {
        return episodes.find(new Query(room, null, null, null, 1000)).stream()
                .map(episode -> episode.cause() + " " + episode.opened() + " " + episode.closed() + " "
                        + episode.severity() + " " + episode.flapping())
                .toList();
    }

    private static List<String> episodes(PackagedService service, String room)
            throws IOException, InterruptedException {
        List<String> episodes = new ArrayList<>();
        JSON.readTree(service.get("/alerts?folded=true&limit=1000&room=" + room).body())
                .get("alerts")
                .forEach(alert -> episodes.add(text(alert, "cause") + " " + text(alert, "opened") + " "
                        + text(alert, "closed") + " " + text(alert, "severity") + " " + text(alert, "flapping")));
        return episodes;
    }

    private static String text(JsonNode alert, String field) {
        return alert.path(field).asText("null");
    }

    private static List<String> changes(Episodes episodes, String room) {
        return episodes.find(new Query(room, null, null, null, 1000)).stream()
                .map(Episode::id)
                .flatMap(id -> episodes.timeline(id).stream())
                .sorted(Comparator.comparing(EpisodeChange::id))
                .filter(change ->
                        change.episode().under() == null ? TOLD.contains(change.what()) : change.what() == Type.FOLDED)
                .map(change -> change.what() + " " + change.at())
                .toList();
    }

    /** What was told of {@code room}, each the first time. */
    private List<String> told(String room) {
        Set<String> ids = new HashSet<>();
        return platform.calls().stream()
                .filter(call -> call.field("/subject").equals(room))
                .filter(call -> ids.add(call.field("/id")))
                .map(call -> call.field("/data/what") + " " + call.field("/data/at"))
                .toList();
    }
}
