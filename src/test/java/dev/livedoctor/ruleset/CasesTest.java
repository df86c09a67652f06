package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTest {
    private static final Pattern RULE = Pattern.compile("^rule \"([^\"]+)\"", Pattern.MULTILINE);
    private static final Ruleset TINY = TinyPack.load();

    /** Every case of the shipped pack, under its name. */
    @TestFactory
    Stream<DynamicContainer> shippedCases() {
        Ruleset shipped = Shipped.ruleset();
        return shipped.pack().cases().entrySet().stream().map(file -> {
            List<Complaint> complaints = new ArrayList<>();
            List<YamlValue> items =
                    YamlValue.read(file.getKey(), file.getValue(), complaints).items();
            new Cases(shipped.pack(), new TreeMap<>(Map.of(file.getKey(), file.getValue())), complaints, null)
                    .run(shipped);
            return dynamicContainer(
                    file.getKey(),
                    Stream.concat(
                            Stream.of(dynamicTest("has cases", () -> assertTrue(!items.isEmpty()))),
                            items.stream()
                                    .map(item -> item.at("name").text())
                                    .map(name -> dynamicTest(
                                            name,
                                            () -> assertEquals(
                                                    List.of(),
                                                    complaints.stream()
                                                            .filter(one -> !one.problem()
                                                                            .startsWith("the case ")
                                                                    || one.problem()
                                                                            .startsWith("the case \"" + name + "\""))
                                                            .toList())))));
        });
    }

    @Test
    void everyRuleIsFiredByACase() {
        RulePack pack = Shipped.ruleset().pack();
        List<MetricSnapshot> given = new ArrayList<>();
        new Cases(pack, new ArrayList<>()).run(snapshot -> {
            given.add(snapshot);
            return Shipped.ruleset().diagnose(snapshot);
        });
        Set<String> rules = new TreeSet<>();
        pack.rules().values().forEach(text -> RULE.matcher(text).results().forEach(rule -> rules.add(rule.group(1))));
        given.forEach(snapshot -> rules.removeAll(Shipped.ruleset().fired(snapshot)));

        assertEquals(Set.of(), rules, "fired by no case");
    }

    /** A good value elsewhere may be a bad one in a room that usually does better. */
    @Test
    void noActionHasWorkedBeforeItIsTaken() {
        Set<String> met = new TreeSet<>();
        new Cases(Shipped.ruleset().pack(), new ArrayList<>()).run(snapshot -> {
            Report report = Shipped.ruleset().diagnose(snapshot);
            for (Report.Diagnosis diagnosis : report.diagnoses()) {
                List<Observation> seen = new ArrayList<>(diagnosis.evidence());
                report.symptoms().forEach(symptom -> seen.addAll(symptom.evidence()));
                for (Action.Verification verification : diagnosis.verifications()) {
                    seen.stream()
                            .filter(one -> one.metric().equals(verification.metric()))
                            .filter(one -> one.scope().equals(diagnosis.scope()))
                            .filter(one -> one.direction() != null && one.direction() != verification.direction())
                            .filter(one -> verification.isMet((Double) one.observed()))
                            .forEach(one -> met.add(diagnosis.code() + " " + verification + " by " + one));
                }
            }
            return report;
        });

        assertEquals(Set.of(), met);
    }

    private static List<Complaint> run(String expect) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("cases/a.yaml", """
            - name: one
              given: {metrics: {audience.viewers: 500, playback.stall_ratio: 0.1, ingest.dropped_frame_ratio: 0.2}}
              expect: %s
            """.formatted(expect));
        List<Complaint> complaints = new ArrayList<>();
        new Cases(TINY.pack(), files, complaints, null).run(TINY);
        return complaints;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{first: UPLINK_CONGESTED}",
                "{verdict: CONFIRMED}",
                "{status: CRITICAL}",
                "{scope: {}}",
                "{symptoms: [STALLS]}",
                "{symptoms: STALLS}",
                "{among: UPLINK_CONGESTED}"
            })
    void expectationsAreMet(String expect) {
        assertEquals(List.of(), run(expect));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{first: UPLINK_LOST} | no cause is called UPLINK_LOST",
                "{verdict: LIKELY} | expects LIKELY",
                "{status: HEALTHY} | expects HEALTHY",
                "{scope: {region: x}} | expects scope {region=x}",
                "{symptoms: [OUTAGE]} | no symptom is called OUTAGE",
                "{absent: [UPLINK_LOST]} | no cause is called UPLINK_LOST",
                "{absent: [UPLINK_CONGESTED]} | expects no UPLINK_CONGESTED",
                "{notConfirmed: UPLINK_CONGESTED} | expects UPLINK_CONGESTED not confirmed",
                "{ruledOut: [UPLINK_CONGESTED]} | expects UPLINK_CONGESTED ruled out",
                "{ruledOut: []} | 'ruledOut' expects nothing",
                "{untestable: [UPLINK_CONGESTED]} | expects UPLINK_CONGESTED untestable",
                "{measureNext: [audience.exits]} | expects audience.exits to be measured next",
                "{measureNext: [x.y]} | x.y is declared nowhere",
                "{verdict: CONFIRMD} | 'CONFIRMD' is not one of",
                "silent | expects silence",
                "slient | 'slient' is not one of",
                "{frist: X} | 'frist' is not known here"
            })
    void expectationsThatAreNotMetAreTold(String expect, String words) {
        List<Complaint> complaints = run(expect);

        assertTrue(
                complaints.stream()
                        .anyMatch(one -> one.line() == 3 && one.problem().contains(words)),
                complaints.toString());
    }

    @Test
    void whatCannotBeReadIsTold() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("cases/a.yaml", """
            - name: one
              given:
                metircs: {}
                window: {start: yesterday}
                metrics: {audience.viewers: many}
              expected: silent
            """);
        List<Complaint> complaints = new ArrayList<>();
        new Cases(TINY.pack(), files, complaints, null).read();

        assertEquals(
                List.of(3, 4, 5, 6),
                complaints.stream().map(Complaint::line).sorted().toList(),
                complaints.toString());
    }
}
