package dev.livedoctor.drools;

import static dev.livedoctor.drools.Facts.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Attribute;
import dev.livedoctor.diagnosis.Event;
import dev.livedoctor.diagnosis.Evidence;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoweringTest {
    private static final String RTT = "$a : Reading( metric == \"ingest.rtt_ms\", high )";
    private static final Reading RTT_HIGH = reading("ingest.rtt_ms", State.HIGH);
    private static final Reading RTT_THERE = reading("ingest.rtt_ms", State.HIGH, "region", "there");
    private static final Reading STALLS_THERE = reading("playback.stall_ratio", State.HIGH, "region", "there");
    private static final Reading STALLS = reading("playback.stall_ratio", State.HIGH);

    /** A stage of cause rules with premises of its own. */
    private static final class OneStage {
        private final PatternIndex index = new PatternIndex();
        private final Stage stage;

        OneStage(List<Rule> rules) {
            stage = new Stage(rules.stream().map(index::gate).toList());
        }

        List<Evidence> conclude(List<Fact> facts, List<String> overrun) {
            PatternIndex.Met met = index.nothing();
            index.meet(facts, met);
            return stage.conclude(met, Evidence.class, overrun);
        }
    }

    private static List<Evidence> conclude(String when, Fact... facts) {
        OneStage stage = new OneStage(List.of(Packs.read(when)));
        return stage.conclude(Arrays.asList(facts), new ArrayList<>());
    }

    private static boolean fires(String when, Fact... facts) {
        return !conclude(when, facts).isEmpty();
    }

    @Test
    void concludesWhatTheRuleSays() {
        assertEquals(
                List.of(new Evidence(
                        "UPLINK_LOST",
                        Weight.STRONG,
                        true,
                        Scope.of(Map.of("region", "there")),
                        List.of(RTT_THERE),
                        "uplink-lost: r")),
                conclude(RTT, RTT_THERE, STALLS));
    }

    @Test
    void concludesOncePerFact() {
        assertEquals(2, conclude(RTT, RTT_HIGH, RTT_THERE).size());
    }

    @Test
    void concludesFromEveryCombination() {
        String text = Packs.rule(
                RTT + "\n$b : Reading( metric == \"playback.stall_ratio\" )",
                "insertLogical( supports( \"UPLINK_LOST\", STRONG, $b, $a ) );");
        List<Rule> rules = RuleReader.read("causes/uplink-lost.drl", text, Packs.VOCABULARY, new ArrayList<>());
        List<Evidence> evidence =
                new OneStage(rules).conclude(List.of(RTT_HIGH, RTT_THERE, STALLS, STALLS_THERE), new ArrayList<>());

        assertEquals(4, evidence.size());
        assertEquals(
                Set.of(
                        List.of(STALLS, RTT_HIGH),
                        List.of(STALLS, RTT_THERE),
                        List.of(STALLS_THERE, RTT_HIGH),
                        List.of(STALLS_THERE, RTT_THERE)),
                new HashSet<>(evidence.stream().map(Evidence::facts).toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "value == 3, false, true, false", "value != 3, true, false, true", "value < 3, true, false, false",
        "value <= 3, true, true, false", "value > 3, false, false, true", "value >= 3, false, true, true",
        "'value in ( 2, 4 )', true, false, true"
    })
    void comparesNumbers(String constraint, boolean two, boolean three, boolean four) {
        String when = "$a : Reading( metric == \"ingest.rtt_ms\", " + constraint + " )";

        assertEquals(two, fires(when, reading("ingest.rtt_ms", Scope.ROOM, State.NORMAL, 2)));
        assertEquals(three, fires(when, reading("ingest.rtt_ms", Scope.ROOM, State.NORMAL, 3)));
        assertEquals(four, fires(when, reading("ingest.rtt_ms", Scope.ROOM, State.NORMAL, 4)));
    }

    @ParameterizedTest
    @CsvSource({"number == 3", "number < 3", "number <= 3", "number > 3", "number >= 3"})
    void anUnknownNumberMeetsNoComparison(String constraint) {
        assertTrue(!fires(
                "$a : Attribute( name == \"room.age_days\", " + constraint + " )",
                Attribute.of("room.age_days", "old")));
    }

    @Test
    void comparesTexts() {
        String when = "$a : Attribute( name == \"stream.transport\", text == \"flv\" )";

        assertTrue(fires(when, Attribute.of("stream.transport", "flv")));
        assertTrue(!fires(when, Attribute.of("stream.transport", "FLV")));
        assertTrue(fires(when.replace("text ==", "text !="), Attribute.of("stream.transport", "hls")));
        assertTrue(!fires(when.replace("text ==", "text !="), Attribute.of("stream.transport", "flv")));
    }

    @Test
    void asksFlags() {
        assertTrue(fires("$a : Attribute( name == \"peak\", flag )", Attribute.of("peak", true)));
        assertTrue(!fires("$a : Attribute( name == \"peak\", flag )", Attribute.of("peak", false)));
        assertTrue(fires("$a : Attribute( name == \"peak\", !flag )", Attribute.of("peak", false)));
        assertTrue(!fires("$a : Reading( metric == \"ingest.rtt_ms\", !thin )", reading("ingest.rtt_ms", State.THIN)));
    }

    @Test
    void findsNamesInLists() {
        String when = "$a : Reading( metric in ( \"ingest.rtt_ms\", \"playback.stall_ratio\" ), high )";

        assertEquals(
                2,
                conclude(when, RTT_HIGH, STALLS, reading("ingest.connected", State.HIGH))
                        .size());
    }

    @Test
    void findsNamesAmongDimensions() {
        String when = "$a : Reading( metric == \"ingest.rtt_ms\", dimensions contains \"isp\" )";

        assertTrue(fires(when, reading("ingest.rtt_ms", Scope.of(Map.of("isp", "a", "region", "b")), State.HIGH, 1)));
        assertTrue(!fires(when, RTT_THERE));
        assertTrue(!fires(when, RTT_HIGH));
    }

    @Test
    void joinsOnAField() {
        String when = RTT + "\n$b : Reading( metric == \"playback.stall_ratio\", slice == $a.slice )";

        assertTrue(fires(when, RTT_THERE, STALLS_THERE));
        assertTrue(fires(when, RTT_HIGH, STALLS));
        assertTrue(!fires(when, RTT_THERE, STALLS));
        assertTrue(!fires(when, RTT_HIGH, STALLS_THERE));
        assertEquals(
                2, conclude(when, RTT_HIGH, STALLS, RTT_THERE, STALLS_THERE).size());
    }

    @Test
    void joinsOnTheKey() {
        String when = "$a : Reading( metric in ( \"ingest.rtt_ms\", \"playback.stall_ratio\" ), slice == \"\" )\n"
                + "$b : Reading( metric == $a.metric, slice != \"\" )";

        assertTrue(fires(when, RTT_HIGH, RTT_THERE));
        assertTrue(!fires(when, RTT_HIGH, STALLS_THERE));
    }

    @Test
    void joinsUnderNotAndExists() {
        String not = RTT + "\nnot Reading( metric == \"playback.stall_ratio\", slice == $a.slice )";
        String exists = RTT + "\nexists Reading( metric == \"playback.stall_ratio\", slice == $a.slice )";

        assertTrue(fires(not, RTT_THERE, STALLS));
        assertTrue(!fires(not, RTT_THERE, STALLS_THERE));
        assertTrue(!fires(exists, RTT_THERE, STALLS));
        assertTrue(fires(exists, RTT_THERE, STALLS_THERE));
        assertEquals(1, conclude(exists, RTT_THERE, STALLS_THERE, STALLS_THERE).size());
    }

    @Test
    void notIsTrueOfWhatIsAbsent() {
        String when = RTT + "\nnot Reading( metric == \"playback.stall_ratio\", high )";

        assertTrue(fires(when, RTT_HIGH));
        assertTrue(fires(when, RTT_HIGH, reading("playback.stall_ratio", State.NORMAL)));
        assertTrue(!fires(when, RTT_HIGH, STALLS));
        assertTrue(!fires(when, RTT_HIGH, STALLS_THERE));
    }

    @Test
    void existsIsTrueOnce() {
        String when = RTT + "\nexists Reading( metric == \"playback.stall_ratio\", high )";

        assertTrue(!fires(when, RTT_HIGH));
        assertEquals(1, conclude(when, RTT_HIGH, STALLS, STALLS_THERE).size());
    }

    @Test
    void orIsTrueOnceWhateverIsThere() {
        String when = RTT + "\n( Attribute( name == \"peak\", flag ) or Event( type in ( \"a\", \"b\" ) ) )";

        assertTrue(!fires(when, RTT_HIGH, Attribute.of("peak", false), new Event("c", 1)));
        assertTrue(fires(when, RTT_HIGH, Attribute.of("peak", true)));
        assertTrue(fires(when, RTT_HIGH, new Event("b", 1)));
        assertEquals(
                1,
                conclude(when, RTT_HIGH, Attribute.of("peak", true), new Event("a", 1), new Event("b", 1))
                        .size());
    }

    @Test
    void alternativesWithinAPatternAreOfOneFact() {
        String when = "$a : Reading( metric == \"ingest.rtt_ms\", ( high && dimensions contains \"region\" ) || low )";

        assertTrue(fires(when, RTT_THERE));
        assertTrue(fires(when, reading("ingest.rtt_ms", State.LOW)));
        assertTrue(!fires(when, RTT_HIGH));
        assertTrue(!fires(when, RTT_HIGH, reading("ingest.rtt_ms", State.NORMAL, "region", "there")));
    }

    @Test
    void readsSymptoms() {
        String when = "$a : Symptom( code in ( \"STALLS\", \"OUTAGE\" ), slice == \"region\" )";

        assertTrue(fires(when, Evidence.shows("STALLS", STALLS_THERE)));
        assertTrue(!fires(when, Evidence.shows("STALLS", STALLS)));
    }

    @Test
    void everyBoundFactCanBeCited() {
        String four =
                RTT + "\n$b : Reading( metric == \"playback.stall_ratio\", high )\n$c : Attribute( name == \"peak\" )\n"
                        + "$d : Event( type == \"x\" )";
        Attribute peak = Attribute.of("peak", true);
        Event event = new Event("x", 2);
        for (int most = 1; most <= 4; most++) {
            String arguments = String.join(", ", List.of("$d", "$c", "$b", "$a").subList(0, most));
            String text = Packs.rule(four, "insertLogical( contradicts( \"UPLINK_LOST\", WEAK, " + arguments + " ) );");
            List<Rule> rules = RuleReader.read("causes/uplink-lost.drl", text, Packs.VOCABULARY, new ArrayList<>());
            OneStage stage = new OneStage(rules);
            List<Evidence> evidence = stage.conclude(List.of(RTT_HIGH, STALLS, peak, event), new ArrayList<>());

            assertEquals(1, evidence.size());
            assertEquals(
                    List.of(event, peak, STALLS, RTT_HIGH).subList(0, most),
                    evidence.get(0).facts());
            assertEquals(false, evidence.get(0).supporting());
        }
    }

    @Test
    void equalConstraintsOfManyRulesDoNotDisturbEachOther() {
        List<Rule> rules = new ArrayList<>();
        List<String> states =
                List.of("high", "low", "normal", "thin", "!high", "severe", "value > 3", "value == 1", "slice != \"\"");
        for (String state : states) {
            String text = Packs.rule("$a : Reading( metric == \"ingest.rtt_ms\", " + state + " )")
                    .replace(": r\"", ": " + state.replace("\"", "") + "\"");
            rules.addAll(RuleReader.read("causes/uplink-lost.drl", text, Packs.VOCABULARY, new ArrayList<>()));
        }
        assertEquals(states.size(), rules.size());
        OneStage stage = new OneStage(rules);
        Set<String> fired = new HashSet<>();
        stage.conclude(List.of(RTT_THERE), new ArrayList<>()).forEach(one -> fired.add(one.rule()));

        assertEquals(Set.of("uplink-lost: high", "uplink-lost: value == 1", "uplink-lost: slice != "), fired);
    }

    @Test
    void sessionsRememberNothing() {
        OneStage stage = new OneStage(List.of(Packs.read(RTT)));
        for (int i = 0; i < 20; i++) {
            assertEquals(1, stage.conclude(List.of(RTT_HIGH), new ArrayList<>()).size());
            assertEquals(0, stage.conclude(List.of(STALLS), new ArrayList<>()).size());
        }
    }

    /** Two thousand facts that join with two thousand would be four million firings: such a rule is left out, and the others go on. */
    @Test
    void aRuleThatWouldFireTooOftenIsNamedAndLeftOut() {
        List<Rule> rules = List.of(
                Packs.read(RTT),
                Packs.read("$a : Reading( metric == \"ingest.rtt_ms\" )\n$b : Event( type == \"x\" )", "runaway"));
        List<Fact> facts = new ArrayList<>(List.of(RTT_HIGH));
        for (int i = 0; i < 2_000; i++) {
            facts.add(reading("ingest.rtt_ms", State.NORMAL));
            facts.add(new Event("x", i));
        }
        List<String> overrun = new ArrayList<>();

        assertEquals(1, new OneStage(rules).conclude(facts, overrun).size());
        assertEquals(List.of("uplink-lost: runaway"), overrun);
    }

    /** What is joined by a key meets few: a large room is no run-away. */
    @Test
    void aJoinByAKeyIsCountedByWhatItMeets() {
        Rule keyed = Packs.read(
                "$a : Reading( metric == \"ingest.rtt_ms\" )\n"
                        + "$b : Reading( metric == \"playback.stall_ratio\", scope == $a.scope )",
                "keyed");
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Scope scope = Scope.of(Map.of("region", "r" + i));
            facts.add(reading("ingest.rtt_ms", scope, State.HIGH, 1));
            facts.add(reading("playback.stall_ratio", scope, State.HIGH, 1));
        }
        List<String> overrun = new ArrayList<>();

        assertEquals(500, new OneStage(List.of(keyed)).conclude(facts, overrun).size());
        assertEquals(List.of(), overrun);
    }

    @Test
    void theOrderOfFactsNeverMatters() {
        List<Rule> rules = new ArrayList<>();
        RulePack shipped = Packs.shipped();
        shipped.rules()
                .forEach((file, text) ->
                        rules.addAll(RuleReader.read(file, text, shipped.vocabulary(), new ArrayList<>())));
        Random random = new Random(7);
        DroolsInference inference = new DroolsInference(rules);
        RandomFacts source = new RandomFacts(rules, random);
        for (int i = 0; i < 30; i++) {
            List<Fact> facts = new ArrayList<>(source.next());
            Findings findings = inference.infer(facts);
            Collections.shuffle(facts, random);
            Findings shuffled = inference.infer(facts);

            assertEquals(words(findings.symptoms()), words(shuffled.symptoms()));
            assertEquals(words(findings.evidence()), words(shuffled.evidence()));
        }
    }

    private static List<String> words(List<?> conclusions) {
        return conclusions.stream().map(Object::toString).sorted().toList();
    }
}
