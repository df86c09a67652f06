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
    static final Limits LIMITS =
            new Limits(Duration.ofDays(35), Duration.ofHours(1), Duration.ofDays(40), Duration.ofDays(400));
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

    List<Recorded> all(String of) {
        List<Recorded> windows = new ArrayList<>();
        history.windows(of, Instant.MIN, Instant.MAX, windows::add);
        return windows;
    }

    @Test
    void recordsAWindowOnce() {
        MetricSnapshot sent = window(room, NOON, 900);
        Recorded first = record(history, sent);
        Recorded again = record(history, sent);
        assertEquals(first, again);
        assertEquals(List.of(first), all(room));
        assertNotEquals(
                first.report(),
                record(history, window(room, NOON.plus(STEP), 900)).report());
    }

    @Test
    void refusesOtherContentAndKeepsTheFirst() {
        Recorded first = record(history, window(room, NOON, 900));
        CompletionException refusal =
                assertThrows(CompletionException.class, () -> record(history, window(room, NOON, 901)));
        assertInstanceOf(OtherContentException.class, refusal.getCause());
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
        Recorded first = record(history, window(room, NOON, STEP, one));
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
        Recorded recorded = history.record(sent, usual, report(sent)).join();
        assertEquals(List.of(recorded), all(room));
        assertEquals(recorded, history.byReport(recorded.report()).orElseThrow());
        assertEquals(recorded, history.latest(room).orElseThrow());
        assertEquals(
                Map.of("audience.viewers", 7.0, "audience.exits", 2.0),
                recorded.completed().baseline());
    }

    @Test
    void whatWasAcknowledgedOutlivesTheProcess() {
        Recorded first = record(history, window(room, NOON, 900));
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
        List<CompletableFuture<Recorded>> answers = new ArrayList<>();
        for (MetricSnapshot one : sent) {
            answers.add(history.record(one, Map.of(), report(one)));
            if (random.nextInt(50) == 0) {
                // Hours are rolled up before all of their windows have come.
                answers.forEach(CompletableFuture::join);
                history.open().upkeep().settle(room, Long.MAX_VALUE);
            }
        }
        answers.forEach(CompletableFuture::join);
        windows.sort(Comparator.comparing(one -> one.window().start()));
        assertEquals(windows, all(room).stream().map(Recorded::snapshot).toList());

        history.open().upkeep().settle(room, Long.MAX_VALUE);
        Map<Long, List<MetricSnapshot>> byHour = new TreeMap<>();
        windows.forEach(one -> byHour.computeIfAbsent(Hour.of(one.window()), hour -> new ArrayList<>())
                .add(one));
        Map<Long, RollUp> expected = new TreeMap<>();
        byHour.forEach((hour, inIt) -> expected.put(hour, RollUp.of(inIt).get("audience.viewers")));
        assertEquals(expected, rollUps("audience.viewers"));
    }

    Map<Long, RollUp> rollUps(String metric) {
        Map<Long, RollUp> found = new TreeMap<>();
        history.open()
                .reader()
                .rows(
                        """
                        SELECT h.hour, h.windows, h.minutes, h.total, h.median, h.rate, h.lowest, h.highest FROM hourly h
                        JOIN room r ON r.id = h.room JOIN metric m ON m.id = h.metric WHERE r.name = ? AND m.name = ?""",
                        row -> found.put(
                                row.getLong(1),
                                new RollUp(
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
                all(room).stream().map(Recorded::report).sorted().toList(),
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
        history.admit(window(room, NOON.minus(Duration.ofDays(35)), 1).window());
        WindowRefusedException late = assertThrows(
                WindowRefusedException.class,
                () -> history.admit(
                        window(room, NOON.minus(Duration.ofDays(35).plus(STEP).plusNanos(1)), 1)
                                .window()));
        assertTrue(late.getMessage().contains("livedoctor.history.late"), late::getMessage);
        WindowRefusedException early = assertThrows(
                WindowRefusedException.class,
                () -> history.admit(
                        window(room, NOON.plus(Duration.ofHours(2)), 1).window()));
        assertTrue(early.getMessage().contains("clock"), early::getMessage);
    }

    @Test
    void aClockThatJumpsLosesNothing() {
        Recorded first = record(history, window(room, NOON, 900));
        clock.set(NOON.plus(Duration.ofDays(3650)));
        assertThrows(
                WindowRefusedException.class,
                () -> history.admit(first.snapshot().window()));
        history.open().upkeep().run();
        clock.set(Instant.EPOCH);
        history.open().upkeep().run();
        clock.set(NOON);
        history.admit(first.snapshot().window());
        assertEquals(List.of(first), all(room));
    }

    @Test
    void oldWindowsLiveOnAsHoursUntilTheseAreOldToo() {
        IntStream.range(0, 700)
                .mapToObj(i -> window(room, NOON.plus(STEP.multipliedBy(i)), i))
                .map(one -> history.record(one, Map.of(), report(one)))
                .toList()
                .forEach(CompletableFuture::join);
        MetricSnapshot day = window(room, NOON, Duration.ofHours(24), Map.of("audience.viewers", 5.0));
        record(history, day);
        Instant later = NOON.plus(Duration.ofDays(41));
        clock.set(later);
        Recorded young = record(history, window(room, later, 7));
        history.open().upkeep().run();
        assertEquals(
                List.of(day, young.snapshot()),
                all(room).stream().map(Recorded::snapshot).toList());
        assertEquals(
                List.of(360, 340),
                rollUps("audience.viewers").values().stream()
                        .limit(2)
                        .map(RollUp::windows)
                        .toList());
        assertEquals(
                179.5, rollUps("audience.viewers").values().iterator().next().median());

        Instant muchLater = NOON.plus(Duration.ofDays(420));
        clock.set(muchLater);
        Recorded last = record(history, window(room, muchLater, 7));
        history.open().upkeep().run();
        assertEquals(List.of(last), all(room));
        assertEquals(1, rollUps("audience.viewers").size());
    }

    /** Of a rate beyond the largest number there was no median, and its hour held all others up. */
    @Test
    void hugeNumbersAreRolledUpAsAnyOther() {
        Duration second = Duration.ofSeconds(1);
        record(history, window(room, NOON, second, Map.of("huge", 1.7e308)));
        record(history, window(room, NOON.plus(second), second, Map.of("huge", -1.7e308)));
        history.open().upkeep().settle(room, Long.MAX_VALUE);
        assertEquals(2, rollUps("huge").values().iterator().next().windows());
    }

    @Test
    void nothingIsKnownOfARoomThatNoDatabaseCouldName() {
        assertEquals(List.of(), all("room \0"));
    }

    @Test
    void oneBadWriteHurtsNobodyElse() {
        GroupCommit writer = history.open().writer();
        List<CompletableFuture<Recorded>> good = new ArrayList<>();
        List<CompletableFuture<Object>> bad = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            MetricSnapshot one = window(room, NOON.plus(STEP.multipliedBy(i)), i);
            good.add(history.record(one, Map.of(), report(one)));
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

    private static final Nature NATURE = new Nature() {
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
                history.usual(now(room, Duration.ofMinutes(2), "audience.viewers"), NATURE));
        MetricSnapshot early = window(room, NOON.plus(Duration.ofHours(5)), 1);
        assertEquals(Map.of(), history.usual(early, NATURE));
        assertEquals(Map.of(), history.usual(now(room, Duration.ofHours(2), "audience.viewers"), NATURE));
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
                history.usual(saying, NATURE).keySet());
    }

    @Test
    void aYoungRoomHasNoneUntilItsCategoryHas() {
        String category = "category " + room;
        recordDays(room, 4, 1);
        assertEquals(Map.of(), history.usual(now(room, Duration.ofMinutes(1), "audience.viewers"), NATURE));
        for (int other = 1; other <= 3; other++) {
            recordDays("other " + other + room, 6, other);
        }
        Map<String, Double> usual =
                history.usual(now("new " + room, Duration.ofMinutes(1), "audience.viewers", "x_ratio"), NATURE);
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
        assertEquals(Set.of("x_ratio"), history.usual(sent, NATURE).keySet());
        assertEquals(
                Set.of("x_ratio", "rare"),
                history.usual(now(room, Duration.ofMinutes(1), "x_ratio", "rare"), NATURE)
                        .keySet());
    }

    @Test
    void whatComesLateCounts() {
        MetricSnapshot sent = now(room, Duration.ofMinutes(1), "x_ratio");
        assertEquals(Map.of(), history.usual(sent, NATURE));
        record(history, sent);
        recordDays(room, 8, 1);
        assertEquals(0.1, history.usual(sent, NATURE).get("x_ratio"));
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
                history.usual(now(room, Duration.ofMinutes(1), "x_ratio"), NATURE)
                        .get("x_ratio"));
    }
}
