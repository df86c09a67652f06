package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions of people who had not seen the rules: how often the shipped pack is right, and how far it may be believed. */
class ExaminerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.ndjson",
                "b.ndjson",
                "c.ndjson",
                "d.ndjson",
                "e.ndjson",
                "f.ndjson",
                "g.ndjson",
                "h.ndjson",
                "i.ndjson",
                "j.ndjson",
                "k.ndjson"
            })
    void theShippedPackPasses(String questions) throws IOException {
        Examiner examiner = new Examiner(Shipped.ruleset());
        examiner.examine(Shipped.resource("examiner/" + questions));

        assertAll(
                examiner.result(),
                () -> atLeast(0.95, examiner.share("first"), "first"),
                () -> atLeast(0.97, examiner.share("three"), "three"),
                () -> atLeast(0.90, examiner.share("quiet"), "quiet"),
                () -> atLeast(0.85, examiner.share("scope"), "scope"),
                () -> atLeast(0.95, examiner.share("whole"), "whole"),
                () -> assertTrue(examiner.brier() < 0.1, "Brier " + examiner.brier()));
    }

    private static void atLeast(double wanted, double found, String what) {
        assertTrue(found >= wanted, () -> "%s %.3f, wanted %.2f".formatted(what, found, wanted));
    }
}
