package dev.livedoctor.diagnosis;

import static dev.livedoctor.diagnosis.Given.ISP;
import static dev.livedoctor.diagnosis.Given.NODE;
import static dev.livedoctor.diagnosis.Given.high;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class HypothesisTest {
    private static final CauseKnowledge CAUSE = Given.cause("NODE", Map.of("STALLS", true));

    private static Evidence supports(Weight weight, Fact... facts) {
        return Evidence.supports("NODE", weight, facts);
    }

    private static Hypothesis in(Scope scope, Map<String, Reading> own, Evidence... evidence) {
        return Hypothesis.of(CAUSE, scope, List.of(evidence), own);
    }

    @Test
    void withoutEvidenceThePriorIsAllThereIs() {
        Hypothesis hypothesis = in(Scope.ROOM, Map.of());

        assertEquals(-2, hypothesis.score());
        assertEquals(0, hypothesis.against());
        assertFalse(hypothesis.decisive());
    }

    @Test
    void weightsAdd() {
        Hypothesis hypothesis = in(
                Scope.ROOM,
                Map.of(),
                supports(Weight.DECISIVE, high("a")),
                supports(Weight.WEAK, high("b")),
                Evidence.contradicts("NODE", Weight.STRONG, high("c")));

        assertEquals(-2 + 4 + 0.5 - 2, hypothesis.score());
        assertEquals(2, hypothesis.against());
        assertTrue(hypothesis.decisive());
    }

    @Test
    void whatIsSaidTwiceOfOneThingCountsOnceAndMost() {
        assertEquals(
                -2 + 2,
                in(
                                Scope.ROOM,
                                Map.of(),
                                supports(Weight.WEAK, high("a")),
                                supports(Weight.STRONG, high("a"), high("b")))
                        .score());
    }

    @Test
    void evidenceOfTheScopeCountsAndThatOfAnotherDoesNot() {
        Hypothesis hypothesis =
                in(NODE, Map.of(), supports(Weight.STRONG, high("a", NODE)), supports(Weight.DECISIVE, high("b", ISP)));

        assertEquals(0, hypothesis.score());
        assertFalse(hypothesis.decisive());
    }

    @Test
    void evidenceOfTheRoomCountsWhereTheScopeHasNoReadingOfItsOwn() {
        Evidence ofTheRoom = supports(Weight.STRONG, high("a"));

        assertEquals(0, in(NODE, Map.of(), ofTheRoom).score());
        assertEquals(-2, in(NODE, Map.of("a", high("a", NODE)), ofTheRoom).score());
        assertEquals(0, in(Scope.ROOM, Map.of("a", high("a")), ofTheRoom).score());
    }

    @Test
    void evidenceOfAScopeIsNoneOfTheRoom() {
        assertEquals(
                List.of(),
                in(Scope.ROOM, Map.of(), supports(Weight.DECISIVE, high("a", NODE)))
                        .supports());
    }

    @Provide
    Arbitrary<Evidence> evidence() {
        return Combinators.combine(
                        Arbitraries.of(Weight.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.of(Scope.ROOM, NODE, ISP))
                .as((weight, supports, metric, scope) -> supports
                        ? Evidence.supports("NODE", weight, high(metric, scope))
                        : Evidence.contradicts("NODE", weight, high(metric, scope)));
    }

    @Provide
    Arbitrary<List<Evidence>> findings() {
        return evidence().list().ofMaxSize(10);
    }

    @Property
    void moreSupportNeverLowersTheScoreAndMoreDoubtNeverRaisesIt(
            @ForAll("findings") List<Evidence> findings, @ForAll("evidence") Evidence more) {
        for (Scope scope : List.of(Scope.ROOM, NODE)) {
            Hypothesis before = Hypothesis.of(CAUSE, scope, findings, Map.of());
            List<Evidence> all = new ArrayList<>(findings);
            all.add(more);
            Hypothesis after = Hypothesis.of(CAUSE, scope, all, Map.of());

            assertTrue(
                    more.supporting()
                            ? after.score() >= before.score() - 1e-12
                            : after.score() <= before.score() + 1e-12);
            assertTrue(after.decisive() || !before.decisive());
        }
    }

    @Property
    void theOrderOfEvidenceNeverMatters(@ForAll("findings") List<Evidence> findings, @ForAll Random random) {
        List<Evidence> shuffled = new ArrayList<>(findings);
        Collections.shuffle(shuffled, random);

        assertEquals(
                Hypothesis.of(CAUSE, NODE, findings, Map.of()).score(),
                Hypothesis.of(CAUSE, NODE, shuffled, Map.of()).score(),
                1e-12);
    }
}
