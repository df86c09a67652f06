package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/complaints.md promises: every code has its place, and its example gets it. */
class ComplaintPageTest {
    /** One for all: it parses again only what a slip touches. */
    private static final Checker CHECKER = new Checker(new DroolsRuleCompiler());

    /** No edit of a pack provokes these; {@code DrlTreeTest} and {@code BrokenPackTest} do. */
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("too-slow", "check-failed");

    private static final Pattern SECTION = Pattern.compile("(?ms)^### ([a-z0-9-]+)$(.*?)(?=^##|\\z)");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern DIFF = Pattern.compile("(?s)`([^`\n]+)`\n```diff\n(.*?)```");

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher section = SECTION.matcher(Files.readString(Path.of("docs/complaints.md")));
        while (section.find()) {
            sections.put(section.group(1), section.group(2));
        }
        return sections;
    }

    @Test
    void everyCodeHasItsPlace() throws IOException {
        assertEquals(
                Arrays.stream(ComplaintCode.values()).map(ComplaintCode::code).toList(),
                List.copyOf(sections().keySet()));
    }

    static Stream<String> codes() {
        return Arrays.stream(ComplaintCode.values())
                .map(ComplaintCode::code)
                .filter(code -> !WITHOUT_EXAMPLE.contains(code));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theExampleGetsIt(String code, @TempDir Path folder) throws IOException, InterruptedException {
        String section = sections().get(code);
        Matcher diff = DIFF.matcher(section);
        Matcher shell = SHELL.matcher(section);
        if (diff.find()) {
            edited(code, diff.group(1), diff.group(2));
        } else {
            assertTrue(shell.find(), "no example");
            SortedMap<String, String> files = Shipped.files();
            BrokenPacks.write(files, folder);
            Process process = new ProcessBuilder("sh", "-ec", shell.group(1))
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0);
            List<Complaint> complaints = complaints(PackReader.files(folder));
            assertTrue(complaints.stream().anyMatch(one -> one.code().equals(code)), complaints.toString());
        }
    }

    private static void edited(String code, String file, String lines) {
        SortedMap<String, String> files = Shipped.files();
        String good = side(lines, "+");
        int at = files.get(file).indexOf(good);
        assertTrue(at >= 0, good + " is not in " + file);
        String bad = side(lines, "-");
        files.put(file, files.get(file).substring(0, at) + bad + files.get(file).substring(at + good.length()));
        int first = (int) files.get(file)
                        .substring(0, at)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        long last = first + bad.lines().count() - 1;

        List<Complaint> complaints = complaints(files);

        assertTrue(
                complaints.stream()
                        .anyMatch(one -> one.code().equals(code)
                                && one.file().equals(file)
                                && one.line() >= first
                                && one.line() <= last),
                () -> "expected " + file + ":" + first + " " + code + "\nbut was " + complaints);
    }

    private static String side(String diff, String sign) {
        return diff.lines()
                .filter(line -> line.startsWith(sign))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"));
    }

    private static List<Complaint> complaints(SortedMap<String, String> files) {
        return CHECKER.check(files).complaints();
    }

    @Test
    void theShippedPackHasNoneButAdvice() {
        assertEquals(
                List.of(),
                complaints(Shipped.files()).stream()
                        .filter(complaint -> !complaint.advice())
                        .toList());
    }
}
