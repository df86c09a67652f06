package dev.livedoctor.ruleset;

import static dev.livedoctor.ruleset.Rooms.reading;
import static dev.livedoctor.ruleset.Rooms.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Assessment;
import dev.livedoctor.diagnosis.Attribute;
import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Blame;
import dev.livedoctor.diagnosis.Event;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbstractionTest {
    private static final Map<String, Double> FINE = Map.of("audience.viewers", 4_000.0, "playback.stall_ratio", 0.01);

    /** As many metrics that move as it takes to compare two windows. */
    private static final Map<String, Double> MOVING = Map.of(
            "audience.viewers",
            7.0,
            "audience.entries",
            7.0,
            "audience.exits",
            7.0,
            "playback.stall_ratio",
            0.7,
            "playback.latency_ms",
            7.0,
            "playback.bitrate_kbps",
            7.0,
            "ingest.dropped_frame_ratio",
            0.7,
            "ingest.clock_ratio",
            7.0);

    private static Attribute attribute(Assessment assessment, String name) {
        return assessment.facts().stream()
                .filter(fact ->
                        fact instanceof Attribute attribute && attribute.name().equals(name))
                .map(Attribute.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static Scope region(String name) {
        return Scope.of(Map.of("region", name));
    }

    /** A room whose regions stall as given; each has 1,000 viewers. */
    private static Rooms regions(double... stalls) {
        double mean = Arrays.stream(stalls).average().orElse(0);
        Rooms rooms = room(Map.of("audience.viewers", stalls.length * 1_000.0, "playback.stall_ratio", mean));
        for (int i = 0; i < stalls.length; i++) {
            rooms.slice(
                    Map.of("region", "r" + i), Map.of("audience.viewers", 1_000.0, "playback.stall_ratio", stalls[i]));
        }
        return rooms;
    }

    @Test
    void everyMetricIsOneReadingOfTheRoom() {
        Assessment assessment = room(FINE).assess();

        assertEquals(FINE.keySet(), assessment.readings().get(Scope.ROOM).keySet());
        assertTrue(reading(assessment, Scope.ROOM, "playback.stall_ratio").normal());
        assertEquals(
                4_000, reading(assessment, Scope.ROOM, "playback.stall_ratio").sample());
        assertEquals(1, reading(assessment, Scope.ROOM, "playback.stall_ratio").share());
        assertEquals(FINE.keySet(), assessment.measured());
    }

    @Test
    void aNameThatNobodyKnowsIsKept() {
        Reading reading = reading(room(Map.of("weather.rain", 3.0)), "weather.rain");

        assertEquals(Reading.State.UNJUDGED, reading.state());
        assertEquals(3, reading.value());
    }

    @Test
    void derivedMetricsAreReadToo() {
        assertEquals(
                0.1,
                reading(room(Map.of("audience.viewers", 1_000.0, "audience.exits", 100.0)), "audience.exit_ratio")
                        .value());
    }

    @Test
    void numericAttributesAreReadingsAndAttributes() {
        Assessment assessment =
                room(FINE).attributes(Map.of("room.age_days", 3.0)).assess();

        assertTrue(reading(assessment, Scope.ROOM, "room.age_days").low());
        assertEquals(3, attribute(assessment, "room.age_days").number());
    }

    @Test
    void eventsAreSoManyMinutesAgo() {
        Assessment assessment = room(FINE)
                .event("release.deployed", Rooms.START.minusSeconds(600))
                .event("maintenance", Rooms.START.plusSeconds(120))
                .assess();

        assertEquals(
                List.of(new Event("release.deployed", 11), new Event("maintenance", -1)),
                assessment.facts().stream().filter(Event.class::isInstance).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Jakarta, 20, prime, true",
        "UTC, 13, work, false",
        "America/Los_Angeles, 5, night, false",
        "America/New_York, 8, work, false",
        "Asia/Tokyo, 22, prime, true",
        "Australia/Sydney, 0, other, false",
        "Asia/Kolkata, 18, other, false"
    })
    void knowsTheHourWhereTheAudienceLives(String zone, double hour, String part, boolean peak) {
        Assessment assessment = room(FINE)
                .attributes(Map.of("room.timezone", zone))
                .at("2026-11-23T13:04:00Z")
                .assess();

        assertEquals(hour, attribute(assessment, "room.local_hour").number());
        assertEquals(part, attribute(assessment, "room.day_part").text());
        assertEquals(peak, attribute(assessment, "peak").flag());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z, GB, work",
        "2026-11-20T10:00:00Z, SA, other",
        "2026-11-21T10:00:00Z, GB, other",
        "2026-11-21T10:00:00Z, SA, other",
        "2026-11-22T10:00:00Z, GB, other",
        "2026-11-22T10:00:00Z, SA, work",
        "2026-11-23T10:00:00Z, GB, work"
    })
    void nobodyIsAtWorkAtTheWeekend(String start, String market, String part) {
        Assessment assessment = room(FINE)
                .attributes(Map.of("room.timezone", "UTC", "room.market", market))
                .at(start)
                .assess();

        assertEquals(part, attribute(assessment, "room.day_part").text());
    }

    @Test
    void aPeakThatIsGivenStays() {
        assertFalse(attribute(
                        room(FINE)
                                .attributes(Map.of("room.timezone", "Asia/Jakarta", "peak", false))
                                .assess(),
                        "peak")
                .flag());
        assertNull(attribute(room(FINE).assess(), "peak"));
    }

    @Test
    void aZoneThatNobodyKnowsGivesNoHour() {
        Assessment assessment =
                room(FINE).attributes(Map.of("room.timezone", "Mars/Base")).assess();

        assertNull(attribute(assessment, "room.local_hour"));
        assertEquals("Mars/Base", attribute(assessment, "room.timezone").text());
    }

    @ParameterizedTest
    @CsvSource({"id, id, false", "id, en, true", "zh-CN, zh_TW, false", "en, en-GB, false"})
    void languagesDifferByLanguageOnly(String host, String audience, boolean differ) {
        Assessment assessment = room(FINE)
                .attributes(Map.of("room.language", host, "room.audience_language", audience))
                .assess();

        assertEquals(differ, attribute(assessment, "room.language_differs").flag());
    }

    @Test
    void countsWhatIsMissing() {
        Map<String, Double> before = numbers(10, "audience.viewers", "audience.entries");
        Map<String, Double> now = Map.of("audience.viewers", 7.0, "audience.entries", 7.0);

        assertEquals(
                0.8, reading(room(now).previous(before), "data.missing_ratio").value());
        assertEquals(
                0.8, reading(room(now).baseline(before), "data.missing_ratio").value());
        assertEquals(
                0, reading(room(before).previous(before), "data.missing_ratio").value());
    }

    @Test
    void withFewNamesNothingIsMissing() {
        Map<String, Double> before = numbers(3, "audience.viewers");

        assertFalse(
                room(FINE).previous(before).assess().readings().get(Scope.ROOM).containsKey("data.missing_ratio"));
    }

    @Test
    void countsWhatStandsStill() {
        Map<String, Double> before = new LinkedHashMap<>(MOVING);
        before.put("ingest.height_px", 720.0);
        Map<String, Double> now = new LinkedHashMap<>(before);
        now.put("audience.exits", 8.0);
        now.put("playback.latency_ms", 8.0);

        // The picture's height has no bad direction and never moves.
        assertEquals(
                0.75,
                reading(room(now).previous(before), "data.unchanged_ratio").value());
    }

    @Test
    void zerosStandStillInHealth() {
        Map<String, Double> now = new LinkedHashMap<>(MOVING);
        now.put("audience.exits", 0.0);

        assertFalse(
                room(now).previous(MOVING).assess().readings().get(Scope.ROOM).containsKey("data.unchanged_ratio"));
    }

    @Test
    void comparesThePartsWithTheWhole() {
        Rooms rooms = room(Map.of("audience.viewers", 4_000.0));
        rooms.slice(Map.of("region", "a"), Map.of("audience.viewers", 1_500.0));
        rooms.slice(Map.of("region", "b"), Map.of("audience.viewers", 1_500.0));
        rooms.slice(Map.of("isp", "x"), Map.of("audience.viewers", 500.0));

        assertEquals(0.75, reading(rooms, "data.slices_to_total").value());
    }

    @Test
    void oneRegionIsToBlame() {
        Assessment assessment = regions(0.3, 0.01, 0.01, 0.01).assess();

        assertEquals(region("r0"), assessment.blames().get(0).scope());
        assertEquals("segment", attribute(assessment, "affected").text());
        Reading there = reading(assessment, region("r0"), "playback.stall_ratio");
        assertTrue(there.high() && there.severe());
        assertEquals(0.25, there.share());
        assertEquals(1_000, there.sample());
        assertEquals("region", there.slice());
        assertTrue(assessment.facts().contains(there));
    }

    @Test
    void aScopeIsComparedWithTheRest() {
        Assessment assessment = regions(0.045, 0.003, 0.003, 0.003).assess();

        Reading there = reading(assessment, region("r0"), "playback.stall_ratio");
        assertTrue(there.high(), there.toString());
        assertEquals(Basis.PEERS, there.basis());
        assertEquals(0.003, there.expected(), 1e-9);
    }

    @Test
    void aScopeThatIsFarFromItsBoundIsWellHoweverMuchBetterTheRestIs() {
        Assessment assessment = regions(0.012, 0.001, 0.001, 0.001).assess();

        assertNull(attribute(assessment, "affected"));
    }

    @Test
    void aWholeOfWhichOnePartAloneIsBadIsNotToBlame() {
        Rooms rooms = room(Map.of("audience.viewers", 6_000.0, "playback.stall_ratio", 0.022));
        rooms.slice(
                Map.of("device", "weak", "rendition", "1080p"),
                Map.of("audience.viewers", 500.0, "playback.stall_ratio", 0.21));
        rooms.slice(
                Map.of("device", "weak", "rendition", "480p"),
                Map.of("audience.viewers", 700.0, "playback.stall_ratio", 0.006));
        rooms.slice(
                Map.of("device", "strong", "rendition", "1080p"),
                Map.of("audience.viewers", 3_800.0, "playback.stall_ratio", 0.005));
        rooms.slice(
                Map.of("device", "strong", "rendition", "480p"),
                Map.of("audience.viewers", 1_000.0, "playback.stall_ratio", 0.004));

        assertEquals(
                List.of(Scope.of(Map.of("device", "weak", "rendition", "1080p"))),
                rooms.assess().blames().stream().map(Blame::scope).toList());
    }

    @Test
    void aFaultOfAllBlamesNobody() {
        Assessment assessment = regions(0.3, 0.3, 0.3, 0.3).assess();

        assertEquals(List.of(), assessment.blames());
        assertEquals("everyone", attribute(assessment, "affected").text());
    }

    @Test
    void aHealthyRoomBlamesNobody() {
        Assessment assessment = regions(0.01, 0.011, 0.009, 0.01).assess();

        assertEquals(List.of(), assessment.blames());
        assertNull(attribute(assessment, "affected"));
    }

    @Test
    void withoutSlicesNobodyKnowsWhoIsAffected() {
        assertNull(attribute(
                room(Map.of("audience.viewers", 1_000.0, "playback.stall_ratio", 0.3))
                        .assess(),
                "affected"));
    }

    @Test
    void aFewBadLinesAreNoIncident() {
        Rooms rooms = room(Map.of("audience.viewers", 4_000.0, "playback.stall_ratio", 0.011));
        rooms.slice(Map.of("isp", "a"), Map.of("audience.viewers", 3_990.0, "playback.stall_ratio", 0.01));
        rooms.slice(Map.of("isp", "b"), Map.of("audience.viewers", 10.0, "playback.stall_ratio", 0.6));

        assertEquals("few", attribute(rooms.assess(), "affected").text());
    }

    private static Map<String, Reading> shipped(Map<String, Double> metrics) {
        return Objects.requireNonNull(new Abstraction(Shipped.ruleset().pack(), new Localiser())
                .assess(room(metrics).snapshot())
                .readings()
                .get(Scope.ROOM));
    }

    @Test
    void aRatioThatItsCountsDisproveIsNotJudged() {
        Map<String, Double> counts = Map.of("commerce.payment_attempts", 300.0, "commerce.orders", 280.0);
        Map<String, Double> given = new LinkedHashMap<>(counts);
        given.put("commerce.payment_success_ratio", 0.4);

        Map<String, Reading> readings = shipped(given);

        assertTrue(readings.get("data.payment_ratio_agreement").low());
        assertEquals(
                Reading.State.UNJUDGED,
                readings.get("commerce.payment_success_ratio").state());
        assertTrue(shipped(counts).get("commerce.payment_success_ratio").normal());
    }

    @Test
    void aRatioThatNobodyGaveIsNotComparedWithItsCounts() {
        Map<String, Reading> readings =
                shipped(Map.of("commerce.checkouts", 100.0, "commerce.payment_attempts", 320.0));

        assertFalse(readings.containsKey("data.attempt_ratio_agreement"));
    }

    @Test
    void sharesOfTheSameAddUp() {
        Map<String, Reading> readings = shipped(
                Map.of("audience.entries", 900.0, "audience.bounce_ratio", 0.7, "audience.retention_60s_ratio", 0.6));

        assertEquals(1.3, readings.get("data.bounce_and_stay").value(), 1e-9);
        assertEquals(
                Reading.State.UNJUDGED, readings.get("audience.bounce_ratio").state());
        assertFalse(shipped(Map.of("audience.entries", 900.0, "audience.bounce_ratio", 0.7))
                .containsKey("data.bounce_and_stay"));
    }

    /** What the shipped pack reads in a room with three thousand viewers in two slices that play, and a third with {@code hit} and {@code baseline}. */
    private static Assessment beside(Map<String, Double> hit, Map<String, Double> baseline) {
        Rooms rooms = room(Map.of("audience.viewers", 3_000.0, "audience.entries", 2_000.0));
        for (String isp : List.of("a", "b")) {
            rooms.slice(
                    Map.of("isp", isp),
                    Map.of(
                            "audience.viewers", 1_500.0,
                            "audience.entries", 800.0,
                            "playback.stall_ratio", 0.01,
                            "playback.failure_ratio", 0.01,
                            "delivery.edge_error_ratio", 0.001));
        }
        rooms.slice(Map.of("isp", "x"), hit, baseline);
        return new Abstraction(Shipped.ruleset().pack(), new Localiser()).assess(rooms.snapshot());
    }

    private static final Scope HIT = Scope.of(Map.of("isp", "x"));

    @Test
    void whoEnteredCountsAndNotWhoIsLeft() {
        Assessment assessment = beside(
                Map.of("audience.viewers", 4.0, "audience.entries", 400.0, "playback.failure_ratio", 0.97), Map.of());

        assertEquals("segment", attribute(assessment, "affected").text());
        Reading there = reading(assessment, HIT, "playback.failure_ratio");
        assertTrue(there.high());
        assertEquals(0.2, there.share(), 1e-9);
    }

    @Test
    void whoIsUsuallyThereCountsAndNotWhoIsLeft() {
        Assessment assessment = beside(
                Map.of("audience.viewers", 12.0, "playback.stall_ratio", 0.7), Map.of("audience.viewers", 1_000.0));

        assertEquals("segment", attribute(assessment, "affected").text());
        Reading there = reading(assessment, HIT, "playback.stall_ratio");
        assertTrue(there.high());
        assertEquals(0.25, there.share(), 1e-9);
    }

    @Test
    void noViewersLineMakesAServerErr() {
        Assessment assessment = beside(Map.of("audience.viewers", 15.0, "delivery.edge_error_ratio", 0.5), Map.of());

        assertEquals("segment", attribute(assessment, "affected").text());
    }

    @Test
    void whatNobodyCountedIsNotFew() {
        Rooms rooms = room(Map.of("audience.viewers", 3_000.0));
        rooms.slice(Map.of("isp", "x"), Map.of("playback.stall_ratio", 0.3));
        rooms.slice(Map.of("isp", "y"), Map.of("playback.stall_ratio", 0.01));
        rooms.slice(Map.of("isp", "z"), Map.of("playback.stall_ratio", 0.01));

        assertEquals("segment", attribute(rooms.assess(), "affected").text());
    }

    @Test
    void confoundedDimensionsHaveReadingsUnderEveryName() {
        Rooms rooms = room(Map.of("audience.viewers", 3_000.0, "playback.stall_ratio", 0.11));
        Stream.of("0", "1", "2")
                .forEach(one -> rooms.slice(
                        Map.of("region", "r" + one, "cdn_node", "n" + one),
                        Map.of("audience.viewers", 1_000.0, "playback.stall_ratio", one.equals("0") ? 0.3 : 0.01)));

        Assessment assessment = rooms.assess();

        Blame blame = assessment.blames().get(0);
        Scope node = Scope.of(Map.of("cdn_node", "n0"));
        assertTrue(blame.scope().equals(node) || blame.equivalents().contains(node), blame.toString());
        assertTrue(blame.scope().equals(region("r0")) || blame.equivalents().contains(region("r0")), blame.toString());
        assertTrue(reading(assessment, node, "playback.stall_ratio").high());
        assertTrue(reading(assessment, region("r0"), "playback.stall_ratio").high());
    }

    @Test
    void countsOfAScopeAddAndSharesAreMeans() {
        Rooms rooms = room(Map.of("audience.viewers", 3_000.0, "playback.stall_ratio", 0.3));
        rooms.slice(
                Map.of("region", "a", "isp", "x"),
                Map.of("audience.viewers", 300.0, "playback.stall_ratio", 0.5, "audience.exits", 10.0));
        rooms.slice(
                Map.of("region", "a", "isp", "y"),
                Map.of("audience.viewers", 700.0, "playback.stall_ratio", 0.4, "audience.exits", 20.0));
        rooms.slice(
                Map.of("region", "b", "isp", "x"),
                Map.of("audience.viewers", 1_000.0, "playback.stall_ratio", 0.01, "audience.exits", 20.0));
        rooms.slice(
                Map.of("region", "b", "isp", "y"),
                Map.of("audience.viewers", 1_000.0, "playback.stall_ratio", 0.01, "audience.exits", 30.0));

        Assessment assessment = rooms.assess();

        assertEquals(1_000, reading(assessment, region("a"), "audience.viewers").value());
        assertEquals(30, reading(assessment, region("a"), "audience.exits").value());
        assertEquals(
                0.43, reading(assessment, region("a"), "playback.stall_ratio").value(), 1e-9);
        assertEquals(
                1.0 / 3,
                reading(assessment, region("a"), "playback.stall_ratio").share(),
                1e-9);
    }

    @Test
    void aSliceThatReportsNothingHasLostItsViewers() {
        Rooms rooms = room(Map.of("audience.viewers", 2_000.0));
        rooms.slice(Map.of("region", "a"), Map.of("audience.entries", 300.0), Map.of("audience.viewers", 1_000.0));
        rooms.slice(Map.of("region", "b"), Map.of("audience.viewers", 1_000.0), Map.of("audience.viewers", 1_000.0));
        rooms.slice(Map.of("region", "c"), Map.of("audience.viewers", 1_000.0), Map.of("audience.viewers", 1_000.0));

        assertEquals(region("a"), rooms.assess().blames().get(0).scope());
    }

    @Test
    void healthNeedsToBeLookedAtFromTwoSides() {
        assertFalse(room(FINE).assess().enough());
        assertTrue(room(Map.of(
                        "audience.viewers",
                        4_000.0,
                        "playback.stall_ratio",
                        0.01,
                        "playback.latency_ms",
                        500.0,
                        "playback.bitrate_kbps",
                        2_000.0,
                        "ingest.dropped_frame_ratio",
                        0.001))
                .assess()
                .enough());
        assertFalse(room(Map.of(
                        "playback.stall_ratio", 0.01, "playback.latency_ms", 500.0, "playback.bitrate_kbps", 2_000.0))
                .assess()
                .enough());
    }

    @Test
    void maintenanceIsSaid() {
        assertTrue(room(FINE).attributes(Map.of("maintenance", true)).assess().maintenance());
        assertFalse(room(FINE).attributes(Map.of("maintenance", false)).assess().maintenance());
        assertFalse(room(FINE).assess().maintenance());
    }

    @Test
    void theOrderOfSlicesAndMetricsNeverMatters() {
        RandomSnapshots snapshots = new RandomSnapshots(TinyPack.read(), new Random(5));
        Random random = new Random(6);
        Abstraction abstraction = new Abstraction(TinyPack.read(), new Localiser());
        for (int i = 0; i < 200; i++) {
            MetricSnapshot one = snapshots.next();
            MetricSnapshot other = Shuffled.of(one, random);

            assertEquals(rounded(abstraction.assess(one)), rounded(abstraction.assess(other)));
        }
    }

    /** What rules read, without the last digits: sums of slices depend on their order there. */
    private static String rounded(Assessment assessment) {
        return assessment.facts().toString().replaceAll("(\\.\\d{9})\\d+", "$1");
    }

    /** So many numbers, the given names among them. */
    private static Map<String, Double> numbers(int count, String... names) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Stream.of(names).forEach(name -> numbers.put(name, 7.0));
        for (int i = names.length; i < count; i++) {
            numbers.put("other.metric_" + i, 7.0);
        }
        return numbers;
    }
}
