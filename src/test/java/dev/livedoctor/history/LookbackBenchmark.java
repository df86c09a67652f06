package dev.livedoctor.history;

import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.lookback.Insight;
import dev.livedoctor.lookback.Lookback;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Measures how long the questions take of a year of one room with a window each 10 s, and of 30 days of 100 rooms with a window a minute,
 * on air all day long. Hours are rolled up as the service does it, from windows that are made on the spot and not stored: of a year, only
 * the last 40 days would be there. How long a stored day takes to be rolled up is measured apart. The one argument is a folder.
 */
public final class LookbackBenchmark {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final List<String> CATEGORIES = List.of("beauty", "fashion", "food", "gadgets", "toys");
    private static final List<String> REGIONS = List.of("ID-BT", "ID-JB", "ID-JK", "ID-JT", "MY-14", "TH-10");
    private static final int ROUNDS = 3;

    private LookbackBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        day(folder.resolve("day"));
        run(folder.resolve("year"), "a year of one room", 1, 365, Duration.ofSeconds(10));
        run(folder.resolve("rooms"), "30 days of 100 rooms", 100, 30, Duration.ofMinutes(1));
    }

    /** A day of one room that is stored, and rolled up when it is asked about. */
    private static void day(Path folder) {
        Clock clock = Clock.fixed(START.plus(Duration.ofDays(1)), java.time.ZoneOffset.UTC);
        try (History history = new History(new HistoryPlace.Folder(folder), HistoryContract.LIMITS, clock)) {
            Random random = new Random(1);
            List<java.util.concurrent.CompletableFuture<RecordedWindow>> recordings = new ArrayList<>();
            for (int hour = 0; hour < 24; hour++) {
                for (AnalysedWindow window : hour(0, hour, Duration.ofSeconds(10), random)) {
                    recordings.add(history.record(
                            window.snapshot(), Map.of(), Windows.report(window.snapshot()), MetricTraits.NONE));
                }
            }
            recordings.forEach(java.util.concurrent.CompletableFuture::join);
            long began = System.nanoTime();
            history.rollUps()
                    .orElseThrow()
                    .rollUpPending(
                            new RollUpReader.Query(START, clock.instant(), null, null, null),
                            clock.instant().plusSeconds(600));
            System.out.printf("rolling up a stored day of %d windows: %d ms%n", recordings.size(), millis(began));
        }
    }

    private static void run(Path folder, String name, int rooms, int days, Duration length) throws IOException {
        Clock clock = Clock.fixed(START.plus(Duration.ofDays(days)), java.time.ZoneOffset.UTC);
        try (History history = new History(new HistoryPlace.Folder(folder), HistoryContract.LIMITS, clock)) {
            fill(history, rooms, days, length);
            System.out.printf("%n%s: %d MB%n", name, Files.size(folder.resolve("history.db")) >> 20);
            Lookback lookback = new Lookback(history, clock);
            RollUpReader.Query query = new RollUpReader.Query(START, clock.instant(), null, null, null);
            for (String question : Lookback.questions()) {
                StringBuilder times = new StringBuilder();
                Insight insight = null;
                for (int round = 0; round < ROUNDS; round++) {
                    long began = System.nanoTime();
                    insight = lookback.ask(question, query, null);
                    times.append(' ').append(millis(began));
                }
                System.out.printf(
                        "%-12s%s ms, %d of %d items are findings%n",
                        question, times, insight.findings(), insight.items().size());
            }
            System.gc();
            System.out.printf(
                    "heap afterwards %d MB%n",
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        }
    }

    private static void fill(History history, int rooms, int days, Duration length) {
        Random random = new Random(1);
        OpenHistory open = history.open();
        for (int room = 0; room < rooms; room++) {
            for (int day = 0; day < days; day++) {
                List<HourRollUp> hours = new ArrayList<>();
                List<Map<String, MetricRollUp>> rollUps = new ArrayList<>();
                for (int hour = 0; hour < 24; hour++) {
                    List<AnalysedWindow> windows = hour(room, day * 24 + hour, length, random);
                    hours.add(HourRollUp.of(windows, UnaryOperator.identity()));
                    rollUps.add(MetricRollUp.of(
                            windows.stream().map(AnalysedWindow::snapshot).toList()));
                }
                String name = "room-" + room;
                String category = CATEGORIES.get(room % CATEGORIES.size());
                long first = Hour.of(START) + day * 24L;
                open.writer().commit(connection -> {
                    int id = connection.room(name, "Asia/Jakarta", category, "ID");
                    for (int hour = 0; hour < hours.size(); hour++) {
                        hours.get(hour).write(connection, id, first + hour);
                        for (Map.Entry<String, MetricRollUp> one :
                                rollUps.get(hour).entrySet()) {
                            MetricRollUp metric = one.getValue();
                            connection
                                    .prepare(
                                            "INSERT INTO hourly VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                            id,
                                            connection.metric(one.getKey()),
                                            first + hour,
                                            metric.windows(),
                                            metric.minutes(),
                                            metric.total(),
                                            metric.median(),
                                            metric.rate(),
                                            metric.lowest(),
                                            metric.highest())
                                    .executeUpdate();
                        }
                    }
                    return 0;
                });
            }
        }
    }

    private static List<AnalysedWindow> hour(int room, int hour, Duration length, Random random) {
        Instant start = START.plus(Duration.ofHours(hour));
        boolean stalls = hour % 168 == 109 || random.nextInt(15) == 0;
        boolean toys = room % CATEGORIES.size() == 4;
        Map<String, Object> attributes = Map.of(
                "room.timezone",
                "Asia/Jakarta",
                "room.market",
                "ID",
                "room.category",
                CATEGORIES.get(room % CATEGORIES.size()),
                "stream.codec",
                hour < 360 ? "h264" : "h265");
        StoredFindings found = new StoredFindings(
                stalls ? List.of(new StoredFindings.Symptom("STALLS", Severity.MAJOR, Map.of(), false)) : List.of(),
                stalls
                        ? List.of(new StoredFindings.Cause(
                                "CDN_NODE_FAULT", Verdict.LIKELY, 0.8, Map.of("cdn_node", "jkt-2"), false))
                        : List.of());
        List<AnalysedWindow> windows = new ArrayList<>();
        for (Instant at = start; at.isBefore(start.plusSeconds(3600)); at = at.plus(length)) {
            List<Slice> slices = new ArrayList<>();
            for (String region : REGIONS) {
                double viewers = 100 + random.nextInt(50);
                slices.add(new Slice(
                        Map.of("region", region, "app_version", random.nextInt(4) == 0 ? "5.2" : "5.1"),
                        Map.of(
                                "audience.viewers",
                                viewers,
                                "audience.exits",
                                (double) random.nextInt(region.equals("MY-14") ? 9 : 6),
                                "playback.stall_ratio",
                                stalls ? 0.08 : 0.004),
                        Map.of()));
            }
            windows.add(new AnalysedWindow(
                    new MetricSnapshot(
                            "room-" + room,
                            new Window(at, at.plus(length)),
                            Map.of(
                                    "audience.viewers", 800.0,
                                    "audience.entries", 60.0,
                                    "audience.retention_60s_ratio", 0.4,
                                    "playback.stall_ratio", stalls ? 0.08 : 0.004,
                                    "playback.first_frame_ms", 900.0 + random.nextInt(300),
                                    "commerce.product_clicks", 20.0,
                                    "commerce.orders", (double) random.nextInt(toys ? 3 : 5)),
                            attributes,
                            Map.of(),
                            Map.of(),
                            slices,
                            List.of()),
                    found));
        }
        return windows;
    }

    private static long millis(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
