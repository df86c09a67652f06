package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import dev.livedoctor.alert.AlertPolicy;
import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.diagnosis.AlertTimes;
import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stays of the past, wherever it lies, and what is said of it. */
class RollUpReaderTest extends OnBothStores {
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZonedDateTime MONDAY = ZonedDateTime.of(2026, 10, 5, 0, 0, 0, 0, JAKARTA);
    private static final Instant EIGHT = MONDAY.plusHours(20).toInstant();

    private final SetClock clock = new SetClock(EIGHT.plus(Duration.ofDays(30)));
    private final String room = "room " + UUID.randomUUID();

    private History open(HistoryPlace place) {
        return new History(
                place,
                HistoryContract.LIMITS,
                AlertPolicy.USUAL,
                clock,
                name -> name.equals("Province") ? "region" : name);
    }

    private RollUpReader.Query all() {
        return new RollUpReader.Query(
                EIGHT.minus(Duration.ofDays(3)), EIGHT.plus(Duration.ofDays(300)), room, null, null);
    }

    private RollUpReader settled(History history) {
        RollUpReader rollUps = history.rollUps().orElseThrow();
        assertEquals(0, rollUps.rollUpPending(all(), clock.instant().plusSeconds(60)));
        return rollUps;
    }

    private List<Quarter> quarters(History history) {
        List<Quarter> quarters = new ArrayList<>();
        settled(history).quarters(all(), quarters::add);
        return quarters;
    }

    private MetricSnapshot window(Instant start, Map<String, Double> metrics, List<Slice> slices) {
        return window(start, metrics, slices, "beauty", "ID");
    }

    private MetricSnapshot window(
            Instant start, Map<String, Double> metrics, List<Slice> slices, String category, String market) {
        return new MetricSnapshot(
                room,
                new Window(start, start.plusSeconds(60)),
                metrics,
                Map.of(
                        "room.timezone",
                        "Asia/Jakarta",
                        "room.category",
                        category,
                        "room.market",
                        market,
                        "stream.codec",
                        "h264",
                        "room.session_minutes",
                        12.0,
                        "payment.steps",
                        3.0,
                        "room.policy_restricted",
                        false),
                Map.of(),
                Map.of(),
                slices,
                List.of(new RoomEvent(start, "release.deployed", "5.2")));
    }

    private static Map<String, Double> metrics(double viewers, double stalls) {
        return Map.of(
                "audience.viewers",
                viewers,
                "playback.stall_ratio",
                stalls,
                "audience.entries",
                100.0,
                "commerce.orders",
                3.0,
                "commerce.product_clicks",
                20.0);
    }

    private static Slice slice(Map<String, String> dimensions, double viewers, double exits) {
        return new Slice(dimensions, Map.of("audience.viewers", viewers, "audience.exits", exits), Map.of());
    }

