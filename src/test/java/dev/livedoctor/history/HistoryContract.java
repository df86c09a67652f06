package dev.livedoctor.history;

import static dev.livedoctor.history.Windows.NOON;
import static dev.livedoctor.history.Windows.record;
import static dev.livedoctor.history.Windows.report;
import static dev.livedoctor.history.Windows.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a history wherever it lies. */
abstract class HistoryContract {
    static final RecordingLimits LIMITS =
            new RecordingLimits(Duration.ofDays(35), Duration.ofHours(1), Duration.ofDays(40), Duration.ofDays(400));
    private static final Duration STEP = Duration.ofSeconds(10);

    final SetClock clock = new SetClock(NOON);
    final String room = "room " + UUID.randomUUID();
    History history;

    abstract HistoryPlace place();

    @BeforeEach
    void open() {
        history = new History(place(), LIMITS, clock);
    }

    @AfterEach
    void close() {
        history.close();
    }

    List<RecordedWindow> all(String of) {
        List<RecordedWindow> windows = new ArrayList<>();
        history.forEachWindow(of, Instant.MIN, Instant.MAX, windows::add);
        return windows;
    }

    @Test
    void recordsAWindowOnce() {
        MetricSnapshot sent = window(room, NOON, 900);
        RecordedWindow first = record(history, sent);
        RecordedWindow again = record(history, sent);
        assertEquals(first, again);
        assertEquals(List.of(first), all(room));
        assertNotEquals(
                first.report(),
                record(history, window(room, NOON.plus(STEP), 900)).report());
    }

    @Test
    void refusesOtherContentAndKeepsTheFirst() {
        RecordedWindow first = record(history, window(room, NOON, 900));
        CompletionException refusal =
                assertThrows(CompletionException.class, () -> record(history, window(room, NOON, 901)));
        assertInstanceOf(ConflictingWindowException.class, refusal.getCause());
        assertTrue(refusal.getCause().getMessage().contains(room), refusal.getCause()::getMessage);
        assertEquals(List.of(first), all(room));
    }

    @Test
    void theOrderOfNamesIsNoContent() {
        Map<String, Double> one = new LinkedHashMap<>();
        one.put("b", 2.0);
        one.put("a", 1.0);
        Map<String, Double> other = new LinkedHashMap<>();
        other.put("a", 1.0);
        other.put("b", 2.0);
        RecordedWindow first = record(history, window(room, NOON, STEP, one));
        assertEquals(
                first.report(), record(history, window(room, NOON, STEP, other)).report());
    }

    @Test
    void givesBackEverythingThatWasSent() {
        MetricSnapshot sent = new MetricSnapshot(
                room,
                window(room, NOON.plusNanos(1), 1).window(),
                Map.of("audience.viewers", 1e-300, "x", -0.0, "y", Double.MAX_VALUE),
                Map.of("room.timezone", "Asia/Jakarta", "n", 3.0, "flag", false),
                Map.of("audience.viewers", 7.0),
                Map.of("audience.viewers", 8.0),
                List.of(new Slice(Map.of("region", "ID-JK"), Map.of("a", 1.0), Map.of("a", 2.0))),
                List.of(
                        new RoomEvent(NOON, "product.pinned", null),
                        new RoomEvent(NOON, "release.deployed", "\u65b0\u7248\u672c \ud83d\ude80")));
        Map<String, Double> usual = Map.of("audience.viewers", 5.0, "audience.exits", 2.0);
        RecordedWindow recorded =
                history.record(sent, usual, report(sent), MetricTraits.NONE).join();
        assertEquals(List.of(recorded), all(room));
        assertEquals(recorded, history.byReport(recorded.report()).orElseThrow());
        assertEquals(recorded, history.latest(room).orElseThrow());
        assertEquals(
                Map.of("audience.viewers", 7.0, "audience.exits", 2.0),
                recorded.completed().baseline());
    }

