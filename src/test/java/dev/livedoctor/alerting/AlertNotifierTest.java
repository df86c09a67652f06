package dev.livedoctor.alerting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.livedoctor.alert.AlertPolicy;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.notify.FakePlatform;
import dev.livedoctor.notify.Notifications;
import dev.livedoctor.notify.NotificationsConfig;
import dev.livedoctor.notify.OutboxStore;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a webhook is told of alerts. */
class AlertNotifierTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private FakePlatform platform;
    private History history;
    private Rooms rooms;
    private Process process;

    /** What tells in one process. */
    private record Process(OutboxStore store, Notifications notifications, AlertChangeFeed feed) {
        static Process begin(History history, Path folder, FakePlatform platform) {
            NotificationsConfig config = ConfigUtils.emptyConfigBuilder()
                    .withMapping(NotificationsConfig.class)
                    .withDefaultValues(Map.of(
                            "livedoctor.notifications.targets.ops.type", "webhook",
                            "livedoctor.notifications.targets.ops.url", platform.url("/ops"),
                            "livedoctor.notifications.retry.first-pause", "100ms",
                            "livedoctor.notifications.retry.longest-pause", "200ms"))
                    .build()
                    .getConfigMapping(NotificationsConfig.class);
            OutboxStore store = new OutboxStore(folder);
            Notifications notifications = new Notifications(
                    config, store, history.mutes(), new Cards(), (report, language) -> new byte[0], Rooms.CLOCK);
            return new Process(
                    store,
                    notifications,
                    new AlertChangeFeed(
                            "notifications",
                            history,
                            new AlertNotifier(
                                    notifications,
                                    history,
                                    Rooms.words(),
                                    (change, language) -> ("{\"what\":\"" + change.what() + "\",\"severity\":\""
                                                    + change.episode().severity() + "\"}")
                                            .getBytes(StandardCharsets.UTF_8),
                                    AlertPolicy.USUAL)));
        }

        void end() {
            feed.close();
            notifications.close();
            store.close();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        platform = new FakePlatform();
        history = Rooms.history(new HistoryPlace.Folder(folder.resolve("history")));
        rooms = new Rooms(history);
        process = Process.begin(history, folder.resolve("outbox"), platform);
    }

    @AfterEach
    void end() {
        process.end();
        history.close();
        platform.close();
    }

    private List<String> told(String room) {
        return platform.calls().stream()
                .filter(call -> call.field("/subject").equals(room))
                .map(call -> call.field("/data/what") + " " + call.field("/data/severity"))
                .toList();
    }

    private void mute(String room, Duration time) {
        history.mutes().mute(room, Instant.now().plus(time), "ana", "known");
    }

    private void awaitWithheld(int episodes) {
        await().atMost(SOON).until(() -> history.mutedEpisodes().all().size() == episodes);
    }

    @Test
    void whatOutlastsAMuteIsToldOnceAsOpenedWhenItEnds() {
        mute("a", Duration.ofHours(1));
        rooms.stall("a", 0, 4);
        awaitWithheld(1);
        rooms.minutes("a", 4, 7, 0.3, 0.3);
        rooms.stall("b", 0, 4);
        await().atMost(SOON).until(() -> told("b").equals(List.of("OPENED MAJOR")));
        assertEquals(List.of(), told("a"));
        history.mutes().unmute("a");
        await().atMost(SOON).until(() -> told("a").equals(List.of("OPENED CRITICAL")));
        awaitWithheld(0);
        rooms.recover("a", 7, 11);
        await().atMost(SOON).until(() -> told("a").contains("CLOSED CRITICAL"));
        assertEquals(List.of("OPENED CRITICAL", "CLOSED CRITICAL"), told("a"));
    }

    @Test
    void aMuteEndsByItself() {
        mute("a", Duration.ofSeconds(4));
        rooms.stall("a", 0, 4);
        awaitWithheld(1);
        assertEquals(List.of(), told("a"));
        await().atMost(SOON).until(() -> told("a").equals(List.of("OPENED MAJOR")));
    }

    @Test
    void whatEndedMeanwhileIsNotTold() {
        mute("a", Duration.ofHours(1));
        rooms.stall("a", 0, 4);
        awaitWithheld(1);
        rooms.recover("a", 4, 9);
        awaitWithheld(0);
        history.mutes().unmute("a");
        rooms.stall("a", 9, 13);
        await().atMost(SOON).until(() -> !told("a").isEmpty());
        assertEquals(List.of("OPENED MAJOR"), told("a"));
    }

    @Test
    void whatGrewWorseWhileMutedIsToldWhenThatEnds() {
        rooms.stall("a", 0, 4);
        await().atMost(SOON).until(() -> told("a").equals(List.of("OPENED MAJOR")));
        mute("a", Duration.ofHours(1));
        rooms.minutes("a", 4, 7, 0.3, 0.3);
        awaitWithheld(1);
        history.mutes().unmute("a");
        await().atMost(SOON).until(() -> told("a").equals(List.of("OPENED MAJOR", "WORSE CRITICAL")));
    }

    /** Another process begins where this one was, and not behind what waits on a disk that may be gone. */
    @Test
    void whatWasNotDeliveredIsToldByTheNext() {
        platform.script(call -> FakePlatform.answer(500, ""));
        rooms.stall("a", 0, 4);
        rooms.recover("a", 4, 9);
        await().atMost(SOON).until(() -> !told("a").isEmpty());
        process.end();
        platform.script(call -> FakePlatform.answer(200, ""));
        int before = platform.calls().size();
        process = Process.begin(history, folder.resolve("another"), platform);
        await().atMost(SOON).until(() -> told("a").contains("CLOSED MAJOR"));
        assertEquals(
                List.of("OPENED MAJOR", "CLOSED MAJOR"),
                told("a").subList(before, platform.calls().size()));
        assertFalse(told("a").isEmpty());
    }
}
