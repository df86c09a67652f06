package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.ruleset.Complaint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Drools' parser, without the look at the signs that usually goes before it. */
class DrlTreeTest {

    private static List<Complaint> complaints(String when) {
        List<Complaint> complaints = new ArrayList<>();
        RuleFile file = new RuleFile("causes/uplink-lost.drl", Packs.rule(when), Packs.VOCABULARY, complaints);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> DrlTree.parse(file));
        return complaints;
    }

    /** Drools tries each bracket in two ways. */
    @Test
    void whatTakesTooLongIsRefused() {
        List<Complaint> complaints = complaints("Reading( value == " + "[".repeat(40) + "1" + "]".repeat(40) + " )");

        assertEquals(
                List.of("too-slow"), complaints.stream().map(Complaint::code).toList());
        assertEquals(5, complaints.get(0).line());
    }

    @Test
    void whatIsTooDeepIsRefused() {
        List<Complaint> complaints = complaints("Reading( " + "(".repeat(30_000) + "high" + ")".repeat(30_000) + " )");

        assertTrue(List.of("too-deep", "too-slow").contains(complaints.get(0).code()), complaints.toString());
    }
}
