package dev.livedoctor.alarm;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.chat.Knowledge;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.Limits;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.notify.Mutes;
import dev.livedoctor.notify.Store;
import dev.livedoctor.ruleset.Shipped;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager is kept up to date. */
class AlertmanagerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private final Instant start =
            CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(40));
    private History history;
    private Store store;
    private Mutes mutes;
    private RealAlertmanager real;
    private Alertmanager ours;
    private Follower follower;

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(RealAlertmanager.isInstalled(), "prometheus-alertmanager is not installed");
        history = new History(
                new HistoryPlace.Folder(folder.resolve("history")),
                new Limits(Duration.ofDays(35), Duration.ofHours(1), Duration.ofDays(40), Duration.ofDays(1100)),
                CLOCK);
        store = new Store(folder.resolve("notifications"));
        mutes = new Mutes(store, CLOCK);
        real = RealAlertmanager.start(folder);
        real.run();
        ours = new Alertmanager(config(Map.of("url", real.url())), history.episodes(), mutes, words(), CLOCK);
        follower = new Follower("alertmanager", history.episodes(), ours);
        await().atMost(SOON).until(real::isReady);
    }

    @AfterEach
    void end() throws Exception {
        if (follower != null) {
            follower.close();
            ours.close();
            real.close();
            store.close();
            history.close();
        }
    }

    private static AlertmanagerConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "livedoctor.alertmanager.link", "https://doctor.example.com/alerts/{id}",
                "livedoctor.alertmanager.resend", "1s"));
        settings.forEach((name, value) -> all.put("livedoctor.alertmanager." + name, value));
        return ConfigUtils.emptyConfigBuilder()
                .withMapping(AlertmanagerConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(AlertmanagerConfig.class);
    }

    private static AlertWords words() {
        return new AlertWords(new Knowledge() {
            @Override
            public CauseKnowledge cause(String code) {
                return Shipped.ruleset().pack().causes().get(code);
            }

            @Override
            public SymptomKnowledge symptom(String code) {
                return Shipped.ruleset().pack().symptoms().get(code);
            }
        });
    }

    /** Minutes of a room in which so much stalls, because so many frames are dropped. */
    private void minutes(String room, int from, int to, double stalls, double dropped) {
        for (int minute = from; minute < to; minute++) {
            Instant at = start.plus(Duration.ofMinutes(minute));
            MetricSnapshot snapshot = new MetricSnapshot(
                    room,
                    new Window(at, at.plusSeconds(60)),
                    Map.of(
                            "audience.viewers",
                            900.0,
                            "playback.stall_ratio",
                            stalls,
                            "ingest.dropped_frame_ratio",
                            dropped,
                            "ingest.connected",
                            1.0),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of());
            Report report = Shipped.ruleset().diagnose(snapshot);
            history.record(
                            snapshot,
                            Map.of(),
                            new StoredReport(UUID.randomUUID().toString(), at, report))
                    .join();
        }
    }

    private List<JsonNode> alerts(String filter) {
        List<JsonNode> alerts = new ArrayList<>();
        real.get("/alerts?" + filter).forEach(alerts::add);
        return alerts;
    }

    @Test
    void anEpisodeIsOneAlertWhateverBecomesOfIt() throws Exception {
        minutes("a", 0, 4, 0.06, 0.1);
        minutes("b", 0, 4, 0.06, 0.1);
        await().atMost(SOON).until(() -> alerts("").size() == 2);
        JsonNode alert = alerts("filter=room%3D%22a%22").get(0);
        assertEquals("UPLINK_CONGESTED", alert.at("/labels/alertname").asText());
        assertEquals("host", alert.at("/labels/owner").asText());
        assertEquals("major", alert.at("/annotations/severity").asText());
        assertTrue(alert.get("generatorURL").asText().startsWith("https://doctor.example.com/alerts/"));
        assertEquals(2, real.get("/alerts/groups").size(), "grouped by room");

        String until = CLOCK.instant().plus(Duration.ofHours(1)).toString();
        assertEquals(200, real.post("/silences", """
                {"matchers": [{"name": "room", "value": "a", "isRegex": false}], "startsAt": "%s", "endsAt": "%s",
                 "createdBy": "ana", "comment": "known"}""".formatted(CLOCK.instant(), until)));
        await().atMost(SOON)
                .until(() -> alerts("silenced=true&filter=room%3D%22a%22").stream()
                        .anyMatch(one -> one.at("/status/state").asText().equals("suppressed")));

        minutes("a", 4, 8, 0.3, 0.3);
        await().atMost(SOON)
                .until(() -> alerts("filter=room%3D%22a%22")
                        .get(0)
                        .at("/annotations/severity")
                        .asText()
                        .equals("critical"));
        assertEquals(1, alerts("filter=room%3D%22a%22").size(), "an escalation is no other alert");
        assertEquals(
                "suppressed",
                alerts("filter=room%3D%22a%22").get(0).at("/status/state").asText());

        minutes("a", 8, 13, 0.001, 0);
        await().atMost(SOON).until(() -> alerts("filter=room%3D%22a%22").isEmpty());
        assertEquals(1, alerts("").size());
    }

    @Test
    void oneThatWasAwayLearnsWhatIsOpenAndForgetsWhatIsMuted() throws Exception {
        minutes("a", 0, 4, 0.06, 0.1);
        minutes("b", 0, 4, 0.06, 0.1);
        await().atMost(SOON).until(() -> alerts("").size() == 2);
        real.kill();
        minutes("b", 4, 9, 0.001, 0);
        mutes.mute("a", CLOCK.instant().plusSeconds(3600), "ana", "known");
        real.run();
        await().atMost(SOON).until(real::isReady);
        await().atMost(SOON).until(() -> alerts("").isEmpty());
        mutes.unmute("a");
        await().atMost(SOON).until(() -> alerts("").size() == 1);
        assertFalse(alerts("filter=room%3D%22a%22").isEmpty());
    }

    @Test
    void nothingElseIsCalled() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new Alertmanager(
                        config(Map.of("url", "http://alertmanager.example.com:9093")),
                        history.episodes(),
                        mutes,
                        words(),
                        CLOCK));
        assertTrue(refusal.getMessage().contains("https"), refusal::getMessage);
    }
}
