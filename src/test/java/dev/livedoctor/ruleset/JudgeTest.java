package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Reading.Habit;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Reading.Trend;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.ruleset.Thresholds.Bounds;
import dev.livedoctor.ruleset.Thresholds.Limits;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final double UNKNOWN = Double.NaN;
    private static final RulePack PACK = TinyPack.read();
    private static final Judge JUDGE = new Judge(PACK.thresholds());

    /** A number in the room, with whatever else is known of it. */
    private record Number(String metric, double value, double baseline, double previous, double peers, double sample) {
        static Number of(String metric, double value) {
            return new Number(metric, value, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
        }

        Number usually(double baseline) {
            return new Number(metric, value, baseline, previous, peers, sample);
        }

        Number before(double previous) {
            return new Number(metric, value, baseline, previous, peers, sample);
        }

        Number beside(double peers) {
            return new Number(metric, value, baseline, previous, peers, sample);
        }

        Number among(double sample) {
            return new Number(metric, value, baseline, previous, peers, sample);
        }

        Reading judge() {
            Bounds bounds = PACK.thresholds().bounds().get(metric);
            return JUDGE.judge(
                    Objects.requireNonNull(PACK.metrics().get(metric)),
                    Scope.ROOM,
                    new Judge.Input(value, baseline, previous, peers, sample, 1, 1),
                    bounds == null ? Limits.NONE : bounds.base());
        }

        State state() {
            return judge().state();
        }
    }

    private static Number stalls(double value) {
        return Number.of("playback.stall_ratio", value);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, NORMAL, false",
        "0.05, NORMAL, false",
        "0.06, HIGH, false",
        "0.2, HIGH, false",
        "0.21, HIGH, true"
    })
    void aHighBound(double value, State state, boolean severe) {
        Reading reading = stalls(value).judge();

        assertEquals(state, reading.state());
        assertEquals(severe, reading.severe());
        assertEquals(state == State.HIGH, reading.harmful());
        assertEquals(0.05, reading.bound());
        assertEquals(Basis.THRESHOLD, reading.basis());
        assertEquals(value > 0.05 ? Direction.ABOVE : Direction.BELOW, reading.direction());
    }

    @ParameterizedTest
    @CsvSource({"800, NORMAL, false", "500, NORMAL, false", "499, LOW, false", "100, LOW, false", "99, LOW, true"})
    void aLowBound(double value, State state, boolean severe) {
        Reading reading = Number.of("playback.bitrate_kbps", value).judge();

        assertEquals(state, reading.state());
        assertEquals(severe, reading.severe());
    }

    @ParameterizedTest
    @CsvSource({
        "1, NORMAL, false",
        "1.003, HIGH, false",
        "1.011, HIGH, true",
        "0.997, LOW, false",
        "0.989, LOW, true",
        "0.991, LOW, false"
    })
    void boundsOnBothSidesMirrorTheSevereOne(double value, State state, boolean severe) {
        Reading reading = Number.of("ingest.clock_ratio", value).judge();

        assertEquals(state, reading.state());
        assertEquals(severe, reading.severe());
    }

    @Test
    void withNothingToCompareWithNothingIsSaid() {
        Reading reading = Number.of("audience.exits", 1e6).judge();

        assertEquals(State.UNJUDGED, reading.state());
        assertFalse(reading.high() || reading.low() || reading.normal() || reading.thin());
        assertEquals(Habit.UNKNOWN, reading.habit());
    }

    @Test
    void aDeviationFromTheBaselineCountsWithinTheBound() {
        Reading reading = stalls(0.04).usually(0.006).among(4_000).judge();

        assertEquals(State.HIGH, reading.state());
        assertEquals(Basis.BASELINE, reading.basis());
        assertEquals(0.016, reading.bound(), 1e-9);
        assertEquals(0.006, reading.expected());
        assertTrue(reading.unusual());
    }

    @ParameterizedTest
    @CsvSource({"0.06", "0.08", "0.2", "0.5"})
    void aBaselineNeverHidesABreach(double usual) {
        Reading reading = stalls(0.08).usually(usual).among(4_000).judge();

        assertEquals(State.HIGH, reading.state());
        assertTrue(reading.harmful());
        assertEquals(Basis.THRESHOLD, reading.basis());
    }

    @Test
    void aBreachThatIsUsualSaysSo() {
        Reading reading = stalls(0.08).usually(0.08).among(4_000).judge();

        assertTrue(reading.high() && reading.usual());
    }

    @Test
    void aBaselineThatIsNotAskedIsNotLookedAt() {
        Reading reading = Number.of("ingest.clock_ratio", 1).usually(2).judge();

        assertEquals(State.NORMAL, reading.state());
        assertEquals(Habit.UNKNOWN, reading.habit());
    }

    @Test
    void betterThanUsualHarmsNobody() {
        Reading reading = Number.of("audience.exits", 10).usually(480).judge();

        assertEquals(State.LOW, reading.state());
        assertTrue(reading.normal());
        assertFalse(reading.harmful() || reading.severe() || reading.unusual());
    }

    @Test
    void noiseOfCountsIsNoDeviation() {
        assertEquals(State.NORMAL, Number.of("audience.exits", 15).usually(9).state());
        assertEquals(State.HIGH, Number.of("audience.exits", 900).usually(480).state());
    }

    @Test
    void farBeyondTheBaselineIsSevereWhereNoBoundIs() {
        assertFalse(Number.of("audience.exits", 900).usually(480).judge().severe());
        assertTrue(Number.of("audience.exits", 1_200).usually(480).judge().severe());
    }

    @ParameterizedTest
    @CsvSource({"24, THIN", "25, HIGH", "1000, HIGH"})
    void aSampleUnderTheGuardSaysNothing(double sample, State state) {
        Reading reading = stalls(0.5).among(sample).judge();

        assertEquals(state, reading.state());
        assertEquals(Math.round(sample), reading.sample());
    }

    @Test
    void whereTheSampleIsUnknownTheNumberCounts() {
        assertEquals(State.HIGH, stalls(0.5).state());
        assertEquals(-1, stalls(0.5).judge().sample());
    }

    @ParameterizedTest
    @CsvSource({"0.0765, 26, THIN", "0.06, 30, NORMAL", "0.051, 4000, NORMAL", "0.06, 4000, HIGH", "0.5, 30, HIGH"})
    void fewHitsSayNothing(double value, double sample, State state) {
        assertEquals(state, stalls(value).among(sample).state());
    }

    /** Where nothing is usual, one or two are no change of habit. */
    @ParameterizedTest
    @CsvSource({"0.02, 50, NORMAL", "0.04, 50, NORMAL", "0.0469, 64, NORMAL", "0.04, 200, HIGH"})
    void fewHitsAreNoDeviation(double value, double sample, State state) {
        assertEquals(state, stalls(value).usually(0).among(sample).state());
    }

    /** Chance reaches further up than down, the more so the fewer are expected. */
    @Test
    void whatChanceMayBringIsNoDeviation() {
        assertEquals(State.NORMAL, Number.of("audience.exits", 22).usually(11).state());
        assertEquals(State.HIGH, Number.of("audience.exits", 32).usually(11).state());
        assertEquals(State.NORMAL, stalls(0.046).usually(0.0149).among(74).state());
        assertEquals(State.HIGH, stalls(0.046).usually(0.0149).among(740).state());
    }

    @Test
    void peersAreAskedWhereNoBaselineIs() {
        Reading reading = stalls(0.04).beside(0.005).among(2_000).judge();

        assertEquals(State.HIGH, reading.state());
        assertEquals(Basis.PEERS, reading.basis());
        assertEquals(0.005, reading.expected());
        assertEquals(
                State.NORMAL,
                stalls(0.04).beside(0.005).usually(0.04).among(2_000).state());
        assertEquals(State.NORMAL, stalls(0.04).beside(0.04).among(2_000).state());
    }

    @ParameterizedTest
    @CsvSource({
        "playback.latency_ms, 1000, 1000, FLAT",
        "playback.latency_ms, 1200, 1000, RISING",
        "playback.latency_ms, 1100, 1000, FLAT",
        "playback.latency_ms, 800, 1000, FALLING",
        "playback.latency_ms, 900, 1000, FLAT",
        "audience.viewers, 104, 92, FLAT",
        "audience.viewers, 1300, 1000, RISING",
        "audience.viewers, 700, 1000, FALLING",
        "audience.viewers, 499, 1000, HALVED",
        "audience.viewers, 1, 3, FLAT",
        "playback.stall_ratio, 0.002, 0.001, RISING"
    })
    void trends(String metric, double value, double before, Trend trend) {
        assertEquals(trend, Number.of(metric, value).before(before).judge().trend());
    }

    @Test
    void halfOfAFewIsChance() {
        assertEquals(
                Trend.HALVED,
                Number.of("playback.stall_ratio", 0.2)
                        .before(0.45)
                        .among(400)
                        .judge()
                        .trend());
        assertEquals(
                Trend.FALLING,
                Number.of("playback.stall_ratio", 0.2)
                        .before(0.45)
                        .among(30)
                        .judge()
                        .trend());
    }

    /** 0.06 of 500 is one standard deviation of people over 0.05, and two of stalled time. */
    @Test
    void chanceMovesAMeanLessThanAShareOfPeople() {
        Metric people = Objects.requireNonNull(PACK.metrics().get("playback.stall_ratio"));
        Metric time = new Metric(
                people.name(),
                people.unit(),
                people.worse(),
                people.of(),
                true,
                false,
                Metric.MOST_PER_VIEWER_MINUTE,
                null,
                people.meaning());
        Limits limits = new Limits(0.05, UNKNOWN, 0.2);
        Judge.Input seen = new Judge.Input(0.059, UNKNOWN, UNKNOWN, UNKNOWN, 500, 1, 1);

        assertTrue(JUDGE.judge(people, Scope.ROOM, seen, limits).normal());
        assertTrue(JUDGE.judge(time, Scope.ROOM, seen, limits).high());
    }

    /** Ten of twenty are too few for an alarm, and one of twenty says nothing at all. */
    @Test
    void tooFewMayBeFarBeyondTheBoundAllTheSame() {
        Reading far = stalls(0.5).among(20).judge();

        assertTrue(far.thin());
        assertTrue(far.harmful());
        assertFalse(stalls(0.05).among(20).judge().harmful());
    }

    @Test
    void withoutAWindowBeforeThereIsNoTrend() {
        assertEquals(Trend.UNKNOWN, stalls(0.1).judge().trend());
    }

    /** A worse number is never well where a better one is ill. */
    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void worseIsNeverWell(
            @ForAll @IntRange(max = 3) int which,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other,
            @ForAll @DoubleRange(min = 0, max = 1) double usual,
            @ForAll @IntRange(max = 5) int known,
            @ForAll @IntRange(min = 1, max = 5_000) int sample) {
        String metric = List.of(
                        "playback.stall_ratio", "playback.bitrate_kbps", "playback.latency_ms", "audience.exits")
                .get(which);
        Metric asked = Objects.requireNonNull(PACK.metrics().get(metric));
        // Small numbers, where bounds lie, must come as often as large ones.
        double scale = asked.unit() == Unit.RATIO ? 1 : 20_000;
        double better = scale * Math.pow(asked.worse() == Worse.HIGH ? Math.min(one, other) : Math.max(one, other), 3);
        double worse = scale * Math.pow(asked.worse() == Worse.HIGH ? Math.max(one, other) : Math.min(one, other), 3);
        double reference = known % 2 == 0 ? UNKNOWN : scale * Math.pow(usual, 3);
        double peers = known < 4 ? UNKNOWN : scale * Math.pow(1 - usual, 3);
        double among = asked.of() == null || known < 2 ? UNKNOWN : sample;

        Reading good = Number.of(metric, better)
                .usually(reference)
                .beside(peers)
                .among(among)
                .judge();
        Reading bad = Number.of(metric, worse)
                .usually(reference)
                .beside(peers)
                .among(among)
                .judge();

        assertFalse(good.harmful() && bad.normal(), () -> good + "\n" + bad);
        assertFalse(good.severe() && !bad.severe() && !bad.thin(), () -> good + "\n" + bad);
        assertFalse(good.unusual() && bad.usual(), () -> good + "\n" + bad);
    }

    /** Whatever is judged is judged once. */
    @Property
    void aReadingIsInOneState(
            @ForAll @DoubleRange(min = 0, max = 1) double value,
            @ForAll @DoubleRange(min = 0, max = 1) double usual,
            @ForAll @IntRange(min = 1, max = 500) int sample) {
        Reading reading = stalls(value).usually(usual).among(sample).judge();

        assertFalse(reading.thin() && (reading.high() || reading.low() || reading.normal()));
        assertFalse(reading.harmful() && reading.normal());
        assertTrue(!reading.severe() || reading.harmful());
        double beyondChance = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / sample);
        assertTrue(
                value <= beyondChance || reading.thin() || reading.harmful(),
                () -> "an absolute breach is hidden: " + reading);
    }
}