    @Test
    void whatWasAcknowledgedOutlivesTheProcess() {
        RecordedWindow first = record(history, window(room, NOON, 900));
        history.close();
        history = new History(place(), LIMITS, clock);
        assertEquals(first, record(history, window(room, NOON, 900)));
        assertEquals(List.of(first), all(room));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void disorderAndDuplicatesChangeNothing(long seed) {
        Random random = new Random(seed);
        List<MetricSnapshot> windows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            windows.add(window(room, NOON.plus(STEP.multipliedBy(i * 7L % 1000)), random.nextInt(1000)));
        }
        List<MetricSnapshot> sent = new ArrayList<>(windows);
        IntStream.range(0, 200).forEach(i -> sent.add(windows.get(random.nextInt(windows.size()))));
        Collections.shuffle(sent, random);
        List<CompletableFuture<RecordedWindow>> answers = new ArrayList<>();
        for (MetricSnapshot one : sent) {
            answers.add(history.record(one, Map.of(), report(one), MetricTraits.NONE));
            if (random.nextInt(50) == 0) {
                // Hours are rolled up before all of their windows have come.
                answers.forEach(CompletableFuture::join);
                history.open().rollUpJob().settle(room, Long.MAX_VALUE);
            }
        }
        answers.forEach(CompletableFuture::join);
        windows.sort(Comparator.comparing(one -> one.window().start()));
        assertEquals(windows, all(room).stream().map(RecordedWindow::snapshot).toList());

        history.open().rollUpJob().settle(room, Long.MAX_VALUE);
        Map<Long, List<MetricSnapshot>> byHour = new TreeMap<>();
        windows.forEach(one -> byHour.computeIfAbsent(Hour.of(one.window()), hour -> new ArrayList<>())
                .add(one));
        Map<Long, MetricRollUp> expected = new TreeMap<>();
        byHour.forEach((hour, inIt) -> expected.put(hour, MetricRollUp.of(inIt).get("audience.viewers")));
        assertEquals(expected, rollUps("audience.viewers"));
    }

    Map<Long, MetricRollUp> rollUps(String metric) {
        Map<Long, MetricRollUp> found = new TreeMap<>();
        history.open()
                .reader()
                .rows(
                        """
                        SELECT h.hour, h.windows, h.minutes, h.total, h.median, h.rate, h.lowest, h.highest FROM hourly h
                        JOIN room r ON r.id = h.room JOIN metric m ON m.id = h.metric WHERE r.name = ? AND m.name = ?""",
                        row -> found.put(
                                row.getLong(1),
                                new MetricRollUp(
                                        row.getInt(2),
                                        row.getDouble(3),
                                        row.getDouble(4),
                                        row.getDouble(5),
                                        row.getDouble(6),
                                        row.getDouble(7),
                                        row.getDouble(8))),
                        room,
                        metric);
        return found;
    }

