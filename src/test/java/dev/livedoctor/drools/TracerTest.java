package dev.livedoctor.drools;

import static dev.livedoctor.drools.Facts.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Evidence;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Reading.Habit;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Reading.Trend;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.RuleTrace.Miss;
import dev.livedoctor.diagnosis.RuleTrace.Reason;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Symptom;
import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TracerTest {
    private static final String RTT = "$a : Reading( metric == \"ingest.rtt_ms\", high )";
    private static final Reading CALM = new Reading(
            "ingest.rtt_ms",
            Scope.ROOM,
            180,
            Double.NaN,
            200,
            Direction.BELOW,
            Basis.THRESHOLD,
            -1,
            1,
            State.NORMAL,
            false,
            false,
            Habit.UNKNOWN,
            Trend.UNKNOWN);

    private static RuleTrace trace(String when, Fact... facts) {
        return new DroolsInference(List.of(Packs.read(when)))
                .trace(List.of(facts))
                .get(0);
    }

    private static Miss miss(String when, Fact... facts) {
        RuleTrace trace = trace(when, facts);
        assertEquals(1, trace.misses().size(), trace.toString());
        return trace.misses().get(0);
    }

    @Test
    void saysByHowMuchAReadingMissed() {
        Miss miss = miss(RTT, CALM, reading("playback.stall_ratio", State.HIGH));

        assertEquals(Reason.UNMET, miss.reason());
        assertEquals("Reading( metric == \"ingest.rtt_ms\", high )", miss.condition());
        assertEquals(5, miss.line());
        assertEquals("high", miss.constraint());
        assertEquals(CALM, miss.nearest());
        assertEquals(20, miss.distance());
        assertEquals(0.1, miss.relativeDistance());
    }

    @Test
    void saysWhatIsMissing() {
        Miss miss = miss(RTT, reading("playback.stall_ratio", State.HIGH));

        assertEquals(Reason.MISSING, miss.reason());
        assertEquals(List.of("ingest.rtt_ms"), miss.subjects());
    }

    @Test
    void saysWhatIsThereAndShouldNotBe() {
        Reading stalls = reading("playback.stall_ratio", State.HIGH);
        Miss miss = miss(
                RTT + "\nnot Reading( metric == \"playback.stall_ratio\" )",
                reading("ingest.rtt_ms", State.HIGH),
                stalls);

        assertEquals(Reason.PRESENT, miss.reason());
        assertEquals(stalls, miss.nearest());
    }

    @Test
    void saysThatFactsDoNotBelongTogether() {
        Miss miss = miss(
                RTT + "\n$b : Reading( metric == \"playback.stall_ratio\", scope == $a.scope )",
                reading("ingest.rtt_ms", State.HIGH, "region", "here"),
                reading("playback.stall_ratio", State.HIGH, "region", "there"));

        assertEquals(Reason.APART, miss.reason());
        assertEquals("scope == $a.scope", miss.condition());
    }

    @Test
    void ofAlternativesTheNearestIsTold() {
        Miss miss = miss(
                RTT + "\n( Attribute( name == \"peak\", flag ) or Reading( metric == \"playback.stall_ratio\", low ) )",
                reading("ingest.rtt_ms", State.HIGH));

        assertEquals(List.of("peak", "playback.stall_ratio"), miss.subjects());
    }

    /** What Drools fired has no miss, and what it did not has one: on facts at random, for every rule of the shipped pack. */
    @Test
    void agreesWithDrools() {
        List<Rule> rules = new ArrayList<>();
        RulePack shipped = Packs.shipped();
        shipped.rules()
                .forEach((file, text) ->
                        rules.addAll(RuleReader.read(file, text, shipped.vocabulary(), new ArrayList<>())));
        DroolsInference inference = new DroolsInference(rules);
        RandomFacts source = new RandomFacts(rules, new Random(11));
        for (int i = 0; i < 30; i++) {
            List<Fact> facts = source.next();
            Findings findings = inference.infer(facts);
            Set<String> fired = new TreeSet<>();
            findings.symptoms().stream().map(Symptom::rule).forEach(fired::add);
            findings.evidence().stream().map(Evidence::rule).forEach(fired::add);
            Set<String> traced = new TreeSet<>();
            for (RuleTrace trace : inference.trace(facts)) {
                assertEquals(trace.fired().isEmpty(), !trace.misses().isEmpty(), trace.toString());
                // Facts that only fail to belong together need a rule that joins.
                trace.misses().stream()
                        .filter(miss -> miss.reason() == Reason.APART)
                        .forEach(miss -> assertTrue(
                                !miss.condition().isEmpty()
                                        || findings.symptoms().isEmpty(),
                                trace.toString()));
                if (!trace.fired().isEmpty()) {
                    traced.add(trace.rule());
                }
            }
            assertEquals(fired, traced);
        }
    }
}
