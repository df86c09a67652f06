package dev.livedoctor.history;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import dev.livedoctor.alert.AlertPolicy;
import dev.livedoctor.alert.Ending;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.EpisodeChange.Type;
import dev.livedoctor.alert.EpisodeKind;
import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.history.Episodes.Query;
import dev.livedoctor.ruleset.Shipped;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts in the store, in a folder and on a real server. */
class EpisodesTest extends OnBothStores {
    private static final Instant NOON = Windows.NOON;
    private static final AlertPolicy QUICK = new AlertPolicy(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(3),
            Duration.ofMinutes(20),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofHours(1));

    private final SetClock clock = new SetClock(NOON.plus(Duration.ofHours(2)));
    private final AtomicLong nanos = new AtomicLong();
    private final String room = "room " + UUID.randomUUID();

    private History open(HistoryPlace place, AlertPolicy policy) {
        return new History(place, HistoryContract.LIMITS, policy, clock, UnaryOperator.identity());
    }

    private void record(History history, int from, int to, double stalls, double dropped) {
        for (int minute = from; minute < to; minute++) {
            MetricSnapshot snapshot = Windows.window(
                    room,
                    NOON.plus(Duration.ofMinutes(minute)),
                    Duration.ofMinutes(1),
                    Map.of(
                            "audience.viewers",
                            900.0,
                            "playback.stall_ratio",
                            stalls,
                            "ingest.dropped_frame_ratio",
                            dropped,
                            "ingest.connected",
                            1.0));
            history.record(
                            snapshot,
                            Map.of(),
                            new StoredReport(
                                    UUID.randomUUID().toString(),
                                    clock.instant(),
                                    Shipped.ruleset().diagnose(snapshot)),
                            MetricTraits.NONE)
                    .join();
        }
    }

    /** A history of a process whose time goes by as {@link #pass} says. */
    private History live(HistoryPlace place) {
        return new History(
                place, HistoryContract.LIMITS, AlertPolicy.USUAL, clock, nanos::get, UnaryOperator.identity());
    }

    private static HistoryPlace aFolder() {
        return new HistoryPlace.Folder(folder.resolve(UUID.randomUUID().toString()));
    }

    private void pass(Duration time) {
        clock.go(time);
        nanos.addAndGet(time.toNanos());
    }

    /** Windows that are recorded when they end. */
    private void recordLive(History history, int from, int to, double stalls, double dropped) {
        for (int minute = from; minute < to; minute++) {
            pass(Duration.ofMinutes(1));
            record(history, minute, minute + 1, stalls, dropped);
        }
    }

    private List<Episode> of(History history) {
        return history.episodes().find(new Query(room, null, null, null, 100));
    }