    @Test
    void eightThreadsAgreeOnEveryWindow() {
        Map<Integer, String> names = new ConcurrentHashMap<>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(number -> new Thread(() -> new Random(number)
                        .ints(0, 150)
                        .distinct()
                        .limit(150)
                        .forEach(at -> {
                            String name = record(history, window(room, NOON.plus(STEP.multipliedBy(at)), at))
                                    .report();
                            String known = names.putIfAbsent(at, name);
                            if (known != null && !known.equals(name)) {
                                names.put(at, "two names");
                            }
                        })))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(HistoryContract::join);
        assertEquals(150, names.size());
        assertEquals(
                all(room).stream().map(RecordedWindow::report).sorted().toList(),
                names.values().stream().sorted().toList());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void admitsWhatIsLateWithinTheBound() {
        history.checkAccepted(window(room, NOON.minus(Duration.ofDays(35)), 1).window());
        WindowRefusedException late = assertThrows(
                WindowRefusedException.class,
                () -> history.checkAccepted(
                        window(room, NOON.minus(Duration.ofDays(35).plus(STEP).plusNanos(1)), 1)
                                .window()));
        assertTrue(late.getMessage().contains("livedoctor.history.late"), late::getMessage);
        WindowRefusedException early = assertThrows(
                WindowRefusedException.class,
                () -> history.checkAccepted(
                        window(room, NOON.plus(Duration.ofHours(2)), 1).window()));
        assertTrue(early.getMessage().contains("clock"), early::getMessage);
    }

    @Test
    void aClockThatJumpsLosesNothing() {
        RecordedWindow first = record(history, window(room, NOON, 900));
        clock.set(NOON.plus(Duration.ofDays(3650)));
        assertThrows(
                WindowRefusedException.class,
                () -> history.checkAccepted(first.snapshot().window()));
        history.open().rollUpJob().run();
        clock.set(Instant.EPOCH);
        history.open().rollUpJob().run();
        clock.set(NOON);
        history.checkAccepted(first.snapshot().window());
        assertEquals(List.of(first), all(room));
    }

    @Test
    void oldWindowsLiveOnAsHoursUntilTheseAreOldToo() {
        IntStream.range(0, 700)
                .mapToObj(i -> window(room, NOON.plus(STEP.multipliedBy(i)), i))
                .map(one -> history.record(one, Map.of(), report(one), MetricTraits.NONE))
                .toList()
                .forEach(CompletableFuture::join);
        MetricSnapshot day = window(room, NOON, Duration.ofHours(24), Map.of("audience.viewers", 5.0));
        record(history, day);
        Instant later = NOON.plus(Duration.ofDays(41));
        clock.set(later);
        RecordedWindow young = record(history, window(room, later, 7));
        history.open().rollUpJob().run();
        assertEquals(
                List.of(day, young.snapshot()),
                all(room).stream().map(RecordedWindow::snapshot).toList());
        assertEquals(
                List.of(360, 340),
                rollUps("audience.viewers").values().stream()
                        .limit(2)
                        .map(MetricRollUp::windows)
                        .toList());
        assertEquals(
                179.5, rollUps("audience.viewers").values().iterator().next().median());

        Instant muchLater = NOON.plus(Duration.ofDays(420));
        clock.set(muchLater);
        RecordedWindow last = record(history, window(room, muchLater, 7));
        history.open().rollUpJob().run();
        assertEquals(List.of(last), all(room));
        assertEquals(1, rollUps("audience.viewers").size());
    }

    /** Of a rate beyond the largest number there was no median, and its hour held all others up. */
    @Test
    void hugeNumbersAreRolledUpAsAnyOther() {
        Duration second = Duration.ofSeconds(1);
        record(history, window(room, NOON, second, Map.of("huge", 1.7e308)));
        record(history, window(room, NOON.plus(second), second, Map.of("huge", -1.7e308)));
        history.open().rollUpJob().settle(room, Long.MAX_VALUE);
        assertEquals(2, rollUps("huge").values().iterator().next().windows());
    }

    @Test
    void nothingIsKnownOfARoomThatNoDatabaseCouldName() {
        assertEquals(List.of(), all("room \0"));
    }

    @Test
    void oneBadWriteHurtsNobodyElse() {
        GroupCommit writer = history.open().writer();
        List<CompletableFuture<RecordedWindow>> good = new ArrayList<>();
        List<CompletableFuture<Object>> bad = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            MetricSnapshot one = window(room, NOON.plus(STEP.multipliedBy(i)), i);
            good.add(history.record(one, Map.of(), report(one), MetricTraits.NONE));
            bad.add(writer.submit(connection -> {
                connection
                        .prepare("INSERT INTO room (name) VALUES (?)", (Object) null)
                        .executeUpdate();
                throw new SQLException("unreached");
            }));
        }
        bad.forEach(one -> assertInstanceOf(
                HistoryUnavailableException.class,
                assertThrows(CompletionException.class, one::join).getCause()));
        good.forEach(CompletableFuture::join);
        assertEquals(100, all(room).size());
    }

    private static final BaselineTraits BASELINE_TRAITS = new BaselineTraits() {
        @Override
        public boolean counts(String metric) {
            return metric.equals("audience.exits");
        }

        @Override
        public boolean comparable(String metric) {
            return metric.endsWith("ratio");
        }

        @Override
        public boolean fits(String metric, double usual, double value) {
            return value > usual * 0.5 && value < usual * 2;
        }
    };

    /** Windows at this hour on so many days before today. */
    private void recordDays(String of, int days, double factor) {
        for (int day = 1; day <= days; day++) {
            for (int minute = 0; minute < 3; minute++) {
                Instant start = NOON.minus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
                double odd = day == 3 ? 10 : 1;
                record(
                        history,
                        window(
                                of,
                                start,
                                Duration.ofMinutes(1),
                                Map.of(
                                        "audience.viewers", 900 * odd * factor,
                                        "audience.exits", 60 * odd * factor,
                                        "x_ratio", 0.1 * factor)));
            }
        }
    }

