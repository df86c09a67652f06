package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.Dimensions;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One attack a file, with the complaint that it must get in its first line. */
class HostileRulesTest {
    private static final String FILE = "causes/uplink-lost.drl";
    private static final Pattern EXPECTED = Pattern.compile("// refused in (?:line (?<line>\\d+)|file): (?<words>.*)");

    static Stream<Path> attacks() throws IOException {
        return Files.list(Packs.folder("hostile")).map(Path::getFileName).sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isRefused(Path attack) {
        String text = Packs.text(Packs.folder("hostile").resolve(attack));
        Matcher expected = EXPECTED.matcher(text.lines().findFirst().orElse(""));
        assertTrue(expected.matches(), "the first line must say what is expected");
        int line = expected.group("line") == null ? 1 : Integer.parseInt(expected.group("line"));

        List<Complaint> complaints =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Packs.complaints(FILE, text));

        assertTrue(
                complaints.stream()
                        .anyMatch(complaint -> complaint.file().equals(FILE)
                                && complaint.line() == line
                                && complaint.toString().contains(expected.group("words"))
                                && !complaint.maybe().isEmpty()),
                () -> expected.group() + "\nbut was told " + complaints);
    }

    @Test
    void aPackWithOneOfThemIsRefusedWhole() throws IOException {
        RulePack pack = new RulePack(
                "hostile",
                "0",
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                Dimensions.AS_THEY_COME,
                Packs.shipped().thresholds(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
        attacks()
                .forEach(attack -> pack.rules()
                        .put(
                                "causes/" + attack,
                                Packs.text(Packs.folder("hostile").resolve(attack))));

        RulePackException refused =
                assertThrows(RulePackException.class, () -> Ruleset.of(pack, new DroolsRuleCompiler()));

        assertEquals(
                pack.rules().keySet().stream().toList(),
                refused.complaints().stream().map(Complaint::file).distinct().toList());
    }

    @AfterEach
    void nothingHasRun() {
        assertNull(System.getProperty("livedoctor.canary"));
        assertFalse(Files.exists(Path.of("canary")));
    }
}
