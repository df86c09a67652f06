package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.lookback.Insight;
import dev.livedoctor.lookback.Lookback;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Five weeks of two rooms, by the way that snapshots come: what was planted is found, and nothing is where nothing was. */
class PlantedTest extends OnBothStores {
    /** With {@code -Dlivedoctor.seeds=40} it is asked more often. */
    private static final int SEEDS = Integer.getInteger("livedoctor.seeds", 1);

    private static final int DAYS = 35;
    private static final ZonedDateTime MONDAY = ZonedDateTime.of(2026, 10, 5, 0, 0, 0, 0, ZoneId.of("Asia/Jakarta"));

    private final SetClock clock =
            new SetClock(MONDAY.plusDays(DAYS).toInstant().plus(Duration.ofDays(1)));

    private History open(HistoryPlace place) {
        return new History(place, HistoryContract.LIMITS, clock);
    }

    private static MetricSnapshot window(
            String market,
            String category,
            Instant start,
            boolean stalls,
            double orders,
            boolean later,
            List<Slice> slices) {
        return new MetricSnapshot(
                market + " " + category,
                new Window(start, start.plusSeconds(600)),
                Map.of(
                        "audience.viewers",
                        900.0,
                        "playback.stall_ratio",
                        stalls ? 0.08 : 0.004,
                        "audience.entries",
                        500.0,
                        "commerce.orders",
                        orders),
                Map.of(
                        "room.timezone",
                        "Asia/Jakarta",
                        "room.category",
                        category,
                        "room.market",
                        market,
                        "stream.codec",
                        later ? "h265" : "h264"),
                Map.of(),
                Map.of(),
                slices,
                List.of());
    }

    private static Slice region(String name, double viewers, double exits) {
        return new Slice(
                Map.of("region", name), Map.of("audience.viewers", viewers, "audience.exits", exits), Map.of());
    }

    /** Windows of two rooms in {@code market}; {@code planted} is an hour that stalls, a category and a region. */
    private static void record(History history, String market, boolean planted, Random random) {
        List<CompletableFuture<RecordedWindow>> recordings = new ArrayList<>();
        for (String category : List.of("beauty", "toys")) {
            for (int day = 0; day < DAYS; day++) {
                for (int hour = 19; hour < 23; hour++) {
                    boolean stalls = planted && day % 7 == 4 && hour == 20 || random.nextInt(20) == 0;
                    boolean weak = planted && category.equals("toys");
                    MetricSnapshot window = window(
                            market,
                            category,
                            MONDAY.plusDays(day).plusHours(hour).toInstant(),
                            stalls,
                            (weak ? 6.0 : 15) + random.nextInt(6),
                            day >= 20,
                            List.of(
                                    region("ID-JK", 500, 50 + random.nextInt(20)),
                                    region("ID-BT", 300, 30 + random.nextInt(12)),
                                    region("MY-14", 100, (planted ? 18 : 10) + random.nextInt(planted ? 8 : 4))));
                    recordings.add(history.record(window, Map.of(), Windows.report(window), MetricTraits.NONE));
                }
            }
        }
        recordings.forEach(CompletableFuture::join);
    }

    private static RollUpReader.Query query(String market) {
        return new RollUpReader.Query(MONDAY.toInstant(), MONDAY.plusDays(DAYS).toInstant(), null, market, null);
    }

    @ParameterizedTest
    @MethodSource("places")
    void findsWhatWasPlanted(HistoryPlace place) {
        try (History history = open(place)) {
            for (int seed = 0; seed < SEEDS; seed++) {
                String market = "market " + UUID.randomUUID();
                record(history, market, true, new Random(7 + seed));
                Lookback lookback = new Lookback(history, clock);
                RollUpReader.Query query = query(market);
                String said = "seed " + seed;
                assertEquals(List.of("Friday, 20:00–21:00"), findings(lookback.ask("stall-hours", query, null)), said);
                assertEquals(List.of("toys (" + market + ")"), findings(lookback.ask("categories", query, null)), said);
                assertEquals(List.of("MY-14"), findings(lookback.ask("regions", query, null)), said);
                assertEquals(List.of(), findings(lookback.ask("releases", query, null)), said);
                assertEquals(2, lookback.ask("causes", query, null).rooms());
                if (seed == 0) {
                    // The same hour in the zone of somebody else, where it is another one from the end of October on.
                    assertEquals(
                            List.of("Friday, 15:00–16:00"),
                            findings(lookback.ask("stall-hours", query, ZoneId.of("Europe/Berlin"))));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void findsNothingWhereNothingWasPlanted(HistoryPlace place) {
        try (History history = open(place)) {
            List<String> found = new ArrayList<>();
            List<String> questions = List.of("stall-hours", "categories", "regions", "releases", "causes");
            for (int seed = 0; seed < SEEDS; seed++) {
                String market = "market " + UUID.randomUUID();
                record(history, market, false, new Random(seed));
                Lookback lookback = new Lookback(history, clock);
                for (String question : questions) {
                    findings(lookback.ask(question, query(market), null))
                            .forEach(finding -> found.add(question + ": " + finding));
                }
            }
            // Chance may answer one question in twenty.
            assertTrue(found.size() <= 0.05 * SEEDS * questions.size(), found::toString);
        }
    }

    private static List<String> findings(Insight insight) {
        return insight.items().stream()
                .filter(Insight.Item::finding)
                .map(item -> item.sentence().en().split(": ", 2)[0])
                .toList();
    }
}
