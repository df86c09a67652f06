package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped pack with one slip of the hand: refused, in the right file and line. */
class BrokenPackTest {
    /** One for all: it parses again only what a slip touches. */
    private static final Checker CHECKER = new Checker(new DroolsRuleCompiler());

    private static final SortedMap<String, String> FILES = Shipped.files();
    private static final SortedMap<String, String> EXAMPLES = PackReader.files(Path.of("docs/examples"));

    private static final Map<Slip, Check> CHECKS = new ConcurrentHashMap<>();

    private static final String SILENT = """
            - name: nothing is wrong where nothing was measured
              given: {}
              expect: silent
            """;

    /**
     * An edit.
     *
     * @param below how many lines below the beginning of {@code part} the complaint stands
     */
    record Slip(String file, String part, String instead, int below, String code, String maybe) {
        private static final Pattern INVISIBLE = Pattern.compile("\\\\u([0-9a-f]{4})");

        static Slip of(String line) {
            String[] columns = line.split(" \\| ?", -1);
            return new Slip(
                    columns[0],
                    columns[1].replace('¶', '\n'),
                    INVISIBLE
                            .matcher(columns[2].replace('¶', '\n'))
                            .replaceAll(sign -> Character.toString(Integer.parseInt(sign.group(1), 16))),
                    Integer.parseInt(columns[3].strip()),
                    columns[4].strip(),
                    columns[5].strip());
        }

        /** The shipped pack with this slip. */
        SortedMap<String, String> files() {
            SortedMap<String, String> files = new TreeMap<>(FILES);
            if (file.contains("/")) {
                // No case of another cause sees such a slip; to read them takes most of the time.
                files.replaceAll((name, text) -> name.startsWith("cases/") && !name.equals(file) ? SILENT : text);
            }
            if (!files.containsKey(file)) {
                files.putAll(EXAMPLES);
            }
            files.put(file, text().substring(0, at()) + instead + text().substring(at() + part.length()));
            return files;
        }

        private String text() {
            return Objects.requireNonNullElseGet(FILES.get(file), () -> EXAMPLES.get(file));
        }

        private int at() {
            int at = text().indexOf(part);
            assertTrue(at >= 0, () -> part + " is not in " + file);
            return at;
        }

        /** Where the complaint must be. */
        long line() {
            return text().substring(0, at()).chars().filter(c -> c == '\n').count() + 1 + below;
        }
    }

