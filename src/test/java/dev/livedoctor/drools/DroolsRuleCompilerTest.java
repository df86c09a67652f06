package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.TinyPack;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a compiler remembers of the pack before is never what counts. */
class DroolsRuleCompilerTest {
    private final DroolsRuleCompiler compiler = new DroolsRuleCompiler();
    private final SortedMap<String, String> files = TinyPack.files();

    @Test
    void aFileThatStayedIsComplainedOfAsBefore() {
        files.computeIfPresent("symptoms/stalls.drl", (file, text) -> text.replace("stall_ratio", "stal_ratio"));

        Check first = Check.of(files, compiler);

        assertTrue(first.complaints().stream().anyMatch(one -> one.code().equals("unknown-name")));
        assertEquals(first.complaints(), Check.of(files, compiler).complaints());
    }

    @Test
    void aFileThatStayedIsReadAgainUnderOtherNames() {
        assertTrue(Check.of(files, compiler).passed());

        files.computeIfPresent(
                "metrics.yaml", (file, text) -> text.replace("playback.stall_ratio", "playback.stalled"));

        // Told where it is declared, since whatever uses it is right.
        assertTrue(Check.of(files, compiler).complaints().stream()
                .anyMatch(one -> one.file().equals("metrics.yaml") && one.code().equals("unknown-name")));
    }

    @Test
    void aNameMoreMakesAWrongFileRight() {
        files.computeIfPresent("symptoms/stalls.drl", (file, text) -> text.replace("stall_ratio", "stalled"));
        assertTrue(Check.of(files, compiler).complaints().stream()
                .anyMatch(one -> one.code().equals("unknown-name")));

        files.computeIfPresent(
                "metrics.yaml",
                (file, text) -> text.replace(
                        "ingest:\n", "  playback.stalled: {unit: ratio, worse: high, means: \"x\"}\ningest:\n"));

        assertTrue(Check.of(files, compiler).complaints().stream()
                .noneMatch(one -> one.code().equals("unknown-name")));
    }

    @Test
    void aFileThatChangedIsReadAgain() {
        assertTrue(Check.of(files, compiler).passed());

        files.computeIfPresent("symptoms/stalls.drl", (file, text) -> text + "rule");

        assertTrue(Check.of(files, compiler).complaints().stream()
                .anyMatch(one -> one.file().equals("symptoms/stalls.drl")));
    }

    @Test
    void linesThatMovedAreToldAnewByWhatStaysCompiled() {
        Packs.compile(compiler, PackReader.read(files));
        files.computeIfPresent("causes/uplink-congested.drl", (file, text) -> "// A remark.\n" + text);
        Inference after = Packs.compile(compiler, PackReader.read(files));

        assertEquals(
                List.of(8, 6),
                after.trace(List.of()).stream().map(RuleTrace::line).toList());
    }

    @ParameterizedTest
    @CsvSource({"DECISIVE, WEAK", "frames dropped, frames lost", "'high )', 'severe )'"})
    void aRuleThatSaysSomethingElseIsCompiled(String part, String instead) {
        Inference before = Packs.compile(compiler, PackReader.read(files));
        files.computeIfPresent("causes/uplink-congested.drl", (file, text) -> text.replace(part, instead));
        Inference after = Packs.compile(compiler, PackReader.read(files));
        List<Fact> dropped = List.of(Facts.reading("ingest.dropped_frame_ratio", State.HIGH));

        assertNotEquals(before.infer(dropped), after.infer(dropped));
    }
}
