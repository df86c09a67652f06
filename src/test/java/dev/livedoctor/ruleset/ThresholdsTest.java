package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.ruleset.Thresholds.Limits;
import dev.livedoctor.ruleset.Thresholds.OneOf;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {

    /** The bound that latency is compared with, in a room of so many viewers. */
    private static double bound(Map<String, Object> attributes, double viewers, int seconds) {
        return Rooms.reading(
                        Rooms.room(Map.of("playback.latency_ms", 10.0, "audience.viewers", viewers))
                                .attributes(attributes)
                                .seconds(seconds),
                        "playback.latency_ms")
                .bound();
    }

    @Test
    void theFirstLayerThatFitsReplacesTheBound() {
        assertEquals(10_000, bound(Map.of(), 1_000, 60));
        assertEquals(800, bound(Map.of("stream.transport", "rtc"), 1_000, 60));
        assertEquals(800, bound(Map.of("stream.transport", "rtc", "peak", true), 150, 600));
        assertEquals(8_000, bound(Map.of("peak", true), 1_000, 60));
        assertEquals(10_000, bound(Map.of("peak", false), 1_000, 60));
    }

    @Test
    void everyConditionOfALayerMustHold() {
        assertEquals(10_000, bound(Map.of("stream.transport", "flv"), 1_000, 60));
        assertEquals(10_000, bound(Map.of("room.category", "auction"), 1_000, 60));
        assertEquals(3_000, bound(Map.of("room.category", "auction", "stream.transport", "hls"), 1_000, 60));
    }

    @ParameterizedTest
    @CsvSource({"99, 10000", "100, 5000", "199, 5000", "200, 10000"})
    void aRangeHoldsItsLowerEnd(double viewers, double bound) {
        assertEquals(bound, bound(Map.of(), viewers, 60));
    }

    @Test
    void theLengthOfTheWindowCounts() {
        assertEquals(7_000, bound(Map.of(), 1_000, 300));
        assertEquals(10_000, bound(Map.of(), 1_000, 299));
    }

    @Test
    void aLayerReplacesWhatItNamesOnly() {
        Limits base = new Limits(10, 2, 20);

        assertEquals(new Limits(5, 2, 20), new Limits(5, Double.NaN, Double.NaN).over(base));
        assertEquals(base, Limits.NONE.over(base));
        assertEquals(new Limits(5, 1, 9), new Limits(5, 1, 9).over(base));
    }

    @Test
    void aTextFitsByItsWords() {
        OneOf live = new OneOf("room.category", List.of("auction", "game", "直播"));

        assertTrue(live.admits("auction"));
        assertTrue(live.admits("Live Auction, daily"));
        assertTrue(live.admits("GAME/cards"));
        assertTrue(live.admits("直播 带货"));
        assertFalse(live.admits("auctions"));
        assertFalse(live.admits("board_game"));
        assertFalse(live.admits(""));
        assertFalse(live.admits(null));
    }

    @Test
    void otherValuesFitAsTheyAre() {
        assertTrue(new OneOf("peak", List.of(true)).admits(true));
        assertFalse(new OneOf("peak", List.of(true)).admits(false));
        assertTrue(new OneOf("payment.steps", List.of(3.0)).admits(3.0));
        assertFalse(new OneOf("payment.steps", List.of(3.0)).admits("3"));
    }

    @Test
    void numericAttributesHaveBounds() {
        assertTrue(Rooms.reading(
                        Rooms.room(Map.of("audience.viewers", 5.0)).attributes(Map.of("room.age_days", 3.0)),
                        "room.age_days")
                .low());
    }

    @Test
    void toleranceIsThatOfTheUnitWhereTheMetricHasNone() {
        Thresholds thresholds = TinyPack.read().thresholds();

        assertEquals(
                2,
                Objects.requireNonNull(thresholds.tolerances().get(Unit.RATIO))
                        .high()
                        .times());
        Thresholds.Bounds dropped = Objects.requireNonNull(thresholds.bounds().get("ingest.dropped_frame_ratio"));
        assertEquals(3, Objects.requireNonNull(dropped.tolerance()).high().times());
        assertEquals(0.7, dropped.tolerance().low().times());
        assertFalse(Objects.requireNonNull(thresholds.bounds().get("ingest.clock_ratio"))
                .usesBaseline());
    }
}