    static Stream<Slip> slips() {
        try {
            return Files.readAllLines(Shipped.resource("broken-packs.txt")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(Slip::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each reads a whole pack, so all cores do; slips of one file come together, since they leave the same to be read again. */
    @BeforeAll
    static void checkAll() {
        slips().distinct()
                .collect(Collectors.groupingBy(Slip::file, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(slips ->
                        slips.parallelStream().forEach(slip -> CHECKS.put(slip, CHECKER.check(slip.files()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slips")
    void isRefusedInItsLine(Slip slip) {
        Check check = Objects.requireNonNull(CHECKS.get(slip));

        assertTrue(!check.passed());
        assertTrue(
                check.complaints().stream()
                        .anyMatch(one -> one.file().equals(slip.file())
                                && one.line() == slip.line()
                                && one.code().equals(slip.code())
                                && one.maybe().contains(slip.maybe())),
                () -> "expected " + slip.file() + ":" + slip.line() + " " + slip.code() + " " + slip.maybe()
                        + "\nbut was " + check.complaints());
        assertEquals(1, check.complaints().size(), () -> "one slip is told once: " + check.complaints());
        assertTrue(!check.complaints().get(0).maybe().isEmpty(), () -> "nothing is guessed: " + check.complaints());
    }

    @ParameterizedTest
    @CsvSource({
        "pack.yaml, missing-file, pack.yaml",
        "metrics.yaml, missing-file, metrics.yaml",
        "attributes.yaml, missing-file, attributes.yaml",
        "thresholds.yaml, missing-file, thresholds.yaml",
        "knowledge/stalls.yaml, missing-file, knowledge/stalls.yaml",
        "knowledge/uplink-lost.yaml, missing-file, knowledge/uplink-lost.yaml",
        "causes/uplink-lost.drl, missing-rule, causes/uplink-lost.drl",
        "symptoms/stalls.drl, missing-rule, symptoms/stalls.drl",
        "cases/uplink-lost.yaml, missing-case, cases/uplink-lost.yaml",
    })
    void aFileIsMissing(String file, String code, String named) {
        SortedMap<String, String> files = Shipped.files();
        files.remove(file);

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertTrue(
                complaints.stream()
                        .anyMatch(one -> one.file().equals(named)
                                && one.line() == 0
                                && one.code().equals(code)),
                complaints.toString());
    }

    /** The other files of the cause are as they were: whatever follows from the new name is not told. */
    @ParameterizedTest
    @CsvSource({
        "knowledge/audio-clipping.yaml, knowledge/audio-cliping.yaml",
        "knowledge/stalls.yaml, knowledge/stall.yaml",
        "causes/audio-clipping.drl, causes/audio-cliping.drl",
        "symptoms/stalls.drl, symptoms/stall.drl",
        "cases/audio-clipping.yaml, cases/audio-cliping.yaml",
    })
    void aFileIsRenamed(String file, String other) {
        SortedMap<String, String> files = Shipped.files();
        files.put(other, Objects.requireNonNull(files.remove(file)));

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals(file, complaints.get(0).file());
        assertEquals(other + ", renamed?", complaints.get(0).maybe());
    }

    /** That they are in DRL and in sentences makes two slips of none. */
    @Test
    void knowledgeOfRulesInTwoFilesIsRenamed() {
        SortedMap<String, String> files = Shipped.files();
        files.putAll(EXAMPLES);
        files.put(
                "knowledge/line-too-thin.yaml",
                Objects.requireNonNull(files.remove("knowledge/uplink-congested.yaml")));
        files.put("cases/line-too-thin.yaml", "- {name: silent, given: {}, expect: {absent: LINE_TOO_THIN}}");

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(
                List.of("knowledge/uplink-congested.yaml"),
                complaints.stream().map(Complaint::file).toList(),
                complaints::toString);
        assertTrue(complaints.get(0).problem().contains("2 files"), complaints::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guards", "baselines", "thresholds"})
    void aPartOfTheThresholdsIsEmptied(String part) {
        SortedMap<String, String> files = Shipped.files();
        files.computeIfPresent(
                "thresholds.yaml",
                (file, text) ->
                        text.replaceFirst("(?m)^" + part + ":.*\\R(?:(?: .*|#.*)?\\R)*", part + ": {}\n# none\n"));
        String text = Objects.requireNonNull(files.get("thresholds.yaml"));

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals(
                FileCheck.lineOf(text, text.indexOf(part + ": {}")),
                complaints.get(0).line(),
                complaints::toString);
    }

    /** Cases fail in other files, and the imports of this one say why. */
    @ParameterizedTest
    @CsvSource({"causes/uplink-congested.drl", "causes/audio-clipping.drl"})
    void aFileLosesAllRulesButTheFirst(String file) {
        SortedMap<String, String> files = Shipped.files();
        String first = Objects.requireNonNull(files.get(file)).replaceFirst("(?s)(?<=\nend\n).*", "");
        files.put(file, first);

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals(
                file + ":" + first.lines().count(),
                complaints.get(0).file() + ":" + complaints.get(0).line());
        assertEquals("a rule that the file lost?", complaints.get(0).maybe());
    }

    @ParameterizedTest
    @CsvSource({
        "thresholds.yaml, threshold.yaml, thresholds.yaml?",
        "events.yaml, event.yaml, events.yaml?",
        "cases/uplink-lost.yaml, case/uplink-lost.yaml, cases/uplink-lost.yaml?",
        "causes/uplink-lost.drl, causes/uplink-lost.drl.txt, causes/uplink-lost.drl?",
        "causes/uplink-lost.drl, symptoms/uplink-lost.drl, the folder causes?",
        "causes/out-of-stock.drl, causes/Out-Of-Stock.drl, causes/out-of-stock.drl?",
        "causes/out-of-stock.drl, out-of-stock.drl, causes/out-of-stock.drl?",
        "knowledge/uplink-lost.yaml, knowledge/uplink_lost.yml, knowledge/uplink-lost.yaml?",
    })
    void aFileHasAWrongName(String file, String other, String maybe) {
        SortedMap<String, String> files = Shipped.files();
        files.put(other, Objects.requireNonNull(files.remove(file)));

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals(
                other + ":1", complaints.get(0).file() + ":" + complaints.get(0).line());
        assertEquals(maybe, complaints.get(0).maybe());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attributes.yaml",
                "events.yaml",
                "metrics.yaml",
                "thresholds.yaml",
                "knowledge/out-of-stock.yaml",
                "cases/out-of-stock.yaml"
            })
    void aFileIsPastedTwice(String file) {
        SortedMap<String, String> files = Shipped.files();
        String text = Objects.requireNonNull(files.get(file));
        files.put(file, text + text);

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals(
                file + ":" + (text.lines().count() + 1),
                complaints.get(0).file() + ":" + complaints.get(0).line());
        assertEquals("the file once?", complaints.get(0).maybe());
    }

    @ParameterizedTest
    @CsvSource({"causes, cause, causes?", "cases, case, cases?", "knowledge, wissen, another folder?"})
    void aFolderIsRenamed(String folder, String other, String maybe) {
        SortedMap<String, String> files = new TreeMap<>();
        Shipped.files()
                .forEach((file, text) -> files.put(
                        file.startsWith(folder + "/") ? other + file.substring(folder.length()) : file, text));

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals(other, complaints.get(0).file());
        assertEquals(maybe, complaints.get(0).maybe());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cases", "knowledge", "causes", "symptoms"})
    void aFolderIsGone(String folder) {
        isToldOnce(folder, Shipped.files());
    }

    /** A rule might stand in one of them. */
    @ParameterizedTest
    @ValueSource(strings = {"causes", "symptoms"})
    void aFolderIsGoneBesideTables(String folder) {
        SortedMap<String, String> files = Shipped.files();
        files.putAll(EXAMPLES);
        isToldOnce(folder, files);
    }

    private static void isToldOnce(String folder, SortedMap<String, String> files) {
        files.keySet().removeIf(file -> file.startsWith(folder + "/"));

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(List.of(folder), complaints.stream().map(Complaint::file).toList(), complaints::toString);
    }

    @Test
    void aCodeIsRenamedInOneFolder() {
        SortedMap<String, String> files = Shipped.files();
        files.replaceAll(
                (file, text) -> file.startsWith("knowledge/") ? text.replaceAll("\\bSTALLS\\b", "STALLING") : text);

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals("unknown-code", complaints.get(0).code());
        assertEquals("STALLS?", complaints.get(0).maybe());
    }

    @Test
    void thereAreTooManyCases() {
        SortedMap<String, String> files = TinyPack.files();
        String many = IntStream.range(0, 1_000)
                .mapToObj(i -> "- {name: case %d, given: {}, expect: silent}\n".formatted(i))
                .collect(Collectors.joining());
        for (int i = 1; i <= 5; i++) {
            files.put("cases/many-%d.yaml".formatted(i), many);
        }

        List<Complaint> complaints = CHECKER.check(files).complaints().stream()
                .filter(one -> !one.advice())
                .toList();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals("too-many", complaints.get(0).code());
        assertTrue(complaints.get(0).problem().contains("5000"), complaints::toString);
    }

    @Test
    void theRulesAreThoseOfAnotherCause() {
        SortedMap<String, String> files = Shipped.files();
        files.put("causes/out-of-stock.drl", Objects.requireNonNull(files.get("causes/payment-declined.drl")));

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(
                List.of("causes/out-of-stock.drl"),
                complaints.stream().map(Complaint::file).toList(),
                complaints::toString);
    }

    @Test
    void theCasesAreThoseOfAnotherCause() {
        SortedMap<String, String> files = Shipped.files();
        files.put("cases/out-of-stock.yaml", Objects.requireNonNull(files.get("cases/payment-declined.yaml")));

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals("cases/out-of-stock.yaml", complaints.get(0).file());
        assertEquals("missing-case", complaints.get(0).code());
    }

    @Test
    void aLanguageIsLost() {
        SortedMap<String, String> files = Shipped.files();
        String sentences = "causes/cdn-node-fault.dslr";
        files.put(sentences, Objects.requireNonNull(EXAMPLES.get(sentences)));
        files.remove("language/en.dsl");

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(
                List.of(sentences + ":4"),
                complaints.stream().map(one -> one.file() + ":" + one.line()).toList(),
                complaints::toString);
    }

    @Test
    void tooManyFilesAreToldWhereTheyLie() {
        SortedMap<String, String> files = Shipped.files();
        for (int i = 0; i < 10_000; i++) {
            files.put("cases/copy-" + i + ".yaml", "");
        }

        Check check = CHECKER.check(files);

        assertEquals(
                List.of("cases too-many"),
                check.complaints().stream()
                        .map(one -> one.file() + " " + one.code())
                        .toList());
    }

    @Test
    void aFolderOfOtherThingsIsToldUpToALimit() {
        SortedMap<String, String> files = Shipped.files();
        for (int i = 0; i < 9_000; i++) {
            files.put("IMG_" + i + ".jpg", "");
        }

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(PackLimits.MOST_COMPLAINTS + 1, complaints.size());
        assertEquals("too-many", complaints.get(complaints.size() - 1).code());
    }

    /** What others need of the rest is told once, where the file ends. */
    @ParameterizedTest
    @CsvSource({
        "thresholds.yaml, 20, 20",
        "thresholds.yaml, 60, 60",
        "thresholds.yaml, 100, 100",
        "thresholds.yaml, 193, 193",
        "metrics.yaml, 60, 60",
        "metrics.yaml, 140, 140",
        "attributes.yaml, 20, 20",
        "events.yaml, 20, 20",
        "dimensions.yaml, 5, 5",
        "knowledge/audio-clipping.yaml, 14, 14",
        "knowledge/audio-clipping.yaml, 30, 30",
        "knowledge/audio-clipping.yaml, 38, 38",
    })
    void aFileEndsTooEarly(String file, int lines, int told) {
        SortedMap<String, String> files = Shipped.files();
        files.computeIfPresent(
                file, (name, text) -> text.lines().limit(lines).collect(Collectors.joining("\n", "", "\n")));

        List<Complaint> complaints = CHECKER.check(files).complaints();

        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals(
                file + ":" + told,
                complaints.get(0).file() + ":" + complaints.get(0).line());
        assertTrue(complaints.get(0).maybe().contains("the rest of the file"), complaints::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cuases/uplink-lost.drl | unknown-file | x",
                "causes/uplink-lost.dlr | unknown-file | x",
                "causes/Uplink-Lost.drl | unknown-file | x",
                "causes/uplink_lost.drl | unknown-file | x",
                "causes/more/uplink-lost.drl | unknown-file | x",
                "threshold.yaml | unknown-file | x",
                "rules.xlsx | unknown-file | x",
                "causes/of-nobody.drl | empty-file | ''",
                "cases/stalls.yaml | empty-file | '# later'",
            })
    void aFileIsTooMuch(String file, String code, String text, @TempDir Path folder) throws IOException {
        BrokenPacks.write(Shipped.files(), folder);
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);

        List<Complaint> complaints = CHECKER.check(PackReader.files(folder)).complaints();

        assertTrue(
                complaints.stream()
                        .anyMatch(one -> one.file().equals(file)
                                && one.line() == 1
                                && one.code().equals(code)),
                complaints.toString());
    }

    @ParameterizedTest
    @CsvSource({"\\377, 3, not-utf8", "a: \\000, 3, forbidden-character", "# \\342\\200\\256, 3, forbidden-character"})
    void bytesAreWrong(String octal, int line, String code, @TempDir Path folder)
            throws IOException, InterruptedException {
        BrokenPacks.write(Shipped.files(), folder);
        Process process = new ProcessBuilder("sh", "-c", "printf 'api: 1\\nversion: x\\n" + octal + "\\n' > pack.yaml")
                .directory(folder.toFile())
                .start();
        assertEquals(0, process.waitFor());

        List<Complaint> complaints = CHECKER.check(PackReader.files(folder)).complaints();

        assertTrue(
                complaints.stream()
                        .anyMatch(one -> one.file().equals("pack.yaml")
                                && one.line() == line
                                && one.code().equals(code)),
                complaints.toString());
    }

    /** As some editors save it; what is in it may be right. */
    @Test
    void aFileInAnotherEncodingIsToldAlone(@TempDir Path folder) throws IOException {
        BrokenPacks.write(Shipped.files(), folder);
        Files.write(
                folder.resolve("thresholds.yaml"),
                Shipped.files().get("thresholds.yaml").getBytes(StandardCharsets.UTF_16));

        List<Complaint> complaints = CHECKER.check(PackReader.files(folder)).complaints();

        assertEquals(
                List.of(
                        "thresholds.yaml:1: there are bytes that are no UTF-8. Maybe the file saved as UTF-8? [not-utf8]"),
                complaints.stream().map(Complaint::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pack.yaml", "metrics.yaml", "knowledge/stalls.yaml", "knowledge/uplink-lost.yaml"})
    void aFolderInThePlaceOfAFileIsAMissingFile(String file, @TempDir Path folder) throws IOException {
        BrokenPacks.write(Shipped.files(), folder);
        Files.delete(folder.resolve(file));
        Files.createDirectory(folder.resolve(file));

        List<Complaint> complaints = CHECKER.check(PackReader.files(folder)).complaints();

        assertEquals(
                List.of(file + " missing-file"),
                complaints.stream().map(one -> one.file() + " " + one.code()).toList());
    }

    /** What editors on other systems do to a file changes nothing. */
    @Test
    void otherLineEndsAndAByteOrderMarkAreFine() {
        SortedMap<String, String> files = Shipped.files();
        files.replaceAll((file, text) -> "\uFEFF" + text.replace("\n", "\r\n"));

        Check check = CHECKER.check(files);

        assertTrue(check.passed(), check.complaints().toString());
    }

    @Test
    void whatLiesBesideAPackIsLeftOut(@TempDir Path folder) throws IOException {
        BrokenPacks.write(Shipped.files(), folder);
        for (String file : List.of(
                ".DS_Store",
                "README.md",
                "kustomization.yaml",
                "causes/uplink-lost.drl~",
                "tables/~$evidence.drl.xlsx",
                ".git/config",
                "..data/x",
                "cases/.x.swp")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "x");
        }

        assertEquals(Shipped.files(), PackReader.files(folder));
    }

    /** A gigabyte is not read to find that it is too much. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    knowledge/encoder-crashed.yaml | reversible: true | reversable: true
                    knowledge/encoder-crashed.yaml | title: | titel:
                    cases/encoder-crashed.yaml | given: | gven:
                    causes/uplink-congested.drl | $leg : Reading( | leg : Reading(
                    causes/uplink-congested.drl | $leg : Reading( | $leg : Lesung(
                    """)
    void aSlipIsToldOnce(String file, String part, String slip) {
        SortedMap<String, String> files = new TreeMap<>(Shipped.files());
        String text = files.get(file);
        assertTrue(text.contains(part), file);
        files.put(file, text.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(slip)));

        List<Complaint> complaints = CHECKER.check(files).complaints();
        assertEquals(1, complaints.size(), complaints::toString);
        long line = 1
                + text.substring(0, text.indexOf(part))
                        .chars()
                        .filter(sign -> sign == '\n')
                        .count();
        assertEquals(line, complaints.get(0).line(), complaints::toString);
    }

    @Test
    void hugeFilesAreReadInPart(@TempDir Path folder) throws IOException {
        BrokenPacks.write(Shipped.files(), folder);
        try (var file =
                new RandomAccessFile(folder.resolve("cases/uplink-lost.yaml").toFile(), "rw")) {
            file.setLength(1L << 30);
        }

        SortedMap<String, String> files = PackReader.files(folder);
        assertTrue(files.get("cases/uplink-lost.yaml").length() < 1 << 23);
        List<Complaint> complaints = CHECKER.check(files).complaints();
        assertTrue(
                complaints.stream()
                        .anyMatch(one -> one.file().equals("cases/uplink-lost.yaml")
                                && one.code().equals("too-large")),
                complaints.toString());
    }

    /** Nobody waits for a guess at each of many names: as many as a file may hold are refused as fast as they are read. */
    @ParameterizedTest
    @ValueSource(strings = {"      playback.stall_ratio%d: 1\n", "playback.stall_ratio%d: 1, "})
    void manyMisspeltNamesTakeNoLonger(String entry) {
        SortedMap<String, String> files = Shipped.files();
        boolean lines = entry.endsWith("\n");
        String entries = IntStream.range(0, 20_000).mapToObj(entry::formatted).collect(Collectors.joining());
        files.put(
                "cases/payment-declined.yaml",
                "- name: many\n  given:\n    metrics:" + (lines ? "\n" + entries : " {" + entries + "}\n")
                        + "  expect: silent\n");

        Check check = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> CHECKER.check(files));

        assertEquals(1_000, check.complaints().size());
        assertEquals("playback.stall_ratio?", check.complaints().get(0).maybe());
    }

    @Test
    void anExceptionInTheCheckIsARefusal() {
        Check check = Check.of(Shipped.files(), (pack, complaints) -> {
            throw new IllegalStateException("broken");
        });

        assertTrue(!check.passed());
        assertEquals(
                List.of("check-failed"),
                check.complaints().stream().map(Complaint::code).toList());
    }
}
