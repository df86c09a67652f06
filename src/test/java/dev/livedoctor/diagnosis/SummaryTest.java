package dev.livedoctor.diagnosis;

import static dev.livedoctor.diagnosis.Given.NODE;
import static dev.livedoctor.diagnosis.Given.cause;
import static dev.livedoctor.diagnosis.Given.high;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static Given stalling() {
        return new Given().knows(cause("A_NODE", Map.of("STALLS", true, "REGION_LOSS", true, "POOR_PICTURE", true)));
    }

    @Test
    void saysTheCauseTheSymptomsAndWhatToDo() {
        Text summary = stalling()
                .shows("STALLS", high("playback.stall_ratio"))
                .supports("A_NODE", Weight.DECISIVE, high("delivery.edge_error_ratio"))
                .report()
                .summary();

        assertEquals("A_NODE: STALLS. act on A_NODE.", summary.en());
        assertEquals("A_NODE（中文）：STALLS（中文）。act on A_NODE（中文）。", summary.zh());
    }

    @Test
    void saysWhoIsAffected() {
        Text summary = stalling()
                .blames(Given.blame(NODE, 100, 0.9))
                .shows("STALLS", high("playback.stall_ratio", NODE))
                .supports("A_NODE", Weight.DECISIVE, high("delivery.edge_error_ratio", NODE))
                .report()
                .summary();

        assertEquals("A_NODE (cdn_node=jkt-2): STALLS. act on A_NODE.", summary.en());
        assertEquals("A_NODE（中文）（cdn_node=jkt-2）：STALLS（中文）。act on A_NODE（中文）。", summary.zh());
    }

    @Test
    void saysHowSureItIsOfTheCause() {
        Text likely = stalling()
                .shows("STALLS", high("playback.stall_ratio"))
                .supports("A_NODE", Weight.STRONG, high("delivery.edge_error_ratio"))
                .report()
                .summary();
        Text possible = stalling()
                .shows("STALLS", high("playback.stall_ratio"))
                .supports("A_NODE", Weight.MODERATE, high("delivery.edge_error_ratio"))
                .report()
                .summary();

        assertEquals("STALLS. Likely cause: A_NODE. act on A_NODE.", likely.en());
        assertEquals("STALLS（中文）。很可能的原因：A_NODE（中文）。act on A_NODE（中文）。", likely.zh());
        assertEquals("STALLS. Possible cause: A_NODE. act on A_NODE.", possible.en());
        assertEquals("STALLS（中文）。可能的原因：A_NODE（中文）。act on A_NODE（中文）。", possible.zh());
    }

    @Test
    void namesTwoSymptomsAtMost() {
        Text summary = stalling()
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("REGION_LOSS", high("audience.exits"))
                .shows("POOR_PICTURE", high("playback.corrupt_frame_ratio"))
                .supports("A_NODE", Weight.DECISIVE, high("delivery.edge_error_ratio"))
                .report()
                .summary();

        assertEquals("A_NODE: POOR_PICTURE; REGION_LOSS. act on A_NODE.", summary.en());
    }

    /** Two faults at once: neither is blamed for what the other brings about. */
    @Test
    void tellsTheSecondCauseOfWhatTheFirstDoesNotExplain() {
        Text summary = stalling()
                .knows(cause("PAYMENTS", Map.of("LOW_CONVERSION", true)))
                .knows(cause("A_NODE", Map.of("STALLS", true, "LOW_CONVERSION", false)))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("LOW_CONVERSION", high("commerce.payment_decline_ratio"))
                .supports("A_NODE", Weight.DECISIVE, high("delivery.edge_error_ratio"))
                .supports("A_NODE", Weight.DECISIVE, high("delivery.origin_error_ratio"))
                .supports("PAYMENTS", Weight.DECISIVE, high("commerce.payment_decline_ratio"))
                .report()
                .summary();

        assertEquals("A_NODE: STALLS. act on A_NODE. Also: PAYMENTS.", summary.en());
        assertEquals("A_NODE（中文）：STALLS（中文）。act on A_NODE（中文）。另外：PAYMENTS（中文）。", summary.zh());
    }

    /** A confirmed cause of a small thing must not hide a great one that nobody explains. */
    @Test
    void tellsWhatNobodyExplainsBesideWhatTheFirstCauseDoes() {
        Text summary = stalling()
                .knows(cause("PAYMENTS", Map.of("LOW_CONVERSION", true)))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("LOW_CONVERSION", high("commerce.payment_decline_ratio"))
                .supports("PAYMENTS", Weight.DECISIVE, high("commerce.payment_decline_ratio"))
                .report()
                .summary();

        assertEquals("PAYMENTS: LOW_CONVERSION; STALLS. act on PAYMENTS.", summary.en());
    }

    @Test
    void leavesOutWhatAnotherSymptomBringsAbout() {
        SymptomKnowledge peak = new SymptomKnowledge(
                "PEAK_STALLS",
                Severity.MAJOR,
                List.of("STALLS"),
                Given.text("PEAK_STALLS"),
                Given.text("means"),
                Given.text("viewers"),
                Given.text("confirm"),
                Given.text("gaps"));
        Text summary = stalling()
                .knows(peak)
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("PEAK_STALLS", high("playback.stall_ratio"))
                .supports("A_NODE", Weight.DECISIVE, high("delivery.edge_error_ratio"))
                .report()
                .summary();

        assertEquals("A_NODE: PEAK_STALLS. act on A_NODE.", summary.en());
    }

    @Test
    void saysWhenTheCauseIsNotKnown() {
        Text summary = stalling()
                .shows("STALLS", high("playback.stall_ratio"))
                .report()
                .summary();

        assertEquals("STALLS. The cause is not known.", summary.en());
        assertEquals("STALLS（中文）。原因未知。", summary.zh());
    }

    @Test
    void saysThatNothingIsWrong() {
        assertEquals(
                "Nothing is wrong with what was measured.",
                new Given().report().summary().en());
        assertEquals("已测指标一切正常。", new Given().report().summary().zh());
        assertEquals(
                "Too little was measured to call the room healthy.",
                new Given().little().report().summary().en());
        assertEquals(
                "Announced maintenance covers this window.",
                new Given().maintained().report().summary().en());
    }

    /** Twelve of twenty-two payments time out: too few for an alarm, and no reason to call the payments well. */
    @Test
    void saysWhatIsFarOffOfTooFew() {
        Text summary = new Given()
                .reads(few("commerce.payment_timeout_ratio", 0.5454, 22, true), few("a.usual_ratio", 0.01, 24, false))
                .report()
                .summary();

        assertEquals(
                "Nothing is wrong with what was measured of enough people; too few to say are 12 of 22"
                        + " (commerce.payment_timeout_ratio).",
                summary.en());
        assertEquals("样本足够的指标一切正常；commerce.payment_timeout_ratio 为 12/22，样本太少，无法判断。", summary.zh());
    }

    private static Reading few(String metric, double value, long sample, boolean far) {
        return new Reading(
                metric,
                Scope.ROOM,
                value,
                Double.NaN,
                Double.NaN,
                Direction.ABOVE,
                Basis.THRESHOLD,
                sample,
                1,
                Reading.State.THIN,
                far,
                false,
                Reading.Habit.UNKNOWN,
                Reading.Trend.UNKNOWN);
    }

    /** The sample of something else is too small, which is no headline of an outage. */
    @Test
    void aHarmlessExplanationOfSomethingElseIsNotTheCause() {
        Text summary = new Given()
                .knows(
                        cause("SMALL", "data", 0, true, Map.of("DATA_UNRELIABLE", true)),
                        cause("LOST", Map.of("OUTAGE", true), "ingest.connected"))
                .shows("OUTAGE", high("ingest.x"))
                .shows("DATA_UNRELIABLE", high("commerce.x"))
                .supports("SMALL", Weight.DECISIVE, high("commerce.x"))
                .report()
                .summary();

        assertEquals("OUTAGE. The cause is not known.", summary.en());
    }

    @Test
    void aHarmlessExplanationIsNoAlarm() {
        Text summary = new Given()
                .knows(cause("SMALL", "interaction", -1.5, true, Map.of("SILENT_CHAT", true)))
                .shows("SILENT_CHAT", high("interaction.x"))
                .supports("SMALL", Weight.DECISIVE, high("audience.room_size"))
                .report()
                .summary();

        assertEquals("Nothing is wrong with what was measured.", summary.en());
    }
}
