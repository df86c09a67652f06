package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackReaderTest {

    private static List<Complaint> refused(SortedMap<String, String> files) {
        return assertThrows(RulePackException.class, () -> PackReader.read(files))
                .complaints();
    }

    /** The complaints of the tiny pack with one change, which must be told in the line of the change. */
    private static void refuses(String file, String part, String instead, String words) {
        SortedMap<String, String> files = TinyPack.files();
        String text = files.get(file);
        int at = text.indexOf(part);
        assertTrue(at >= 0, part + " is not in " + file);
        files.put(file, text.replace(part, instead));
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;

        List<Complaint> complaints = refused(files);

        assertTrue(
                complaints.stream()
                        .anyMatch(one -> one.file().equals(file)
                                && one.line() == line
                                && one.toString().contains(words)),
                () -> "expected " + file + ":" + line + " " + words + "\nbut was " + complaints);
    }

    @Test
    void whatIsComputedForEachSliceIsBounded() {
        SortedMap<String, String> files = TinyPack.files();
        StringBuilder many = new StringBuilder();
        for (int metric = 0; metric <= PackLimits.MOST_DERIVED; metric++) {
            many.append("\n  zz.m%d: {unit: number, worse: none, derive: {from: [playback.stall_ratio]}, means: x}"
                    .formatted(metric));
        }
        files.computeIfPresent("metrics.yaml", (file, text) -> text.stripTrailing() + "\nzz:" + many + "\n");
        assertTrue(
                refused(files).stream().anyMatch(one -> one.is(ComplaintCode.TOO_MANY)),
                () -> refused(files).toString());

        SortedMap<String, String> factors = TinyPack.files();
        factors.computeIfPresent(
                "metrics.yaml",
                (file, text) -> text.stripTrailing()
                        + "\nzz:\n  zz.m: {unit: number, worse: none, derive: {from: [%s]}, means: x}\n"
                                .formatted("playback.stall_ratio, ".repeat(9)));
        assertTrue(
                refused(factors).stream().anyMatch(one -> one.is(ComplaintCode.TOO_MANY)),
                () -> refused(factors).toString());
    }

    @Test
    void readsATinyPack() {
        RulePack pack = TinyPack.read();

        assertEquals("tiny", pack.name());
        assertTrue(pack.version().matches("sha256:[0-9a-f]{64}"), pack.version());
        assertEquals(13, pack.metrics().size());
        assertEquals(5, pack.attributes().size());
        assertEquals(List.of("UPLINK_CONGESTED"), List.copyOf(pack.causes().keySet()));
        assertEquals(List.of("STALLS"), List.copyOf(pack.symptoms().keySet()));
        assertEquals(
                List.of("causes/uplink-congested.drl", "symptoms/stalls.drl"),
                List.copyOf(pack.rules().keySet()));
        assertEquals(-1.5, pack.causes().get("UPLINK_CONGESTED").prior());
        assertTrue(pack.vocabulary().readings().contains("room.age_days"));
    }

    @Test
    void aTinyPackDiagnoses() {
        List<Complaint> complaints = new ArrayList<>();
        Ruleset ruleset = TinyPack.load();
        new Cases(ruleset.pack(), complaints).run(ruleset);

        assertEquals(List.of(), complaints);
    }

    @Test
    void theVersionIsThatOfTheContents() {
        SortedMap<String, String> files = TinyPack.files();
        assertEquals(TinyPack.read().version(), PackReader.read(files).version());

        files.merge("cases/uplink-congested.yaml", "# a comment\n", String::concat);
        assertNotEquals(TinyPack.read().version(), PackReader.read(files).version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "pack.yaml | api: 1 | api: 2 | the rules API 1",
                "pack.yaml | version: 1.0.0 | vresion: 1.0.0 | 'vresion' is not known here",
                "metrics.yaml | unit: gauge | unit: furlongs | 'furlongs' is not one of",
                "metrics.yaml | worse: both, means: \"media | worse: sometimes, means: \"media | 'sometimes' is not one of",
                "metrics.yaml | of: audience.viewers, means: \"stalled | of: audience.viewer, means: \"stalled | audience.viewer is declared nowhere",
                "metrics.yaml | from: [audience.exits] | from: [audience.exit] | audience.exit is declared nowhere",
                "metrics.yaml | per: [audience.viewers] | per: [audience.viewer] | audience.viewer is declared nowhere",
                "metrics.yaml | per: [ | pre: [ | 'pre' is not known here",
                "metrics.yaml | , means: \"bitrate\" | ~~ | is missing here",
                "metrics.yaml | means: \"bitrate\" | means: \"bitrate\", means: \"again\" | means stands twice",
                "metrics.yaml | ingest.height_px: | audience.viewers: | audience.viewers is declared twice",
                "attributes.yaml | type: flag | type: boolean | 'boolean' is not one of",
                "attributes.yaml | values: [ | value: [ | 'value' is not known here",
                "thresholds.yaml | sample: 25 | sample: many | a number expected",
                "thresholds.yaml | fewShare: | few_share: | 'few_share' is not known here",
                "thresholds.yaml | playback.stall_ratio: {high: 0.05 | playback.stall_ratio: {high: 1.5 | 1.5 is no ratio, which is 0 to 1. Maybe 0.015",
                "thresholds.yaml | {low: 500 | {low: -500 | -500 is no kbps, which is 0 or more",
                "thresholds.yaml | playback.bitrate_kbps: | playback.bitrate: | playback.bitrate is declared nowhere",
                "thresholds.yaml | {when: {peak: true} | {when: {peek: true} | peek is declared nowhere",
                "thresholds.yaml | {atLeast: 5} | {from: 5} | 'from' is not known here",
                "thresholds.yaml | trust: B | trust: D | 'D' is not one of A, B, C, ENG",
                "knowledge/stalls.yaml | severity: MAJOR | severity: BAD | 'BAD' is not one of",
                "knowledge/stalls.yaml | gaps: {en: None., zh: 无。} | gaps: {en: None.} | is missing here",
                "knowledge/stalls.yaml | title: {en: It stalls, zh: 卡顿} | title: {zh: 卡顿} | is missing here",
                "knowledge/stalls.yaml | zh: 转圈。 | zh: ' ' | is missing here",
                "knowledge/stalls.yaml | zh: 转圈。 | zh: 转圈。, de: Rad | 'de' is not known here",
                "knowledge/uplink-congested.yaml | layer: host | layer: hosts | 'hosts' is not one of host, platform",
                "knowledge/uplink-congested.yaml | prior: common | prior: often | 'often' is not one of common, usual, rare",
                "knowledge/uplink-congested.yaml | harmless: false | harmless: no | true or false expected",
                "knowledge/uplink-congested.yaml | STALLS: all | STALLS: most | 'most' is not one of all, part",
                "knowledge/uplink-congested.yaml | needs: [ingest.dropped_frame_ratio] | needs: [ingest.dropped] | ingest.dropped is declared nowhere",
                "knowledge/uplink-congested.yaml | owner: HOST | owner: NOBODY | 'NOBODY' is not one of",
                "knowledge/uplink-congested.yaml | urgency: NOW | urgency: SOON | 'SOON' is not one of",
                "knowledge/uplink-congested.yaml | reversible: true | reversible: maybe | true or false expected",
                "knowledge/uplink-congested.yaml | metric: ingest.dropped_frame_ratio | metric: ingest.dropped | ingest.dropped is declared nowhere",
                "knowledge/uplink-congested.yaml | direction: BELOW | direction: DOWN | 'DOWN' is not one of",
                "knowledge/uplink-congested.yaml | withinMinutes: 3 | withinMinutes: 3d | a number expected",
                "knowledge/uplink-congested.yaml | doNot: {en: Restart., zh: 重启。} | doNot: {en: Restart.} | is missing here",
            })
    void refusesWithTheLine(String file, String part, String instead, String words) {
        refuses(file, part, instead, words);
    }

    @Test
    void aCauseNeedsAnAction() {
        SortedMap<String, String> files = TinyPack.files();
        files.computeIfPresent(
                "knowledge/uplink-congested.yaml", (file, text) -> text.substring(0, text.indexOf("actions:")));

        assertEquals(
                List.of(
                        "knowledge/uplink-congested.yaml:1:1: a cause needs an action. Maybe one, with steps? [missing-action]"),
                refused(files).stream().map(Complaint::toString).toList());
    }

    @Test
    void aCauseExplainsSomething() {
        SortedMap<String, String> files = TinyPack.files();
        files.computeIfPresent(
                "knowledge/uplink-congested.yaml", (file, text) -> text.replace("explains:\n  STALLS: all\n", ""));

        assertTrue(
                refused(files).get(0).toString().contains("a cause must explain a symptom"),
                refused(files).toString());
    }

    @Test
    void aCauseExplainsSymptomsThatThereAre() {
        SortedMap<String, String> files = TinyPack.files();
        files.computeIfPresent(
                "knowledge/uplink-congested.yaml", (file, text) -> text.replace("STALLS: all", "STALL: all"));

        assertEquals(
                List.of("knowledge/uplink-congested.yaml:5:3: STALL is declared nowhere. Maybe STALLS? [unknown-code]"),
                refused(files).stream().map(Complaint::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "pack.yaml, the file is missing",
        "metrics.yaml, the file is missing",
        "attributes.yaml, the file is missing",
        "thresholds.yaml, the file is missing",
        "causes/uplink-congested.drl, UPLINK_CONGESTED has knowledge and no rule",
        "cases/uplink-congested.yaml, UPLINK_CONGESTED has knowledge and no case",
        "symptoms/stalls.drl, STALLS has knowledge and no rule"
    })
    void everyFileIsThere(String file, String words) {
        SortedMap<String, String> files = TinyPack.files();
        files.remove(file);

        assertTrue(
                refused(files).stream()
                        .anyMatch(
                                one -> one.file().equals(file) && one.problem().startsWith(words)),
                refused(files).toString());
    }

    @Test
    void everyRuleHasKnowledge() {
        SortedMap<String, String> files = TinyPack.files();
        files.remove("knowledge/uplink-congested.yaml");

        assertTrue(
                refused(files)
                        .toString()
                        .contains("knowledge/uplink-congested.yaml: UPLINK_CONGESTED has rules and no knowledge"),
                refused(files).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "causes/Uplink.drl", "causes/uplink_lost.drl", "causes/uplink-lost.yaml", "causes/uplink-lost.drl.bak",
                        "knowledge/uplink-lost.yml",
                "cases/uplink lost.yaml", "cuases/uplink-lost.drl", "uplink-lost.yaml", "causes/deeper/uplink-lost.drl",
                        "causes/.drl",
                "symptoms/../../etc.drl", "causes/上行.drl"
            })
    void everyFileHasAKnownName(String name) {
        SortedMap<String, String> files = TinyPack.files();
        files.put(name, "");

        assertTrue(
                refused(files).stream()
                        .anyMatch(
                                one -> one.file().equals(name) && one.problem().contains("has such a name")),
                refused(files).toString());
    }

    @Test
    void tellsEverythingInOneReading() {
        SortedMap<String, String> files = TinyPack.files();
        files.computeIfPresent("metrics.yaml", (file, text) -> text.replace("unit: gauge", "unit: furlongs"));
        files.computeIfPresent("thresholds.yaml", (file, text) -> text.replace("trust: B", "trust: D"));
        files.computeIfPresent(
                "knowledge/stalls.yaml", (file, text) -> text.replace("severity: MAJOR", "severity: BAD"));
        files.remove("cases/uplink-congested.yaml");

        assertEquals(
                List.of("metrics.yaml", "thresholds.yaml", "knowledge/stalls.yaml", "cases/uplink-congested.yaml"),
                refused(files).stream().map(Complaint::file).distinct().toList());
    }

    @Test
    void rulesAreCheckedByTheCompiler() {
        SortedMap<String, String> files = TinyPack.files();
        files.computeIfPresent(
                "causes/uplink-congested.drl",
                (file, text) -> text.replace("dropped_frame_ratio\"", "dropped_frames_ratio\""));

        RulePackException refused =
                assertThrows(RulePackException.class, () -> Ruleset.load(files, new DroolsRuleCompiler()));

        assertEquals(
                "causes/uplink-congested.drl:9: ingest.dropped_frames_ratio is declared nowhere. Maybe ingest.dropped_frame_ratio? [unknown-name]",
                refused.getMessage());
    }

    @Test
    void aFolderIsReadAsItsFiles(@TempDir Path folder) throws IOException {
        SortedMap<String, String> files = TinyPack.files();
        for (var file : files.entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        // What Kubernetes and editors leave beside them.
        Files.createDirectories(folder.resolve("causes/..data"));
        Files.writeString(folder.resolve("causes/.uplink-lost.drl.swp"), "x");
        Files.writeString(folder.resolve("README.md"), "x");

        assertEquals(files, PackReader.files(folder));
    }

    @Test
    void aFolderWithMoreFilesThanAPackHasIsToldSo(@TempDir Path folder) throws IOException {
        for (int i = 0; i <= PackLimits.MOST_FILES; i++) {
            Files.createFile(folder.resolve("IMG_" + i + ".jpg"));
        }

        assertEquals(PackLimits.MOST_FILES + 1, PackReader.files(folder).size());
    }

    @Test
    void aBombIsRefused() {
        SortedMap<String, String> files = TinyPack.files();
        StringBuilder bomb = new StringBuilder("a0: &a0 {en: x, zh: x}\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        files.put("knowledge/stalls.yaml", bomb.toString());

        assertTrue(
                refused(files).get(0).problem().contains("aliases"),
                refused(files).toString());
    }
}
