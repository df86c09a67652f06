package dev.livedoctor.diagnosis;

import static dev.livedoctor.diagnosis.Given.ISP;
import static dev.livedoctor.diagnosis.Given.NODE;
import static dev.livedoctor.diagnosis.Given.blame;
import static dev.livedoctor.diagnosis.Given.cause;
import static dev.livedoctor.diagnosis.Given.diagnosis;
import static dev.livedoctor.diagnosis.Given.high;
import static dev.livedoctor.diagnosis.Weight.DECISIVE;
import static dev.livedoctor.diagnosis.Weight.MODERATE;
import static dev.livedoctor.diagnosis.Weight.STRONG;
import static dev.livedoctor.diagnosis.Weight.WEAK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Report.Diagnosis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Map<String, Boolean> STALLS = Map.of("STALLS", true);

    /** A stalling room that two causes may explain. */
    private static Given stalling() {
        return new Given()
                .knows(cause("NODE", STALLS, "delivery.edge_error_ratio"), cause("PEERING", STALLS, "playback.rtt_ms"))
                .shows("STALLS", high("playback.stall_ratio"));
    }

    private static List<String> codes(Report report) {
        return report.diagnoses().stream().map(Diagnosis::code).toList();
    }

    @Test
    void aDecisiveObservationConfirms() {
        Diagnosis node = diagnosis(
                stalling()
                        .supports("NODE", DECISIVE, high("delivery.edge_error_ratio"))
                        .report(),
                "NODE");

        assertEquals(Verdict.CONFIRMED, node.verdict());
        assertEquals(Confidence.confirmed(2), node.confidence());
        assertEquals(List.of("STALLS"), node.explains());
        assertEquals(
                List.of("delivery.edge_error_ratio"),
                node.evidence().stream().map(Observation::metric).toList());
        assertEquals(DECISIVE, node.evidence().get(0).weight());
    }

    @Test
    void whereTooLittleWasMeasuredItIsSaidWhatToMeasure() {
        Given room = new Given()
                .knows(
                        cause("NODE", STALLS, "playback.stall_ratio", "delivery.edge_error_ratio"),
                        cause("PEERING", STALLS, "playback.stall_ratio", "playback.rtt_ms"));

        assertEquals(List.of(), room.report().measureNext());
        assertEquals(
                "playback.stall_ratio",
                room.little().report().measureNext().get(0).metric());
    }

    @Test
    void whatSpeaksAgainstADecisiveObservationKeepsItFromConfirming() {
        Report report = stalling()
                .supports("NODE", DECISIVE, high("delivery.edge_error_ratio"))
                .contradicts("NODE", STRONG, high("playback.rtt_ms"))
                .report();

        assertEquals(Verdict.LIKELY, diagnosis(report, "NODE").verdict());
        assertEquals(
                List.of("playback.rtt_ms"),
                diagnosis(report, "NODE").counterEvidence().stream()
                        .map(Observation::metric)
                        .toList());
    }

    @Test
    void ofACauseForWhichNothingSpeaksTheFirstNeedsAreAskedFor() {
        Given fitting = new Given()
                .knows(cause("NODE", STALLS, "a.a", "a.b", "a.c", "a.d"))
                .shows("STALLS", high("playback.stall_ratio"))
                .supports("NODE", STRONG, high("b.a"));

        assertTrue(fitting.report().measureNext().stream()
                .anyMatch(one -> one.metric().equals("a.d")));
        assertEquals(
                List.of("a.a", "a.b", "a.c"),
                new Given()
                                .knows(cause("NODE", STALLS, "a.a", "a.b", "a.c", "a.d"))
                                .shows("STALLS", high("playback.stall_ratio"))
                                .report()
                                .measureNext()
                                .stream()
                                .map(Report.Measurement::metric)
                                .toList());
    }

    /** Two causes, each sure: that of a symptom of this severity, which brings about what the surer one explains. */
    private static Given fallen(Severity outage) {
        return new Given()
                .knows(
                        cause("CDN", Map.of("OUTAGE", true), "delivery.edge_error_ratio"),
                        cause("CHAT", Map.of("INTERACTION_BROKEN", true), "interaction.chat_failure_ratio"))
                .knows(Given.symptom("OUTAGE", outage, "INTERACTION_BROKEN"))
                .shows("OUTAGE", high("playback.failure_ratio"))
                .shows("INTERACTION_BROKEN", high("interaction.chat_failure_ratio"))
                .supports("CHAT", DECISIVE, high("a.a"))
                .supports("CHAT", STRONG, high("a.b"));
    }

    @Test
    void theCauseOfASymptomStandsBeforeThoseOfWhatThatBringsAbout() {
        Given sure = fallen(Severity.CRITICAL).supports("CDN", DECISIVE, high("b.a"));
        Given likely =
                fallen(Severity.CRITICAL).supports("CDN", STRONG, high("b.a")).supports("CDN", MODERATE, high("b.b"));

        assertEquals(List.of("CDN", "CHAT"), codes(sure.report()));
        assertEquals(List.of("CDN", "CHAT"), codes(likely.report()));
    }

    @Test
    void whatIsWorseIsNotBroughtAboutByIt() {
        assertEquals(
                List.of("CHAT", "CDN"),
                codes(fallen(Severity.MINOR)
                        .supports("CDN", DECISIVE, high("b.a"))
                        .report()));
    }

    @Test
    void whatFailsByItselfStandsFirst() {
        assertEquals("CHAT", codes(fallen(Severity.CRITICAL).report()).get(0));
    }

    @Test
    void whatDecidesAgainstACauseRulesItOutHoweverWellItFitsOtherwise() {
        Given refuted = stalling()
                .supports("NODE", DECISIVE, high("a.a"))
                .supports("NODE", STRONG, high("a.b"))
                .contradicts("NODE", DECISIVE, high("a.c"));

        assertEquals(List.of(), codes(refuted.report()));
        assertEquals("NODE", refuted.report().ruledOut().get(0).cause());
    }

    /** The second explains the symptom of the first as well, and another that the first does not explain. */
    @Test
    void aSecondFaultStandsBesideTheFirst() {
        Report report = new Given()
                .knows(
                        cause("PAYMENT", Map.of("LOW_CONVERSION", true), "commerce.payment_attempt_ratio"),
                        cause("UPLINK", Map.of("STALLS", true, "LOW_CONVERSION", false), "ingest.dropped_frame_ratio"))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("LOW_CONVERSION", high("commerce.x"))
                .supports("PAYMENT", DECISIVE, high("a.a"))
                .supports("PAYMENT", STRONG, high("a.b"))
                .supports("UPLINK", STRONG, high("b.a"))
                .supports("UPLINK", MODERATE, high("b.b"))
                .report();

        assertEquals(List.of("PAYMENT", "UPLINK"), codes(report));
        assertEquals(Verdict.LIKELY, diagnosis(report, "UPLINK").verdict());
    }

    @Test
    void whatHasEvidenceOfItsOwnIsToldHoweverSureTheFirstIs() {
        Report report = stalling()
                .supports("NODE", DECISIVE, high("a.a"))
                .supports("NODE", DECISIVE, high("a.b"))
                .supports("PEERING", STRONG, high("b.a"))
                .supports("PEERING", MODERATE, high("b.b"))
                .report();

        assertEquals(List.of("NODE", "PEERING"), codes(report));
        assertTrue(diagnosis(report, "PEERING").confidence() < 0.05);
    }

    @Test
    void aClearLeadIsLikely() {
        Report report = stalling()
                .supports("NODE", STRONG, high("a.a"))
                .supports("NODE", MODERATE, high("a.b"))
                .supports("PEERING", STRONG, high("a.c"))
                .report();

        assertEquals(List.of("NODE", "PEERING"), codes(report));
        assertEquals(Verdict.LIKELY, diagnosis(report, "NODE").verdict());
        assertEquals(Verdict.POSSIBLE, diagnosis(report, "PEERING").verdict());
    }

    @Test
    void whatIsNotConfirmedComesByConfidence() {
        Report report = stalling()
                .knows(cause("MUTED", Map.of("POOR_AUDIO", true)), cause("MICROPHONE", Map.of("POOR_AUDIO", true)))
                .shows("POOR_AUDIO", high("ingest.audio_level_dbfs"))
                .supports("NODE", STRONG, high("a.a"))
                .supports("MICROPHONE", STRONG, high("b.a"))
                .supports("MICROPHONE", STRONG, high("b.b"))
                .supports("MUTED", STRONG, high("c.a"))
                .supports("MUTED", MODERATE, high("c.b"))
                .supports("MUTED", WEAK, high("c.d"))
                .report();

        assertEquals(Verdict.LIKELY, diagnosis(report, "NODE").verdict());
        assertEquals(List.of("MICROPHONE", "NODE", "MUTED"), codes(report));
    }

    @Test
    void equalRivalsArePossible() {
        Report report = stalling()
                .supports("NODE", STRONG, high("a.a"))
                .supports("PEERING", STRONG, high("a.c"))
                .report();

        assertTrue(report.diagnoses().stream().allMatch(one -> one.verdict() == Verdict.POSSIBLE));
        assertEquals(
                Confidence.unconfirmed(0, List.of(0.0)),
                diagnosis(report, "NODE").confidence());
    }

    @Test
    void aWeakFitIsPossibleEvenAlone() {
        assertEquals(
                Verdict.POSSIBLE,
                diagnosis(
                                stalling()
                                        .supports("NODE", MODERATE, high("a.a"))
                                        .supports("NODE", WEAK, high("a.b"))
                                        .report(),
                                "NODE")
                        .verdict());
    }

    @Test
    void aFitThatIsNotWorthReadingIsLeftOut() {
        assertEquals(
                List.of(), codes(stalling().supports("NODE", WEAK, high("a.a")).report()));
    }

    @Test
    void aCauseWithoutItsSymptomsIsNoCandidate() {
        Report report = new Given()
                .knows(cause("NODE", STALLS), cause("PAYMENT", Map.of("LOW_CONVERSION", true)))
                .shows("STALLS", high("playback.stall_ratio"))
                .supports("PAYMENT", DECISIVE, high("commerce.payment_error_ratio"))
                .report();

        assertEquals(List.of(), codes(report));
        assertEquals(List.of(), report.ruledOut());
    }

    @Test
    void aFactAgainstRulesOut() {
        Report report = stalling()
                .contradicts("NODE", STRONG, high("delivery.edge_error_ratio"))
                .report();

        assertEquals(
                List.of("NODE"),
                report.ruledOut().stream().map(Report.RuledOut::cause).toList());
        assertEquals(
                "delivery.edge_error_ratio",
                report.ruledOut().get(0).because().get(0).metric());
    }

    @Test
    void aModerateDoubtRulesNothingOut() {
        assertEquals(
                List.of(),
                stalling()
                        .contradicts("NODE", MODERATE, high("delivery.edge_error_ratio"))
                        .report()
                        .ruledOut());
    }

    @Test
    void withoutItsMeasurementACauseIsUntestable() {
        Report report = stalling().report();

        assertEquals(
                List.of(
                        new Report.Untestable("NODE", List.of("delivery.edge_error_ratio")),
                        new Report.Untestable("PEERING", List.of("playback.rtt_ms"))),
                report.untestable());
        assertEquals(
                List.of(
                        new Report.Measurement("delivery.edge_error_ratio", List.of("NODE")),
                        new Report.Measurement("playback.rtt_ms", List.of("PEERING"))),
                report.measureNext());
    }

    @Test
    void whatWasMeasuredIsNotAskedForAgain() {
        Report report = stalling().reads(high("delivery.edge_error_ratio")).report();

        assertEquals(
                List.of("PEERING"),
                report.untestable().stream().map(Report.Untestable::cause).toList());
    }

    @Test
    void whatDecidesACauseOfAllThatAlarmsComesFirst() {
        Report report = new Given()
                .knows(
                        cause("A", STALLS, "m.part"),
                        cause("B", Map.of("STALLS", true, "REGION_LOSS", true), "m.whole"),
                        cause("C", Map.of("STALLS", false), "m.little"))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("REGION_LOSS", high("audience.exits"))
                .report();

        assertEquals(
                List.of("m.whole", "m.part", "m.little"),
                report.measureNext().stream().map(Report.Measurement::metric).toList());
    }

    @Test
    void aMeasurementThatDecidesMoreComesFirst() {
        Report report = new Given()
                .knows(
                        cause("A", STALLS, "m.both", "m.one"),
                        cause("B", STALLS, "m.both"),
                        cause("C", STALLS, "m.other"))
                .shows("STALLS", high("playback.stall_ratio"))
                .report();

        assertEquals("m.both", report.measureNext().get(0).metric());
        assertEquals(List.of("A", "B"), report.measureNext().get(0).decides());
    }

    @Test
    void whatIsConfirmedLeavesRivalsOfItsSymptomsWithLess() {
        Given given = stalling().supports("PEERING", STRONG, high("a.a")).supports("PEERING", STRONG, high("a.b"));
        double alone = diagnosis(given.report(), "PEERING").confidence();

        Report report = given.supports("NODE", DECISIVE, high("delivery.edge_error_ratio"))
                .report();

        assertEquals(List.of("NODE", "PEERING"), codes(report));
        assertTrue(diagnosis(report, "PEERING").confidence() < alone / 2);
        assertEquals(Verdict.POSSIBLE, diagnosis(report, "PEERING").verdict());
    }

    @Test
    void whatIsLeftWithHardlyAnyConfidenceIsNotTold() {
        Report report = stalling()
                .supports("PEERING", STRONG, high("a.a"))
                .supports("NODE", DECISIVE, high("delivery.edge_error_ratio"))
                .report();

        assertEquals(List.of("NODE"), codes(report));
    }

    @Test
    void whatAConfirmedCauseDoesNotExplainStaysOpen() {
        Report report = new Given()
                .knows(
                        cause("NODE", "network", -2, false, STALLS, "a.a"),
                        cause(
                                "PAYMENT",
                                "commerce",
                                -2,
                                false,
                                Map.of("LOW_CONVERSION", true),
                                "commerce.payment_error_ratio"),
                        cause("WIFI", "host", -2, false, STALLS, "ingest.router_rtt_ms"))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("LOW_CONVERSION", high("commerce.x"))
                .supports("NODE", DECISIVE, high("a.a"))
                .report();

        assertEquals(
                List.of("PAYMENT"),
                report.untestable().stream().map(Report.Untestable::cause).toList());
    }

    @Test
    void twoFaultsAreTwoDiagnoses() {
        Report report = new Given()
                .knows(cause("NODE", STALLS), cause("PAYMENT", Map.of("LOW_CONVERSION", true)))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("LOW_CONVERSION", high("commerce.x"))
                .supports("NODE", DECISIVE, high("a.a"))
                .supports("PAYMENT", DECISIVE, high("commerce.payment_error_ratio"))
                .report();

        assertTrue(report.diagnoses().stream().allMatch(one -> one.verdict() == Verdict.CONFIRMED));
        assertEquals(List.of("NODE", "PAYMENT"), codes(report));
    }

    @Test
    void aCauseActsWhereItsEvidenceIs() {
        Report report = stalling()
                .blames(blame(NODE, 100, 0.9), blame(ISP, 80, 0.3))
                .shows("STALLS", high("playback.stall_ratio", NODE))
                .supports("NODE", DECISIVE, high("delivery.edge_error_ratio", NODE))
                .supports("NODE", STRONG, high("delivery.edge_error_ratio"))
                .report();

        assertEquals(NODE, diagnosis(report, "NODE").scope());
        assertEquals(
                List.of(NODE),
                report.symptoms().stream().map(Report.SymptomFound::scope).toList());
    }

    @Test
    void evidenceOnAnotherScopeDoesNotCount() {
        Report report = stalling()
                .blames(blame(NODE, 100, 0.9), blame(ISP, 80, 0.3))
                .supports("NODE", STRONG, high("a.a", NODE))
                .supports("NODE", STRONG, high("a.b", ISP))
                .report();

        assertEquals(1, diagnosis(report, "NODE").evidence().size());
    }

    @Test
    void anotherNameOfTheSameAnomalyCostsACause() {
        Given given =
                stalling().blames(blame(NODE, 100, 0.9), blame(ISP, 20, 0.3).asAlternative());

        assertEquals(
                List.of(),
                codes(given.supports("PEERING", STRONG, high("a.a", ISP)).report()));

        Diagnosis peering =
                diagnosis(given.supports("PEERING", DECISIVE, high("a.b", ISP)).report(), "PEERING");
        assertEquals(Confidence.confirmed(2), peering.confidence());
    }

    @Test
    void aHarmlessExplanationTakesTheAlarmOutUnlessHarmIsConfirmed() {
        Report report = new Given()
                .knows(cause("SMALL", "interaction", -1.5, true, STALLS), cause("NODE", STALLS))
                .shows("STALLS", high("playback.stall_ratio"))
                .supports("SMALL", DECISIVE, high("a.a"))
                .supports("NODE", STRONG, high("a.b"))
                .report();

        assertEquals(List.of("SMALL", "NODE"), codes(report));
        assertEquals(Severity.INFO, report.symptoms().get(0).severity());

        Report confirmed = new Given()
                .knows(cause("SMALL", "interaction", -1.5, true, STALLS), cause("NODE", STALLS))
                .shows("STALLS", high("playback.stall_ratio"))
                .supports("SMALL", DECISIVE, high("a.a"))
                .supports("NODE", DECISIVE, high("a.b"))
                .report();

        assertEquals(List.of("NODE", "SMALL"), codes(confirmed));
        assertEquals(Severity.MAJOR, confirmed.symptoms().get(0).severity());
    }

    @Test
    void theStatusIsThatOfTheWorstSymptom() {
        for (Severity severity : Severity.values()) {
            Report report = new Given()
                    .knows(Given.symptom("STALLS", severity))
                    .shows("STALLS", high("playback.stall_ratio"))
                    .report();

            assertEquals(
                    Map.of(
                                    Severity.CRITICAL,
                                    Status.CRITICAL,
                                    Severity.MAJOR,
                                    Status.DEGRADED,
                                    Severity.MINOR,
                                    Status.WATCH,
                                    Severity.INFO,
                                    Status.HEALTHY)
                            .get(severity),
                    report.status());
        }
    }

    @Test
    void healthIsSaidOnlyWhereEnoughWasMeasured() {
        assertEquals(Status.HEALTHY, new Given().report().status());
        assertEquals(Status.UNKNOWN, new Given().little().report().status());
        assertEquals(Status.HEALTHY, new Given().maintained().report().status());
    }

    @Test
    void whatTheRoomIsLikeExplainsMoreThanThatANumberSaysNothing() {
        Report report = new Given()
                .knows(
                        cause("SMALL_SAMPLE", "data", 0, true, Map.of("DATA_UNRELIABLE", true)),
                        cause("NEW_ROOM", "content", 0, true, Map.of("LOW_REACH", true)))
                .shows("DATA_UNRELIABLE", high("a"))
                .shows("LOW_REACH", high("b"))
                .supports("SMALL_SAMPLE", DECISIVE, high("a"))
                .supports("SMALL_SAMPLE", DECISIVE, high("c"))
                .supports("NEW_ROOM", DECISIVE, high("b"))
                .report();

        assertEquals(List.of("NEW_ROOM", "SMALL_SAMPLE"), codes(report));
    }

    @Test
    void maintenanceAlarmsNobody() {
        Report report =
                stalling().maintained().supports("NODE", DECISIVE, high("a.a")).report();

        assertEquals(Severity.INFO, report.symptoms().get(0).severity());
        assertEquals(Status.UNKNOWN, report.status());
    }

    @Test
    void whatStopsWhenTheHostEndsTheBroadcastIsNoSymptom() {
        Report report =
                stalling().over().supports("NODE", DECISIVE, high("a.a")).report();

        assertEquals(List.of(), report.symptoms());
        assertEquals(List.of(), report.diagnoses());
        assertEquals(Status.UNKNOWN, report.status());
        assertEquals("The broadcast was ended.", report.summary().en());
        assertEquals(Status.HEALTHY, new Given().over().report().status());
    }

    @Test
    void theReportSaysWhoMadeIt() {
        Report report = stalling().supports("NODE", DECISIVE, high("a.a")).report();

        assertEquals(new Report.Rules("pack", "1", null, 2, Map.of()), report.rules());
        assertEquals("room", report.room());
    }

    // What evidence there may be, in the whole room and in a node of it.

    @Provide
    Arbitrary<Evidence> evidence() {
        return Combinators.combine(
                        Arbitraries.of("NODE", "PEERING", "WIFI"),
                        Arbitraries.of(Weight.class),
                        Arbitraries.of(true, true, false),
                        Arbitraries.of("m.a", "m.b", "m.c", "m.d"),
                        Arbitraries.of(Scope.ROOM, NODE, ISP))
                .as((cause, weight, supports, metric, scope) -> supports
                        ? Evidence.supports(cause, weight, high(metric, scope))
                        : Evidence.contradicts(cause, weight, high(metric, scope)));
    }

    @Provide
    Arbitrary<List<Evidence>> findings() {
        return evidence().list().ofMaxSize(12);
    }

    private static Given room(List<Evidence> findings) {
        Given given = new Given()
                .knows(
                        cause("NODE", STALLS, "m.a"),
                        cause("PEERING", Map.of("STALLS", true, "REGION_LOSS", true), "m.b"),
                        cause("WIFI", "host", -1.5, false, Map.of("STALLS", false), "m.z"))
                .blames(blame(NODE, 100, 0.6), blame(ISP, 90, 0.4))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("STALLS", high("playback.stall_ratio", NODE))
                .shows("REGION_LOSS", high("audience.exits", ISP));
        findings.forEach(given::says);
        return given;
    }

    @Property
    void theOrderOfEvidenceNeverMatters(@ForAll("findings") List<Evidence> findings, @ForAll Random random) {
        List<Evidence> shuffled = new ArrayList<>(findings);
        Collections.shuffle(shuffled, random);
        Given one = room(findings);
        Given other = room(shuffled);
        List<Symptom> shown = new ArrayList<>(other.shown());
        Collections.shuffle(shown, random);

        assertEquals(gist(one.report()), gist(other.report(new Findings(shown, other.evidence(), List.of()))));
    }

    @Property
    void theSameFindingsGiveTheSameReport(@ForAll("findings") List<Evidence> findings) {
        assertEquals(room(findings).report(), room(findings).report());
    }

    @Property
    void confidenceIsAShareAndWhatIsConfirmedComesFirstThenWhatIsMostBelieved(
            @ForAll("findings") List<Evidence> findings) {
        Report report = room(findings).report();

        report.diagnoses().forEach(one -> assertTrue(one.confidence() > 0 && one.confidence() < 1, one.toString()));
        List<Double> order = report.diagnoses().stream()
                .map(one -> one.verdict() == Verdict.CONFIRMED ? -1 : -one.confidence())
                .toList();
        assertEquals(order.stream().sorted().toList(), order);
        assertEquals(codes(report).stream().distinct().toList(), codes(report));
        report.ruledOut().forEach(one -> assertTrue(!codes(report).contains(one.cause())));
        report.untestable().forEach(one -> assertTrue(!codes(report).contains(one.cause())));
    }

    /** In one scope, more support never makes a verdict weaker, nor a cause of the same verdict less believed. */
    @Property
    void supportNeverHarmsItsCause(@ForAll("findings") List<Evidence> findings, @ForAll("evidence") Evidence more) {
        List<Evidence> inTheRoom = findings.stream().map(RankingTest::ofTheRoom).toList();
        List<Evidence> supported = new ArrayList<>(inTheRoom);
        Fact fact = ofTheRoom(more).facts().get(0);
        supported.add(Evidence.supports(more.cause(), more.weight(), fact));
        // Both rooms measure the same.
        Report before = room(inTheRoom).reads((Reading) fact).report();
        Report after = room(supported).report();

        before.diagnoses().stream()
                .filter(one -> one.code().equals(more.cause()))
                .forEach(one -> {
                    Diagnosis then = diagnosis(after, more.cause());
                    assertTrue(then.verdict().compareTo(one.verdict()) <= 0, () -> one + "\n" + then);
                    // Confirmed causes have a calibration of their own.
                    boolean alike = (then.verdict() == Verdict.CONFIRMED) == (one.verdict() == Verdict.CONFIRMED);
                    assertTrue(!alike || then.confidence() >= one.confidence() - 1e-12, () -> one + "\n" + then);
                });
    }

    private static Evidence ofTheRoom(Evidence one) {
        Reading reading = high(one.facts().get(0).subject());
        return one.supporting()
                ? Evidence.supports(one.cause(), one.weight(), reading)
                : Evidence.contradicts(one.cause(), one.weight(), reading);
    }

    /** What a report says, besides the order in which equal observations are told. */
    private static String gist(Report report) {
        StringBuilder gist =
                new StringBuilder(report.status() + " " + report.summary().en());
        report.symptoms()
                .forEach(one -> gist.append('\n')
                        .append(one.code())
                        .append(one.severity())
                        .append(one.scope())
                        .append(one.causedBy()));
        report.diagnoses()
                .forEach(one -> gist.append('\n')
                        .append(one.code())
                        .append(one.verdict())
                        .append(one.scope())
                        .append(Math.round(one.confidence() * 1e9))
                        .append(one.explains())
                        .append(sorted(one.evidence()))
                        .append(sorted(one.counterEvidence())));
        report.ruledOut()
                .forEach(one -> gist.append("\nruled out ").append(one.cause()).append(sorted(one.because())));
        gist.append(report.untestable()).append(report.measureNext());
        return gist.toString();
    }

    private static List<String> sorted(List<Observation> observations) {
        return observations.stream()
                .map(one -> one.metric() + one.scope() + one.weight())
                .sorted()
                .toList();
    }

    @Test
    void namesTheRuleThatWasLeftOut() {
        Given given = new Given();
        List<Report.Warning> warnings = given.report(new Findings(List.of(), List.of(), List.of("uplink-lost: a")))
                .warnings();

        assertEquals(1, warnings.size());
        assertEquals("RULE_OVERRUN", warnings.get(0).code());
        assertEquals("uplink-lost: a", warnings.get(0).name());
    }
}
