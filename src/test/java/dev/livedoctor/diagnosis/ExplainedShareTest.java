package dev.livedoctor.diagnosis;

import static dev.livedoctor.diagnosis.Given.cause;
import static dev.livedoctor.diagnosis.Given.high;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Report.Share;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ExplainedShareTest {
    private static final double UNKNOWN = Double.NaN;

    private static Reading retention(double value, double expected) {
        return Given.reading("audience.retention_60s_ratio", Scope.ROOM, value, expected, State.LOW, false, 1);
    }

    private static Reading stalls(double value, double expected) {
        return Given.reading("playback.stall_ratio", Scope.ROOM, value, expected, State.HIGH, false, 1);
    }

    private static Reading start(double value, double expected) {
        return Given.reading("playback.first_frame_ms", Scope.ROOM, value, expected, State.HIGH, false, 1);
    }

    /** What a confirmed fault of a node, which explains retention in part, explains of it. */
    private static Share share(Reading... readings) {
        return given(Weight.DECISIVE, false, readings)
                .report()
                .symptoms()
                .get(0)
                .explained();
    }

    private static Given given(Weight weight, boolean fully, Reading... readings) {
        return new Given()
                .knows(cause("NODE", Map.of("LOW_RETENTION", fully)))
                .reads(readings)
                .shows("LOW_RETENTION", readings[0])
                .supports("NODE", weight, high("delivery.edge_error_ratio"));
    }

    @Test
    void theSampleOfTheContract() {
        Share share = share(retention(0.19, 0.41), stalls(0.071, 0.006), start(1_350, UNKNOWN));

        assertNotNull(share);
        assertEquals(0.6, share.from(), 0.02);
        assertEquals(0.9, share.to(), 0.02);
    }

    @Test
    void aSlowStartExplainsToo() {
        // Three seconds beyond the first two, 5.8 points each, of a third lost.
        Share share = share(retention(0.2, 0.3), start(5_000, UNKNOWN));

        assertNotNull(share);
        assertEquals(3 * 0.058 * 3, share.from(), 0.01);
    }

    @Test
    void nothingExplainsMoreThanAll() {
        assertEquals(new Share(1, 1), share(retention(0.3, 0.4), stalls(0.5, 0.01)));
    }

    @Test
    void withoutABaselineNobodyKnows() {
        assertNull(share(retention(0.19, UNKNOWN), stalls(0.071, 0.006)));
    }

    @Test
    void whereQualityIsGoodItExplainsNothing() {
        assertNull(share(retention(0.19, 0.41), stalls(0.006, 0.006), start(900, UNKNOWN)));
        assertNull(share(retention(0.19, 0.41)));
    }

    @Test
    void whereNothingIsLostNothingIsExplained() {
        assertNull(share(retention(0.41, 0.41), stalls(0.071, 0.006)));
    }

    @Test
    void onlyAConfirmedCauseExplainsAndOnlyInPart() {
        Reading[] readings = {retention(0.19, 0.41), stalls(0.071, 0.006)};

        assertNull(
                given(Weight.STRONG, false, readings).report().symptoms().get(0).explained());
        assertNull(given(Weight.DECISIVE, true, readings)
                .report()
                .symptoms()
                .get(0)
                .explained());
    }

    @Test
    void otherSymptomsAreNotReckoned() {
        Report report = new Given()
                .knows(cause("NODE", Map.of("LOW_CONVERSION", false)))
                .reads(retention(0.19, 0.41), stalls(0.071, 0.006))
                .shows("LOW_CONVERSION", high("commerce.x"))
                .supports("NODE", Weight.DECISIVE, high("delivery.edge_error_ratio"))
                .report();

        assertNull(report.symptoms().get(0).explained());
    }

    @Property
    void theShareIsOne(
            @ForAll @DoubleRange(min = 0, max = 1) double kept,
            @ForAll @DoubleRange(min = 0, max = 1) double usually,
            @ForAll @DoubleRange(min = 0, max = 1) double stalled,
            @ForAll @DoubleRange(min = 0, max = 60_000) double start) {
        Share share = share(retention(kept, usually), stalls(stalled, 0.01), start(start, UNKNOWN));

        assertTrue(
                share == null || 0 <= share.from() && share.from() <= share.to() && share.to() <= 1,
                String.valueOf(share));
    }
}