    private MetricSnapshot now(String of, Duration length, String... metrics) {
        Map<String, Double> values = new TreeMap<>();
        for (String metric : metrics) {
            values.put(metric, 1.0);
        }
        return window(of, NOON, length, values);
    }

    @Test
    void theRoomsOwnHistorySaysWhatIsUsual() {
        recordDays(room, 8, 1);
        assertEquals(
                Map.of("audience.viewers", 900.0, "audience.exits", 120.0, "x_ratio", 0.1),
                history.baselineValues(now(room, Duration.ofMinutes(2), "audience.viewers"), BASELINE_TRAITS));
        MetricSnapshot early = window(room, NOON.plus(Duration.ofHours(5)), 1);
        assertEquals(Map.of(), history.baselineValues(early, BASELINE_TRAITS));
        assertEquals(
                Map.of(), history.baselineValues(now(room, Duration.ofHours(2), "audience.viewers"), BASELINE_TRAITS));
    }

    @Test
    void whatTheSenderSaysIsUsualIsLeftToIt() {
        recordDays(room, 8, 1);
        MetricSnapshot sent = now(room, Duration.ofMinutes(1), "audience.viewers");
        MetricSnapshot saying = new MetricSnapshot(
                room,
                sent.window(),
                sent.metrics(),
                sent.attributes(),
                Map.of("audience.viewers", 5.0),
                Map.of(),
                List.of(),
                List.of());
        assertEquals(
                Set.of("audience.exits", "x_ratio"),
                history.baselineValues(saying, BASELINE_TRAITS).keySet());
    }

    @Test
    void aYoungRoomHasNoneUntilItsCategoryHas() {
        String category = "category " + room;
        recordDays(room, 4, 1);
        assertEquals(
                Map.of(),
                history.baselineValues(now(room, Duration.ofMinutes(1), "audience.viewers"), BASELINE_TRAITS));
        for (int other = 1; other <= 3; other++) {
            recordDays("other " + other + room, 6, other);
        }
        Map<String, Double> usual = history.baselineValues(
                now("new " + room, Duration.ofMinutes(1), "audience.viewers", "x_ratio"), BASELINE_TRAITS);
        assertEquals(Set.of("x_ratio"), usual.keySet());
    }

    @Test
    void aMetricThatComesNowAndThenIsNotMissed() {
        recordDays(room, 8, 1);
        for (int day = 1; day <= 8; day++) {
            record(
                    history,
                    window(
                            room,
                            NOON.minus(Duration.ofDays(day)).plus(Duration.ofMinutes(30)),
                            Duration.ofMinutes(1),
                            Map.of("rare", 1.0, "x_ratio", 0.1)));
        }
        MetricSnapshot sent = now(room, Duration.ofMinutes(1), "x_ratio");
        assertEquals(
                Set.of("x_ratio"), history.baselineValues(sent, BASELINE_TRAITS).keySet());
        assertEquals(
                Set.of("x_ratio", "rare"),
                history.baselineValues(now(room, Duration.ofMinutes(1), "x_ratio", "rare"), BASELINE_TRAITS)
                        .keySet());
    }

    @Test
    void whatComesLateCounts() {
        MetricSnapshot sent = now(room, Duration.ofMinutes(1), "x_ratio");
        assertEquals(Map.of(), history.baselineValues(sent, BASELINE_TRAITS));
        record(history, sent);
        recordDays(room, 8, 1);
        assertEquals(0.1, history.baselineValues(sent, BASELINE_TRAITS).get("x_ratio"));
    }

    @Test
    void thePresentSessionIsNoHabit() {
        recordDays(room, 8, 1);
        for (int minute = 10; minute < 40; minute++) {
            record(
                    history,
                    window(
                            room,
                            NOON.minus(Duration.ofHours(1)).plus(Duration.ofMinutes(minute)),
                            Duration.ofMinutes(1),
                            Map.of("x_ratio", 0.9)));
        }
        assertEquals(
                0.1,
                history.baselineValues(now(room, Duration.ofMinutes(1), "x_ratio"), BASELINE_TRAITS)
                        .get("x_ratio"));
    }
}