    @ParameterizedTest
    @MethodSource("places")
    void anEpisodeOutlivesTheProcess(HistoryPlace place) {
        List<EpisodeChange> heard = new ArrayList<>();
        try (History first = open(place, AlertPolicy.USUAL)) {
            assertEquals(List.of(), of(first));
            first.listen(heard::add);
            record(first, 0, 4, 0.06, 0.1);
            assertTrue(of(first).get(0).isOpen());
            assertEquals(
                    List.of(Type.OPENED),
                    heard.stream().map(EpisodeChange::what).toList());
        }
        try (History second = open(place, AlertPolicy.USUAL)) {
            record(second, 4, 9, 0.001, 0);
            Episode closed = of(second).get(0);
            assertEquals(1, of(second).size());
            assertEquals(Ending.By.RECOVERED, closed.ending().by());
            assertEquals(
                    List.of(Type.OPENED, Type.CLOSED),
                    second.episodes().timeline(closed.id()).stream()
                            .map(EpisodeChange::what)
                            .toList());
            assertEquals(heard.get(0), second.episodes().timeline(closed.id()).get(0));
            Episodes episodes = second.episodes();
            assertEquals(List.of(closed), episodes.between(room, NOON, NOON.plusSeconds(300)));
            assertEquals(
                    List.of(), episodes.between(room, NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(2))));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void silenceIsNoticedByAClockOfItsOwn(HistoryPlace place) {
        clock.set(NOON.plus(Duration.ofMinutes(10)));
        try (History history = open(place, QUICK)) {
            record(history, 0, 10, 0.001, 0);
            assertEquals(0, history.episodes().checkTelemetryGaps());
        }
        clock.set(NOON.plus(Duration.ofMinutes(14)));
        try (History history = open(place, QUICK)) {
            assertEquals(0, history.episodes().checkTelemetryGaps(), "it has just begun to listen");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> history.episodes().checkTelemetryGaps() > 0);
            Episode gap = of(history).get(0);
            assertEquals(EpisodeKind.TELEMETRY_GAP, gap.kind());
            assertEquals(NOON.plus(Duration.ofMinutes(13)), gap.opened());
            assertEquals(0, history.episodes().checkTelemetryGaps(), "it is said once");
            record(history, 10, 12, 0.001, 0);
            assertEquals(Ending.By.RESUMED, of(history).get(0).ending().by());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void severalProcessesWatchOneRoom(HistoryPlace place) {
        if (place instanceof HistoryPlace.Folder) {
            return;
        }
        try (History one = open(place, AlertPolicy.USUAL);
                History other = open(place, AlertPolicy.USUAL)) {
            for (int minute = 0; minute < 12; minute++) {
                boolean bad = minute < 6;
                record(minute % 2 == 0 ? one : other, minute, minute + 1, bad ? 0.06 : 0.001, bad ? 0.1 : 0);
            }
            assertEquals(1, of(one).size());
            assertEquals(of(one), of(other));
            assertEquals(Ending.By.RECOVERED, of(one).get(0).ending().by());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void anActionIsNotedOnce(HistoryPlace place) {
        try (History history = open(place, AlertPolicy.USUAL)) {
            record(history, 0, 4, 0.06, 0.1);
            long id = of(history).get(0).id();
            Instant at = NOON.plus(Duration.ofMinutes(4));
            assertTrue(history.episodes()
                    .recordAction(id, "LOWER_BITRATE", at)
                    .orElseThrow()
                    .check()
                    .noted());
            record(history, 4, 9, 0.001, 0);
            assertEquals(Ending.By.ACTION_WORKED, of(history).get(0).ending().by());
            assertTrue(history.episodes().recordAction(id, "LOWER_BITRATE", at).isEmpty(), "it is closed");
            assertTrue(history.episodes().recordAction(-1, "LOWER_BITRATE", at).isEmpty());
        }
    }

    private void spoil(History history, String column, String content) {
        history.open()
                .writer()
                .commit(connection -> connection
                        .prepare(
                                "UPDATE " + column + " = ? WHERE room = (SELECT id FROM room WHERE name = ?)",
                                content,
                                room)
                        .executeUpdate());
    }

    @ParameterizedTest
    @MethodSource("places")
    void whatCannotBeReadIsBegunAnew(HistoryPlace place) {
        try (History history = open(place, AlertPolicy.USUAL)) {
            int minute = 0;
            for (String spoiled : List.of("{", "null", "{}")) {
                record(history, minute, minute + 4, 0.06, 0.1);
                spoil(history, "watch SET state", spoiled);
                record(history, minute + 4, minute + 5, 0.001, 0);
                assertEquals(Ending.By.WITHDRAWN, of(history).get(0).ending().by(), spoiled);
                minute += 5;
            }
            record(history, minute, minute + 4, 0.06, 0.1);
            assertTrue(of(history).get(0).isOpen());
            assertEquals(4, of(history).size());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void aWindowIsRecordedWhateverAlertsMakeOfIt(HistoryPlace place) {
        try (History history = open(place, AlertPolicy.USUAL)) {
            record(history, 0, 4, 0.06, 0.1);
            spoil(history, "watch SET state", "{");
            spoil(history, "episode SET content", "{");
            record(history, 4, 5, 0.001, 0);
            assertEquals(
                    NOON.plus(Duration.ofMinutes(5)),
                    history.latest(room).orElseThrow().snapshot().window().end());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void whatIsFilledUpFromThePastOnlyEnds(HistoryPlace place) {
        try (History history = open(place, QUICK)) {
            record(history, 0, 4, 0.06, 0.1);
            assertTrue(of(history).get(0).isOpen());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> history.episodes().checkTelemetryGaps() > 0);
            assertEquals(1, of(history).size(), "no silence is told");
            assertEquals(Ending.By.BROADCAST_ENDED, of(history).get(0).ending().by());
        }
    }

    @Test
    void aClockThatIsSetForwardEndsNothing() {
        HistoryPlace place = aFolder();
        clock.set(NOON);
        try (History history = live(place)) {
            recordLive(history, 0, 10, 0.06, 0.1);
            clock.go(Duration.ofDays(1));
            recordLive(history, 10, 12, 0.06, 0.1);
            history.episodes().checkTelemetryGaps();
            assertEquals(1, of(history).size());
            pass(Duration.ofMinutes(6));
            history.episodes().checkTelemetryGaps();
            assertEquals(
                    List.of(true, true),
                    of(history).stream().map(Episode::isOpen).toList());
            Episodes.Noted opened = history.episodes().timedChangesAfter(0, 10_000).stream()
                    .filter(one -> one.change().episode().room().equals(room))
                    .reduce((one, next) -> next)
                    .orElseThrow();
            assertTrue(
                    opened.taken().isBefore(NOON.plus(Duration.ofMinutes(40))),
                    "it is news, whatever the clock says: " + opened.taken());
        }
    }

    @Test
    void whileNobodyListenedNoRoomWasSilent() {
        HistoryPlace place = aFolder();
        clock.set(NOON);
        try (History history = live(place)) {
            recordLive(history, 0, 10, 0.001, 0);
        }
        pass(Duration.ofMinutes(10));
        try (History history = live(place)) {
            recordLive(history, 20, 25, 0.001, 0);
            assertEquals(List.of(), of(history));
            pass(Duration.ofMinutes(7));
            record(history, 31, 32, 0.001, 0);
            assertEquals(1, of(history).size(), "now it listens");
        }
    }

    @Test
    void aClockThatIsSetBackHidesNoSilence() {
        HistoryPlace place = aFolder();
        clock.set(NOON);
        try (History history = live(place)) {
            recordLive(history, 0, 10, 0.001, 0);
            clock.go(Duration.ofMinutes(-50));
            history.episodes().checkTelemetryGaps();
            assertEquals(List.of(), of(history));
            pass(Duration.ofMinutes(6));
            history.episodes().checkTelemetryGaps();
            assertEquals(EpisodeKind.TELEMETRY_GAP, of(history).get(0).kind());
        }
    }

    @Test
    void aClockThatIsSetBackRefusesNothing() {
        clock.set(NOON);
        try (History history = live(aFolder())) {
            clock.go(Duration.ofDays(-1));
            pass(Duration.ofMinutes(1));
            history.checkAccepted(new Window(NOON, NOON.plusSeconds(60)));
            Instant tomorrow = NOON.plus(Duration.ofDays(1));
            assertThrows(
                    WindowRefusedException.class,
                    () -> history.checkAccepted(new Window(tomorrow, tomorrow.plusSeconds(60))));
        }
    }

    @Test
    void aLateWindowHidesNoSilence() {
        HistoryPlace place = aFolder();
        clock.set(NOON);
        try (History history = live(place)) {
            recordLive(history, 0, 10, 0.001, 0);
            record(history, -600, -599, 0.001, 0);
            pass(Duration.ofMinutes(6));
            history.episodes().checkTelemetryGaps();
            assertEquals(NOON.plus(Duration.ofMinutes(15)), of(history).get(0).opened());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void manyRoomsMayBeSilentAtOnce(HistoryPlace place) {
        clock.set(NOON);
        try (History history = live(place)) {
            recordLive(history, 0, 1, 0.001, 0);
            history.open().writer().commit(connection -> {
                for (int number = 0; number < 450; number++) {
                    connection
                            .prepare(
                                    "INSERT INTO watch (room, state, due) VALUES (?, '', 7)",
                                    connection.room(number + " " + room, null, null, null))
                            .executeUpdate();
                }
                return 450;
            });
            pass(Duration.ofMinutes(6));
            history.episodes().checkTelemetryGaps();
            assertEquals(1, of(history).size());
            assertEquals(0, number(history));
        }
    }

    private long number(History history) {
        return history.open()
                .reader()
                .rows("SELECT COUNT(*) FROM watch WHERE due = 7", row -> row.getLong(1))
                .get(0);
    }

    @Test
    void silentRoomsAreFoundByTheirIndex() {
        HistoryPlace place = aFolder();
        try (History history = open(place, AlertPolicy.USUAL)) {
            record(history, 0, 1, 0.001, 0);
            List<String> plan = history.open()
                    .reader()
                    .rows("EXPLAIN QUERY PLAN " + Episodes.DUE, row -> row.getString("detail"), 9L, 0L, 0, 200);
            assertTrue(plan.toString().matches(".*SEARCH w USING .*INDEX watch_due.*"), plan.toString());
        }
    }

    @Test
    void whatIsOpenAfterAnUnreadableStateAndStillShowsGoesOn() {
        HistoryPlace place = aFolder();
        try (History history = open(place, AlertPolicy.USUAL)) {
            record(history, 0, 4, 0.06, 0.1);
            spoil(history, "watch SET state", "{");
            record(history, 4, 9, 0.06, 0.1);
            assertEquals(1, of(history).stream().filter(Episode::isOpen).count());
        }
    }
}
