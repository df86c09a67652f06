package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What a checker knows of the cases of the pack before is never what counts. */
class CheckerTest {
    private final Checker checker = new Checker(new DroolsRuleCompiler());
    private final SortedMap<String, String> files = TinyPack.files();

    private static List<String> codes(Check check) {
        return check.complaints().stream().map(Complaint::code).distinct().toList();
    }

    /** A bound that the case no longer passes; the thresholds as they were. */
    private String raiseABound() {
        String before = Objects.requireNonNull(files.get("thresholds.yaml"));
        files.put(
                "thresholds.yaml",
                before.replace(
                        "dropped_frame_ratio: {high: 0.05, severe: 0.15",
                        "dropped_frame_ratio: {high: 0.25, severe: 0.35"));
        return before;
    }

    @Test
    void casesThatStayedAreRun() {
        Check first = checker.check(files);

        assertTrue(first.passed() && first.cases() > 0);
        assertEquals(first.cases(), checker.check(files).cases());
        assertEquals(first.fired(), checker.check(files).fired());
    }

    @Test
    void aCaseThatStayedFailsUnderOtherBounds() {
        checker.check(files);
        String before = raiseABound();

        Check check = checker.check(files);

        assertTrue(codes(check).contains("case-failed"), check.complaints().toString());
        assertEquals(check.complaints(), checker.check(files).complaints());
        files.put("thresholds.yaml", before);
        assertTrue(checker.check(files).passed());
    }

    @Test
    void theLineWhoseEditMadeCasesFailIsToldFirst() {
        checker.check(files);
        String before = raiseABound();

        Complaint told = checker.check(files).complaints().get(0);

        assertEquals("thresholds.yaml", told.file(), told.toString());
        assertEquals(
                1
                        + before.lines()
                                .takeWhile(line -> !line.contains("dropped_frame_ratio: {high"))
                                .count(),
                told.line(),
                told.toString());
        assertTrue(told.problem().contains("the first in cases/"), told.problem());
        assertTrue(told.maybe().contains("high: 0.05"), told.maybe());
    }

    @Test
    void aLostMetricIsToldWhereItStood() {
        checker.check(files);
        String before = files.get("metrics.yaml");
        String lost = before.lines()
                .filter(line -> line.contains("ingest.dropped_frame_ratio"))
                .findFirst()
                .orElseThrow();
        files.put("metrics.yaml", before.replace(lost + "\n", ""));

        Complaint told = checker.check(files).complaints().get(0);

        assertEquals("metrics.yaml", told.file());
        assertEquals(1 + before.lines().takeWhile(line -> !line.equals(lost)).count(), told.line());
    }

    @Test
    void aCaseThatWasEditedItselfIsToldWhereItStands() {
        checker.check(files);
        files.replaceAll((file, text) ->
                file.startsWith("cases/uplink") ? text.replace("verdict: CONFIRMED", "verdict: POSSIBLE") : text);

        Check check = checker.check(files);

        assertFalse(check.passed());
        assertTrue(check.complaints().stream()
                .filter(one -> !one.advice())
                .allMatch(one -> one.file().startsWith("cases/")));
    }

    @Test
    void knowledgeThatStayedIsReadAgainWhereANameIsLost() {
        checker.check(files);
        files.computeIfPresent("attributes.yaml", (file, text) -> text + "\n");
        assertTrue(checker.check(files).passed());
        String first = files.keySet().stream()
                .filter(file -> file.startsWith("knowledge/"))
                .findFirst()
                .orElseThrow();
        files.remove(first);

        assertEquals(
                Check.of(files, new DroolsRuleCompiler()).complaints(),
                checker.check(files).complaints());
    }

    @Test
    void aCaseThatStayedIsReadAgainWhereAMetricIsInAnotherUnit() {
        checker.check(files);
        files.computeIfPresent(
                "metrics.yaml",
                (file, text) -> text.replace("audience.viewers: {unit: gauge", "audience.viewers: {unit: ratio"));

        assertTrue(checker.check(files).complaints().stream()
                .anyMatch(one -> one.file().startsWith("cases/") && one.code().equals("out-of-range")));
    }

    @Test
    void whatIsWrongInACaseIsToldAgain() {
        files.replaceAll((file, text) -> file.startsWith("cases/") ? text.replace("expect:", "expct:") : text);

        Check first = checker.check(files);

        assertTrue(codes(first).contains("unknown-key"));
        assertEquals(first.complaints(), checker.check(files).complaints());
    }
}
