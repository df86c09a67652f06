package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions of people who had not seen the rules: how often the shipped pack is right, and how far it may be believed. */
class ExaminerTest {
    /** How far a figure may fall behind the one below before somebody must look: on a set of 400, two answers. */
    private static final double MARGIN = 0.005;

    /** What the pack reached last, by set; each run logs the row that belongs here. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    set, first, three, scope, quiet, whole, brier
                    a, 0.994, 0.995, 1.000, 1.000, 0.996, 0.005
                    b, 0.996, 0.996, 0.983, 1.000, 0.994, 0.010
                    c, 1.000, 1.000, 1.000, 1.000, 1.000, 0.011
                    d, 1.000, 1.000, 1.000, 1.000, 1.000, 0.004
                    e, 0.995, 0.983, 1.000, 1.000, 0.986, 0.009
                    f, 1.000, 1.000, 0.969, 1.000, 0.995, 0.010
                    g, 0.995, 0.996, 1.000, 1.000, 0.997, 0.004
                    h, 1.000, 1.000, 1.000, 1.000, 1.000, 0.007
                    i, 0.994, 0.991, 1.000, 1.000, 0.993, 0.009
                    j, 1.000, 1.000, 1.000, 1.000, 1.000, 0.005
                    k, 1.000, 1.000, 1.000, 1.000, 1.000, 0.005
                    l, 1.000, 1.000, 1.000, 1.000, 1.000, 0.004
                    m, 1.000, 0.997, 1.000, 0.930, 0.973, 0.008
                    n, 0.981, 0.982, 0.986, 1.000, 0.987, 0.014
                    o, 0.993, 0.994, 0.933, 1.000, 0.992, 0.008""")
    void theShippedPackIsAsRightAsItWas(
            String set, double first, double three, double scope, double quiet, double whole, double brier)
            throws IOException {
        Examiner examiner = new Examiner(Shipped.ruleset());
        examiner.examine(Shipped.resource("examiner/" + set + ".ndjson"));

        Logger.getLogger("examiner").info(() -> row(set, examiner));
        assertAll(
                examiner.result(),
                () -> atLeast(first, examiner.share("first"), "first"),
                () -> atLeast(three, examiner.share("three"), "three"),
                () -> atLeast(scope, examiner.share("scope"), "scope"),
                () -> atLeast(quiet, examiner.share("quiet"), "quiet"),
                () -> atLeast(whole, examiner.share("whole"), "whole"),
                () -> assertTrue(
                        examiner.brier() <= brier + MARGIN,
                        () -> "Brier %.3f, was %.3f".formatted(examiner.brier(), brier)));
    }

    private static String row(String set, Examiner examiner) {
        return String.format(
                Locale.ROOT,
                "%s, %.3f, %.3f, %.3f, %.3f, %.3f, %.3f",
                set,
                examiner.share("first"),
                examiner.share("three"),
                examiner.share("scope"),
                examiner.share("quiet"),
                examiner.share("whole"),
                examiner.brier());
    }

    private static void atLeast(double was, double found, String what) {
        assertTrue(found >= was - MARGIN, () -> "%s %.3f, was %.3f".formatted(what, found, was));
    }
}
