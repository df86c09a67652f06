package dev.livedoctor.diagnosis;

import static dev.livedoctor.diagnosis.Given.NODE;
import static dev.livedoctor.diagnosis.Given.high;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.livedoctor.diagnosis.Reading.Habit;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Reading.Trend;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {

    @Test
    void aReadingIsShownWithItsBound() {
        Observation shown = Observation.of(high("playback.stall_ratio", NODE), Weight.STRONG, "r");

        assertEquals(
                new Observation(
                        "playback.stall_ratio",
                        NODE,
                        0.1,
                        null,
                        0.05,
                        Direction.ABOVE,
                        Basis.THRESHOLD,
                        1_000L,
                        Weight.STRONG,
                        "r",
                        ""),
                shown);
    }

    @Test
    void whatIsNotKnownIsNotShown() {
        Reading bare = new Reading(
                "x",
                Scope.ROOM,
                1,
                Double.NaN,
                Double.NaN,
                Direction.BELOW,
                Basis.THRESHOLD,
                -1,
                1,
                State.UNJUDGED,
                false,
                false,
                Habit.UNKNOWN,
                Trend.UNKNOWN);

        assertEquals(
                new Observation("x", Scope.ROOM, 1.0, null, null, null, Basis.THRESHOLD, null, null, "r", ""),
                Observation.of(bare, null, "r"));
    }

    @Test
    void attributesAreShownByTheirValue() {
        assertEquals("flv", observed(Attribute.of("stream.transport", "flv")));
        assertEquals(3.0, observed(Attribute.of("payment.steps", 3)));
        assertEquals(true, observed(Attribute.of("peak", true)));
        assertEquals(false, observed(Attribute.of("peak", false)));
    }

    @Test
    void eventsAreShownByTheirType() {
        assertEquals("release.deployed", observed(new Event("release.deployed", 3)));
    }

    @Test
    void aSymptomIsShownByItsFacts() {
        assertNull(Observation.of(Evidence.shows("STALLS", high("playback.stall_ratio")), null, "r"));
    }

    @Test
    void evidenceIsOfTheFirstScopeThatIsNotTheRoom() {
        assertEquals(
                NODE,
                Evidence.supports(
                                "X",
                                Weight.WEAK,
                                high("a"),
                                Attribute.of("peak", true),
                                high("b", NODE),
                                high("c", Given.ISP))
                        .scope());
        assertEquals(
                Scope.ROOM,
                Evidence.contradicts("X", Weight.WEAK, new Event("e", 1)).scope());
        assertEquals(
                NODE,
                Evidence.supports("X", Weight.WEAK, Evidence.shows("STALLS", high("a", NODE)))
                        .scope());
    }

    @Test
    void aReadingThatIsWellDoesNotLead() {
        Reading well = Given.reading("ingest.connected", Scope.ROOM, 1, Double.NaN, State.NORMAL, false, 1);
        List<Observation> shown = Observation.ledByAbnormal(
                List.of(Evidence.supports("X", Weight.DECISIVE, well, high("ingest.keyframe_overdue"))));

        assertEquals(
                List.of("ingest.keyframe_overdue", "ingest.connected"),
                shown.stream().map(Observation::metric).toList());
    }

    @Test
    void anAttributeLeadsThoughAReadingIsAbnormal() {
        List<Observation> shown = Observation.ledByAbnormal(List.of(
                Evidence.supports("X", Weight.DECISIVE, Attribute.of("stream.muted", true)),
                Evidence.supports("X", Weight.STRONG, high("playback.silence_ratio"))));

        assertEquals("stream.muted", shown.get(0).metric());
    }

    private static Object observed(Fact fact) {
        Observation shown = Observation.of(fact, Weight.WEAK, "r");
        return shown == null ? "nothing" : shown.observed();
    }
}
