package dev.livedoctor.alerting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.Mutes;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private Rooms rooms;
    private History history;
    private Mutes mutes;
    private RealAlertmanager real;
    private Alertmanager ours;
    private AlertChangeFeed feed;

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(RealAlertmanager.isInstalled(), "prometheus-alertmanager is not installed");
        history = Rooms.history(new HistoryPlace.Folder(folder.resolve("history")));
        rooms = new Rooms(history);
        mutes = history.mutes();
        real = RealAlertmanager.start(folder);
        real.run();
        ours = new Alertmanager(config(Map.of("url", real.url())), history, Rooms.words(), CLOCK);
        feed = new AlertChangeFeed("alertmanager", history, ours);
        await().atMost(SOON).until(real::isReady);
    }

    @AfterEach
    void end() throws Exception {
        if (feed != null) {
            feed.close();
            ours.close();
            real.close();
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

    private void minutes(String room, int from, int to, double stalls, double dropped) {
        rooms.minutes(room, from, to, stalls, dropped);
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
    void whateverARoomIsCalledItIsTakenAndCallsNobody() {
        List<String> names = List.of(
                "<!channel>",
                "@all [win](https://evil.example.com)",
                "{{ template \"x\" . }}",
                "it's \"quoted\" \\ and = {more}",
                "a\u0001\n\u202eb",
                "\ud800",
                "长".repeat(500),
                "plain-1");
        names.forEach(name -> rooms.stall(name, 0, 4));
        await().atMost(SOON).until(() -> alerts("").size() == names.size());
        assertFalse(alerts("filter=room%3D%22plain-1%22").isEmpty());
        assertFalse(
                real.get("/alerts").toString().matches(".*(<|@|\\[win|://evil|\\\\u0001|\\u202e).*"),
                () -> real.get("/alerts").toString());
    }

    @Test
    void nothingElseIsCalled() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new Alertmanager(
                        config(Map.of("url", "http://alertmanager.example.com:9093")), history, Rooms.words(), CLOCK));
        assertTrue(refusal.getMessage().contains("https"), refusal::getMessage);
    }
}
