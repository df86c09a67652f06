package dev.livedoctor.diagnosis;

import static dev.livedoctor.diagnosis.Given.ISP;
import static dev.livedoctor.diagnosis.Given.NODE;
import static dev.livedoctor.diagnosis.Given.blame;
import static dev.livedoctor.diagnosis.Given.cause;
import static dev.livedoctor.diagnosis.Given.high;
import static dev.livedoctor.diagnosis.Given.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymptomRankingTest {
    private static final Scope REGION = Scope.of(Map.of("region", "ID-JK"));

    private static Given stalling() {
        return new Given().knows(cause("NODE", Map.of("STALLS", true)));
    }

    private static List<Scope> scopes(Given given) {
        return given.report().symptoms().stream().map(SymptomFound::scope).toList();
    }

    @Test
    void theWorstComesFirstThenByName() {
        List<String> codes = new Given()
                        .knows(Given.symptom("POOR_AUDIO", Severity.MINOR))
                        .knows(Given.symptom("STALLS", Severity.MAJOR))
                        .knows(Given.symptom("OUTAGE", Severity.CRITICAL))
                        .knows(Given.symptom("HIGH_LATENCY", Severity.MAJOR))
                        .shows("POOR_AUDIO", high("a"))
                        .shows("STALLS", high("b"))
                        .shows("OUTAGE", high("c"))
                        .shows("HIGH_LATENCY", high("d"))
                        .report()
                        .symptoms()
                        .stream()
                        .map(SymptomFound::code)
                        .toList();

        assertEquals(List.of("OUTAGE", "HIGH_LATENCY", "STALLS", "POOR_AUDIO"), codes);
    }

    @Test
    void whatAnotherBringsAboutComesAfterItWhereBothAreAsBad() {
        List<String> codes = new Given()
                        .knows(Given.symptom("INTERACTION_BROKEN", Severity.CRITICAL))
                        .knows(Given.symptom("OUTAGE", Severity.CRITICAL, "INTERACTION_BROKEN"))
                        .knows(Given.symptom("STALLS", Severity.MAJOR))
                        .shows("STALLS", high("a"))
                        .shows("INTERACTION_BROKEN", high("b"))
                        .shows("OUTAGE", high("c"))
                        .report()
                        .symptoms()
                        .stream()
                        .map(SymptomFound::code)
                        .toList();

        assertEquals(List.of("OUTAGE", "INTERACTION_BROKEN", "STALLS"), codes);
    }

    @Test
    void aSevereReadingRaisesTheSeverityByOne() {
        Reading severe = reading("playback.stall_ratio", Scope.ROOM, 0.5, Double.NaN, State.HIGH, true, 1);

        assertEquals(
                Severity.MAJOR,
                stalling()
                        .shows("STALLS", high("playback.stall_ratio"))
                        .report()
                        .symptoms()
                        .get(0)
                        .severity());
        assertEquals(
                Severity.CRITICAL,
                stalling().shows("STALLS", severe).report().symptoms().get(0).severity());
    }

    @ParameterizedTest
    @CsvSource({"0.05, MINOR", "0.099, MINOR", "0.1, MAJOR", "0.29, MAJOR", "0.3, CRITICAL", "0.9, CRITICAL"})
    void inASegmentTheShareOfTheViewersDecides(double share, Severity severity) {
        Given given = stalling()
                .blames(blame(NODE, 100, 0.9))
                .shows("STALLS", reading("playback.stall_ratio", NODE, 0.2, Double.NaN, State.HIGH, true, share));

        assertEquals(severity, given.report().symptoms().get(0).severity());
    }

    @Test
    void aScopeThatHoldsMostOfItStandsForTheRoom() {
        Given given = stalling()
                .blames(blame(NODE, 100, 0.6))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("STALLS", high("playback.stall_ratio", NODE));

        assertEquals(List.of(NODE), scopes(given));
    }

    @Test
    void aScopeThatHoldsLittleOfItStandsBesideTheRoom() {
        Given given = stalling()
                .blames(blame(NODE, 100, 0.3))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("STALLS", high("playback.stall_ratio", NODE));

        assertEquals(List.of(NODE, Scope.ROOM), scopes(given));
    }

    @Test
    void twoScopesAreTwoSymptomsTheBestFirst() {
        Given given = stalling()
                .blames(blame(ISP, 200, 0.5), blame(NODE, 100, 0.4))
                .shows("STALLS", high("playback.stall_ratio", NODE))
                .shows("STALLS", high("playback.stall_ratio", ISP));

        assertEquals(List.of(ISP, NODE), scopes(given));
    }

    @Test
    void aPartOfAScopeIsToldWhereItIsWorseOnly() {
        Scope pair = Scope.of(Map.of("region", "ID-JK", "os", "iOS 17"));
        Given given = stalling()
                .blames(blame(REGION, 200, 0.5), blame(pair, 100, 0.4))
                .shows("STALLS", high("playback.stall_ratio", REGION))
                .shows("STALLS", high("playback.stall_ratio", pair));

        assertEquals(List.of(REGION), scopes(given));
        assertEquals(
                List.of(REGION, pair),
                scopes(stalling()
                        .blames(blame(REGION, 200, 0.5), blame(pair, 100, 0.4))
                        .shows(
                                "STALLS",
                                reading("playback.stall_ratio", REGION, 0.1, Double.NaN, State.HIGH, false, 0.2))
                        .shows("STALLS", high("playback.stall_ratio", pair))));
    }

    @Test
    void anotherNameIsNotToldBesideWhatItMayBeTheNameOf() {
        Given given = stalling()
                .blames(blame(NODE, 200, 0.5), blame(REGION, 20, 0.4).asAlternative())
                .shows("STALLS", high("playback.stall_ratio", NODE))
                .shows("STALLS", high("playback.stall_ratio", REGION));
        Scope otherNode = Scope.of(Map.of("cdn_node", "sgp-9"));
        Given apart = stalling()
                .blames(blame(NODE, 200, 0.5), blame(otherNode, 20, 0.4).asAlternative())
                .shows("STALLS", high("playback.stall_ratio", NODE))
                .shows("STALLS", high("playback.stall_ratio", otherNode));

        assertEquals(List.of(NODE), scopes(given));
        assertEquals(List.of(NODE, otherNode), scopes(apart));
    }

    @Test
    void aSymptomInAScopeThatNobodyBlamesIsNotTold() {
        assertEquals(List.of(), scopes(stalling().shows("STALLS", high("playback.stall_ratio", NODE))));
    }

    @Test
    void amongNamesOfTheSameViewersTheCauseDecides() {
        Given given = stalling()
                .blames(blame(REGION, 100, 0.9, NODE))
                .shows("STALLS", high("playback.stall_ratio", REGION))
                .shows("STALLS", high("playback.stall_ratio", NODE));

        assertEquals(List.of(REGION), scopes(given));
        assertEquals(
                List.of(NODE),
                scopes(given.supports("NODE", Weight.DECISIVE, high("delivery.edge_error_ratio", NODE))));
    }

    @Test
    void showsWhatWasSeenOnceAndOnlyThere() {
        List<Observation> evidence = stalling()
                .blames(blame(NODE, 100, 0.9), blame(ISP, 90, 0.2))
                .shows("STALLS", high("playback.stall_ratio", NODE))
                .shows("STALLS", high("playback.stall_ratio", NODE), high("playback.latency_ms"))
                .report()
                .symptoms()
                .get(0)
                .evidence();

        assertEquals(
                List.of("playback.stall_ratio", "playback.latency_ms"),
                evidence.stream().map(Observation::metric).toList());
        assertEquals("rule of STALLS", evidence.get(0).rule());
        assertNull(evidence.get(0).weight());
    }

    @Test
    void everySymptomNamesItsCauses() {
        Report report = new Given()
                .knows(
                        cause("NODE", Map.of("STALLS", true, "REGION_LOSS", true)),
                        cause("PEERING", Map.of("STALLS", true)))
                .shows("STALLS", high("playback.stall_ratio"))
                .shows("REGION_LOSS", high("audience.exits"))
                .supports("NODE", Weight.STRONG, high("a"))
                .supports("PEERING", Weight.STRONG, high("b"))
                .report();

        assertEquals(
                Map.of("STALLS", List.of("NODE", "PEERING"), "REGION_LOSS", List.of("NODE")),
                report.symptoms().stream().collect(Collectors.toMap(SymptomFound::code, SymptomFound::causedBy)));
    }
}