    @ParameterizedTest
    @MethodSource("places")
    void sumsUpQuarters(HistoryPlace place) {
        try (History history = open(place)) {
            Windows.record(history, window(EIGHT, metrics(900, 0.2), List.of()));
            Windows.record(history, window(EIGHT.plusSeconds(60), metrics(1000, 0.01), List.of()));
            Windows.record(history, window(EIGHT.plusSeconds(120), Map.of("ingest.connected", 1.0), List.of()));
            Windows.record(history, window(EIGHT.plusSeconds(900), metrics(500, 0), List.of()));
            List<Quarter> quarters = quarters(history);
            assertEquals(2, quarters.size());
            Quarter first = quarters.get(0);
            assertEquals(EIGHT, first.start());
            assertEquals(new RoomInfo(room, "Asia/Jakarta", "beauty", "ID"), first.place());
            assertEquals("h264", first.setup().get("stream.codec"));
            assertEquals("3", first.setup().get("payment.steps"));
            assertTrue(!first.setup().containsKey("room.session_minutes"), first.setup()::toString);
            assertTrue(!first.setup().containsKey("room.policy_restricted"), first.setup()::toString);
            assertEquals(3, first.minutes());
            assertEquals(1900, first.watched());
            assertEquals(2, first.seen());
            assertEquals(1, first.stalled());
            assertEquals(900, first.exposed());
            assertEquals(190, first.lost(), 1e-9);
            assertEquals(200, first.entries());
            assertEquals(6, first.orders());
            assertEquals(40, first.funnel()[1]);
            // A late one changes what was summed up, and the same one again does not.
            for (int i = 0; i < 2; i++) {
                Windows.record(history, window(EIGHT.plusSeconds(180), metrics(100, 0.5), List.of()));
                assertEquals(2000, quarters(history).get(0).watched());
                assertEquals(2, quarters(history).get(0).stalled());
            }
            List<ReleaseEvent> releases = new ArrayList<>();
            settled(history).releases(all(), releases::add);
            assertEquals(5, releases.size());
            assertEquals("5.2", releases.get(0).note());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void countsEachViewerOfARegionOnce(HistoryPlace place) {
        try (History history = open(place)) {
            List<Slice> leaves = List.of(
                    slice(Map.of("region", "ID-JK", "isp", "a"), 100, 10),
                    slice(Map.of("region", "ID-JK", "isp", "b"), 200, 20),
                    slice(Map.of("region", "MY-14", "isp", "c"), 50, 1),
                    slice(Map.of("isp", "a"), 999, 99));
            Windows.record(history, window(EIGHT, metrics(350, 0), leaves));
            List<Slice> both = new ArrayList<>(leaves);
            both.add(slice(Map.of("region", "ID-JK"), 300, 30));
            both.add(slice(Map.of("region", "MY-14"), 50, 1));
            Windows.record(history, window(EIGHT.plusSeconds(60), metrics(350, 0), both));
            List<Slice> others = List.of(
                    slice(Map.of("Province", "ID-BT"), 40, 4), slice(Map.of("Province", "ID-BT", "isp", "a"), 40, 4));
            Windows.record(history, window(EIGHT.plusSeconds(120), metrics(350, 0), others));
            Map<String, SliceHour> regions = new HashMap<>();
            settled(history).slices(all(), SliceHour.Dimension.REGION, one -> regions.put(one.value(), one));
            assertEquals(600, regions.get("ID-JK").watched());
            assertEquals(60, regions.get("ID-JK").exits());
            assertEquals(100, regions.get("MY-14").watched());
            assertEquals(40, regions.get("ID-BT").watched());
            assertEquals(3, regions.size());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void keepsCausesThatWereLikely(HistoryPlace place) {
        try (History history = open(place)) {
            for (int i = 0; i < 2; i++) {
                record(
                        history,
                        window(EIGHT.plusSeconds(60 * i), metrics(900, 0.2), List.of()),
                        List.of(),
                        List.of(
                                diagnosis("CDN_NODE_FAULT", Verdict.CONFIRMED),
                                diagnosis("ISP_PEERING_POOR", Verdict.POSSIBLE),
                                harmless("SAMPLE_TOO_SMALL")));
            }
            List<CauseHour> causes = new ArrayList<>();
            settled(history).causes(all(), causes::add);
            assertEquals(1, causes.size());
            assertEquals("CDN_NODE_FAULT", causes.get(0).cause());
            assertEquals("cdn_node=jkt-2", causes.get(0).scope());
            assertEquals(2, causes.get(0).minutes());
        }
    }

    private static void record(
            History history,
            MetricSnapshot window,
            List<Report.SymptomFound> symptoms,
            List<Report.Diagnosis> diagnoses) {
        StoredReport plain = Windows.report(window);
        Report report = plain.report();
        history.record(
                        window,
                        Map.of(),
                        new StoredReport(
                                plain.id(),
                                plain.at(),
                                new Report(
                                        report.room(),
                                        report.window(),
                                        report.status(),
                                        report.summary(),
                                        symptoms,
                                        diagnoses,
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        report.rules())),
                        MetricTraits.NONE)
                .join();
    }

    /** What is only more than usual is no stall: usual changes, and with it whatever was counted by it. */
    @ParameterizedTest
    @MethodSource("places")
    void stallsAreThoseOfBounds(HistoryPlace place) {
        try (History history = open(place)) {
            for (Basis basis : List.of(Basis.BASELINE, Basis.THRESHOLD)) {
                MetricSnapshot window = window(EIGHT.plusSeconds(60L * basis.ordinal()), metrics(900, 0.01), List.of());
                record(history, window, List.of(stalls(basis)), List.of());
            }
            Quarter quarter = quarters(history).get(0);
            assertEquals(2, quarter.seen());
            assertEquals(1, quarter.stalled());
        }
    }

    private static Report.SymptomFound stalls(Basis basis) {
        Observation seen = new Observation(
                "playback.stall_ratio", Scope.ROOM, 0.01, null, 0.005, Direction.ABOVE, basis, null, null, "rule", "");
        Text none = new Text("", "");
        return new Report.SymptomFound(
                new SymptomKnowledge("STALLS", Severity.MAJOR, List.of(), none, none, none, none, none),
                Severity.MAJOR,
                Scope.ROOM,
                List.of(seen),
                List.of(),
                null);
    }

    private static Report.Diagnosis diagnosis(String code, Verdict verdict) {
        return diagnosis(code, verdict, false);
    }

    private static Report.Diagnosis harmless(String code) {
        return diagnosis(code, Verdict.CONFIRMED, true);
    }

    private static Report.Diagnosis diagnosis(String code, Verdict verdict, boolean harmless) {
        Text none = new Text("", "");
        return new Report.Diagnosis(
                new CauseKnowledge(
                        code,
                        "network",
                        0,
                        harmless,
                        Map.of(),
                        List.of(),
                        none,
                        none,
                        none,
                        none,
                        none,
                        List.of(),
                        AlertTimes.USUAL),
                verdict,
                0.9,
                Scope.of(Map.of("cdn_node", "jkt-2")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** What one snapshot says must not hold up the roll-up of all that came after. */
    @ParameterizedTest
    @MethodSource("places")
    void numbersAndTextsWithoutMeasureAreCounted(HistoryPlace place) {
        try (History history = open(place)) {
            MetricSnapshot sane = window(EIGHT, metrics(900, 0), List.of());
            Map<String, Object> attributes = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                attributes.put(
                        "text." + i,
                        new Random(i)
                                .ints(100, 0x4e00, 0x9fff)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString());
            }
            Windows.record(
                    history,
                    new MetricSnapshot(
                            room,
                            new Window(EIGHT, EIGHT.plusSeconds(120)),
                            Map.of("audience.viewers", 1.7e308, "playback.stall_ratio", 0.0),
                            attributes,
                            Map.of(),
                            Map.of(),
                            List.of(),
                            List.of()));
            Windows.record(history, sane);
            assertEquals(1, quarters(history).size());
        }
    }

    /** Whoever names each release and each setup anew must not fill the store for ever. */
    @ParameterizedTest
    @MethodSource("places")
    void wordsGoWithTheLastRowThatHasThem(HistoryPlace place) {
        String category = "category " + UUID.randomUUID();
        try (History history = open(place)) {
            Windows.record(history, window(EIGHT, metrics(900, 0), List.of(), category, "ID"));
            settled(history);
            assertEquals(1, words(history, category));
            clock.set(EIGHT.plus(Duration.ofDays(600)));
            Windows.record(history, window(clock.instant().minusSeconds(7200), metrics(900, 0), List.of()));
            assertEquals(List.of("beauty"), lately(history));
            history.open().rollUpJob().run();
            assertEquals(0, words(history, category));
            // What comes again is a new word.
            Windows.record(
                    history, window(clock.instant().minusSeconds(3600), metrics(900, 0), List.of(), category, "ID"));
            assertEquals(List.of("beauty", category), lately(history));
        }
    }

    /** The categories of the last hours. */
    private List<String> lately(History history) {
        RollUpReader.Query query =
                new RollUpReader.Query(clock.instant().minusSeconds(7200), clock.instant(), room, null, null);
        RollUpReader rollUps = history.rollUps().orElseThrow();
        rollUps.rollUpPending(query, clock.instant().plusSeconds(60));
        List<String> categories = new ArrayList<>();
        rollUps.quarters(query, quarter -> categories.add(quarter.setup().get("room.category")));
        return categories;
    }

    private static int words(History history, String part) {
        return history.open()
                .reader()
                .rows("SELECT COUNT(*) FROM word WHERE text LIKE ?", row -> row.getInt(1), "%" + part + "%")
                .get(0);
    }

    /** A room that sells something else, or elsewhere, has its past as it was. */
    @ParameterizedTest
    @MethodSource("places")
    void marketAndCategoryAreThoseOfTheTime(HistoryPlace place) {
        try (History history = open(place)) {
            List<Slice> slices = List.of(slice(Map.of("region", "A"), 450, 5), slice(Map.of("region", "B"), 450, 5));
            Windows.record(history, window(EIGHT, metrics(900, 0), slices));
            Windows.record(history, window(EIGHT.plusSeconds(3600), metrics(900, 0), slices, "toys \"n\" games", "VN"));
            settled(history);
            assertEquals(List.of(EIGHT), told(history, null, "ID"));
            assertEquals(List.of(EIGHT), told(history, "beauty", null));
            assertEquals(List.of(EIGHT.plusSeconds(3600)), told(history, "toys \"n\" games", "VN"));
            assertEquals(List.of(), told(history, "beauty", "VN"));
        }
    }

    /** When there was anything of this category and market, which all tables agree about. */
    private List<Instant> told(History history, @Nullable String category, @Nullable String market) {
        RollUpReader.Query query = new RollUpReader.Query(all().from(), all().to(), room, market, category);
        RollUpReader rollUps = history.rollUps().orElseThrow();
        List<Instant> quarters = new ArrayList<>();
        rollUps.quarters(query, quarter -> quarters.add(quarter.start()));
        List<Instant> slices = new ArrayList<>();
        rollUps.slices(query, SliceHour.Dimension.REGION, slice -> slices.add(slice.start()));
        assertEquals(quarters, slices.stream().distinct().toList());
        List<Instant> hours = new ArrayList<>();
        rollUps.metric(query, "audience.viewers", hour -> hours.add(hour.start()));
        assertEquals(quarters, hours);
        List<Instant> releases = new ArrayList<>();
        rollUps.releases(query, release -> releases.add(release.at()));
        assertEquals(quarters, releases);
        return quarters;
    }

    /** Whoever asks for one room does not wait for all others, nor for an hour that is not over. */
    @ParameterizedTest
    @MethodSource("places")
    void onlyWhatIsAskedForIsRolledUp(HistoryPlace place) {
        try (History history = open(place)) {
            Windows.record(history, Windows.window("another " + room, EIGHT, 900));
            Windows.record(history, window(clock.instant(), metrics(900, 0), List.of()));
            RollUpReader rollUps = history.rollUps().orElseThrow();
            assertEquals(1, rollUps.rollUpPending(all(), clock.instant().minusSeconds(1)), "that hour only");
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void whatIsNotCountedInTimeIsTold(HistoryPlace place) {
        try (History history = open(place)) {
            for (int hour = 0; hour < 5; hour++) {
                Windows.record(history, window(EIGHT.plusSeconds(3600 * hour), metrics(900, 0), List.of()));
            }
            RollUpReader rollUps = history.rollUps().orElseThrow();
            RollUpReader.Query range = new RollUpReader.Query(EIGHT, EIGHT.plusSeconds(5 * 3600), room, null, null);
            assertTrue(rollUps.rollUpPending(range, clock.instant().minusSeconds(1)) >= 5);
            assertEquals(0, rollUps.rollUpPending(range, clock.instant().plusSeconds(60)));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void outlivesTheWindowsAndNotTheHours(HistoryPlace place) {
        try (History history = open(place)) {
            Windows.record(history, window(EIGHT, metrics(900, 0.2), List.of()));
            Windows.record(history, window(EIGHT.plus(Duration.ofDays(60)), metrics(900, 0.2), List.of()));
            clock.set(EIGHT.plus(Duration.ofDays(60)).plus(Hour.LENGTH));
            history.open().rollUpJob().run();
            assertEquals(
                    1,
                    history.open()
                            .reader()
                            .windows(room, 0, 0, Long.MAX_VALUE, 9)
                            .size());
            assertEquals(2, quarters(history).size());
            clock.set(EIGHT.plus(Duration.ofDays(600)));
            Windows.record(history, window(EIGHT.plus(Duration.ofDays(600)), metrics(900, 0.2), List.of()));
            history.open().rollUpJob().run();
            assertEquals(0, quarters(history).size());
        }
    }
}
