package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds what a file lost: a line, or all from some line on. Whatever relies on it is complained of elsewhere, in as many places as there
 * are; it is told once, in the file that lost it.
 */
final class Lost {
    private static final String METRICS = "metrics.yaml";
    private static final String ATTRIBUTES = "attributes.yaml";
    private static final String EVENTS = "events.yaml";
    private static final String DIMENSIONS = "dimensions.yaml";
    private static final String THRESHOLDS = "thresholds.yaml";

    /** So many names are not forgotten one by one. */
    private static final int MANY_NAMES = 5;

    /** Which file lost them is known by then. */
    private static final int MOST_NAMES = 200;
    /** A line that tells more of a name is made by no hand. */
    private static final int LONGEST_LINE = 2_000;

    private static final int MANY_BOUNDS = 3;
    private static final int MANY_VALUES = 3;
    private static final int MANY_SENTENCES = 3;

    private static final Set<String> MISSING = Set.of(
            ComplaintCode.MISSING_VALUE.code(), ComplaintCode.MISSING_TEXT.code(), ComplaintCode.MISSING_ACTION.code());

    private static final Pattern ENTRY = Pattern.compile("(?m)^ *([a-z][\\w.-]*) *:");
    private static final Pattern EVENT = Pattern.compile("\\bEvent\\(|\\btype:|\\btype (?:==|in)");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[\\w.]+\\.(\\w+);");

    private static final LevenshteinDistance ONE_EDIT = new LevenshteinDistance(1);

    private final SortedMap<String, String> files;
    private final List<Complaint> complaints;

    private Lost(SortedMap<String, String> files, List<Complaint> complaints) {
        this.files = files;
        this.complaints = complaints;
    }

    /** Puts one complaint in the place of all that a file is the reason of which ends too early, or which lost a bound. */
    static void tellOnce(SortedMap<String, String> files, List<Complaint> complaints) {
        if (complaints.isEmpty()) {
            return;
        }
        Lost lost = new Lost(files, complaints);
        lost.tellNames();
        lost.tellBounds();
        lost.tellValues();
        lost.tellRules();
        lost.tellSentences();
    }

    /** Whether {@code complaint} is of a name that is declared nowhere. */
    static boolean isOfName(Complaint complaint) {
        return (complaint.is(ComplaintCode.UNKNOWN_NAME) || complaint.is(ComplaintCode.UNKNOWN_DIMENSION))
                && !complaint.subject().isEmpty()
                && !complaint.subject().contains(": ");
    }

    static long inFiles(List<Complaint> all) {
        return all.stream().map(Complaint::file).distinct().count();
    }

    /** That the name which {@code uses} have in common is declared nowhere, where its neighbours are declared. */
    static Complaint declaration(SortedMap<String, String> files, List<Complaint> uses) {
        Complaint first = uses.get(0);
        String name = first.subject();
        String file = declaring(files, uses);
        return new Complaint(
                first.code(),
                false,
                file,
                neighbour(files.getOrDefault(file, ""), name),
                0,
                name + " is declared nowhere, and it is used " + uses.size() + " times, first in " + place(first) + ".",
                twin(files.getOrDefault(file, ""), name).orElse("a line for it") + "?",
                first.page(),
                name);
    }

    /** What is declared in {@code text} and has one letter more or less than {@code name}, as no other metric has: it was replaced wherever it is used. */
    private static Optional<String> twin(String text, String name) {
        return entries(text)
                .map(entry -> entry.group(1))
                .filter(declared -> declared.length() != name.length() && ONE_EDIT.apply(declared, name) >= 0)
                .findFirst();
    }

    private void tellNames() {
        Map<String, List<Complaint>> byName = group(Lost::isOfName, Complaint::subject);
        Map<String, List<Complaint>> byFile = new LinkedHashMap<>();
        byName.values().stream()
                .limit(MOST_NAMES)
                .filter(uses -> !tellKind(uses))
                .forEach(uses -> byFile.computeIfAbsent(declaring(files, uses), file -> new ArrayList<>())
                        .addAll(uses));
        // Of a line that stands twice, one was that of another name.
        of(ComplaintCode.DUPLICATE_KEY)
                .forEach(one -> complaints.removeAll(byFile.getOrDefault(one.file(), new ArrayList<>())));
        // What is used as metrics are may be an attribute; where others are lost, it is one of these.
        if (byFile.containsKey(METRICS) && namesOf(byFile, ATTRIBUTES) >= MANY_NAMES) {
            byFile.getOrDefault(ATTRIBUTES, List.of()).addAll(byFile.remove(METRICS));
        }
        byFile.forEach((file, all) -> {
            boolean declares = all.stream().allMatch(one -> one.file().equals(file));
            if (namesOf(byFile, file) >= MANY_NAMES && inFiles(all) > 1 && !declares) {
                replace(
                        all,
                        ComplaintCode.UNKNOWN_NAME,
                        file,
                        namesOf(byFile, file) + " names that are used are not declared here, the first of them "
                                + all.get(0).subject() + " in " + place(all.get(0)) + ".");
            }
        });
    }

    /** Whether {@code uses} are of an attribute that is declared, as something else than the number that they take it for. */
    private boolean tellKind(List<Complaint> uses) {
        String name = uses.get(0).subject();
        String text = files.getOrDefault(ATTRIBUTES, "");
        Optional<MatchResult> declared = uses.size() < 2
                ? Optional.empty()
                : entries(text).filter(entry -> entry.group(1).equals(name)).findFirst();
        declared.ifPresent(entry -> {
            complaints.removeIf(one -> one.subject().equals(name) && !uses.contains(one));
            replace(
                    uses,
                    Complaint.of(
                                    ComplaintCode.TYPE_MISMATCH,
                                    ATTRIBUTES,
                                    FileCheck.lineOf(text, entry.start(1)),
                                    0,
                                    name + " is no number here, and it is used as one " + uses.size()
                                            + " times, first in " + place(uses.get(0)) + ".",
                                    "the type that it had before?")
                            .about(name));
        });
        return declared.isPresent();
    }

    /** Sentences that nobody taught, or that name what nobody named, are many where a language is lost. */
    private void tellSentences() {
        Map<String, List<Complaint>> byFile = group(one -> one.is(ComplaintCode.BAD_SENTENCE), Complaint::file);
        String languages =
                String.join(", ", files.subMap("language/", "language0").keySet());
        byFile.values().stream().filter(all -> all.size() >= MANY_SENTENCES).forEach(all -> {
            Complaint first = all.get(0);
            replace(
                    all,
                    Complaint.of(
                            ComplaintCode.BAD_SENTENCE,
                            first.file(),
                            first.line(),
                            0,
                            first.problem() + " It is so in " + (all.size() - 1) + " other lines, too.",
                            "a language that is lost: there are " + languages + "?"));
        });
    }

    private List<Complaint> of(ComplaintCode code) {
        return complaints.stream().filter(one -> one.is(code)).toList();
    }

    private static long namesOf(Map<String, List<Complaint>> byFile, String file) {
        return byFile.getOrDefault(file, List.of()).stream()
                .map(Complaint::subject)
                .distinct()
                .count();
    }

    private void tellBounds() {
        Map<String, List<Complaint>> byMetric = group(
                complaint -> complaint.is(ComplaintCode.NEVER_FIRES)
                        && !complaint.subject().isEmpty(),
                Complaint::subject);
        String text = files.getOrDefault(THRESHOLDS, "");
        Map<String, Integer> bounded = new LinkedHashMap<>();
        ENTRY.matcher(text).results().forEach(found -> bounded.putIfAbsent(found.group(1), found.start(1)));
        List<Complaint> unbounded = byMetric.entrySet().stream()
                .filter(entry -> !bounded.containsKey(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        long metrics = unbounded.stream().map(Complaint::subject).distinct().count();
        if (metrics >= MANY_BOUNDS) {
            replace(
                    unbounded,
                    ComplaintCode.NEVER_FIRES,
                    THRESHOLDS,
                    metrics + " names that rules ask for have no bound here, the first of them "
                            + unbounded.get(0).subject() + " in " + place(unbounded.get(0)) + ".");
        }
        byMetric.forEach((metric, uses) -> {
            boolean entry = bounded.containsKey(metric);
            // One rule may be wrong itself; several agree.
            if (uses.size() > 1 && (entry ? inFiles(uses) > 1 : metrics < MANY_BOUNDS)) {
                int line = entry ? FileCheck.lineOf(text, bounded.getOrDefault(metric, 0)) : neighbour(text, metric);
                replace(
                        uses,
                        new Complaint(
                                ComplaintCode.NEVER_FIRES.code(),
                                false,
                                THRESHOLDS,
                                line,
                                0,
                                metric + (entry ? " is never as " : " has no bound, and ") + uses.size()
                                        + (entry ? " conditions of rules want it" : " conditions of rules want one")
                                        + ", the first in " + place(uses.get(0)) + ".",
                                entry ? otherSide(text, line) : "a line for it?",
                                uses.get(0).page(),
                                metric));
            }
        });
    }

    /** A file that imports what none of its rules uses lost one; cases that fail for what it is about say so, too. */
    private void tellRules() {
        List<Complaint> failed = of(ComplaintCode.CASE_FAILED);
        if (failed.isEmpty()) {
            return;
        }
        files.keySet().stream()
                .filter(file -> file.endsWith(".drl"))
                .filter(file -> failed.stream().anyMatch(one -> one.problem().contains(PackReader.codeOf(file))))
                .filter(file -> !unused(file).isEmpty())
                .findFirst()
                .ifPresent(file -> replace(
                        failed,
                        Complaint.of(
                                ComplaintCode.CASE_FAILED,
                                file,
                                lastLine(file),
                                0,
                                failed.size() + (failed.size() == 1 ? " expectation" : " expectations")
                                        + " of cases failed, the first in " + place(failed.get(0))
                                        + "; and no rule here uses " + String.join(", ", unused(file))
                                        + ", which the file imports.",
                                "a rule that the file lost?")));
    }

    /** What {@code file} imports and does not use. */
    private List<String> unused(String file) {
        String text = files.getOrDefault(file, "");
        return IMPORT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !Pattern.compile("\\b" + name + "\\b(?!;)")
                        .matcher(text)
                        .find())
                .toList();
    }

    private int lastLine(String file) {
        String text = files.getOrDefault(file, "").stripTrailing();
        return FileCheck.lineOf(text, text.length());
    }

    private static String otherSide(String text, int line) {
        String entry = text.lines().skip(line - 1L).findFirst().orElse("");
        boolean high = entry.contains("high:");
        boolean low = entry.contains("low:");
        return high == low ? "the bounds that it had before?" : high ? "low?" : "high?";
    }

    /** What ends too early lacks much at once. */
    private void tellValues() {
        Map<String, List<Complaint>> byFile =
                group(complaint -> MISSING.contains(complaint.code()) && complaint.line() > 0, Complaint::file);
        byFile.forEach((file, all) -> {
            List<Complaint> atEnd =
                    all.stream().filter(one -> reachesEnd(file, one)).toList();
            if (atEnd.size() >= MANY_VALUES) {
                replace(
                        atEnd,
                        ComplaintCode.MISSING_VALUE,
                        file,
                        atEnd.size() + " values are missing. The first: "
                                + atEnd.get(0).problem());
            }
        });
    }

    /** Whether what {@code complaint} is about is not followed by another one of its kind. */
    private boolean reachesEnd(String file, Complaint complaint) {
        String item = " ".repeat(Math.max(0, complaint.column() - 3)) + "- ";
        return files.getOrDefault(file, "")
                .lines()
                .skip(complaint.line())
                .noneMatch(line -> complaint.column() > 2 && line.startsWith(item));
    }

    private Map<String, List<Complaint>> group(Predicate<Complaint> which, Function<Complaint, String> by) {
        return complaints.stream()
                .filter(which)
                .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private void replace(List<Complaint> all, ComplaintCode code, String file, String problem) {
        replace(all, Complaint.of(code, file, lastLine(file), 0, problem, "the rest of the file, which ends here?"));
    }

    private void replace(List<Complaint> all, Complaint one) {
        int at = complaints.indexOf(all.get(0));
        complaints.removeAll(new HashSet<>(all));
        complaints.add(Math.min(Math.max(at, 0), complaints.size()), one);
    }

    private static String place(Complaint complaint) {
        return complaint.file() + ":" + complaint.line();
    }

    /** The file that ought to declare what {@code uses} are about. */
    private static String declaring(SortedMap<String, String> files, List<Complaint> uses) {
        if (uses.get(0).is(ComplaintCode.UNKNOWN_DIMENSION)) {
            return DIMENSIONS;
        }
        if (EVENT.matcher(line(files, uses.get(0))).find()) {
            return EVENTS;
        }
        boolean attribute = uses.stream().anyMatch(use -> isOfAttribute(files, use));
        String group = uses.get(0).subject().replaceFirst("\\..*", ".");
        return attribute || declares(files, ATTRIBUTES, group) && !declares(files, METRICS, group)
                ? ATTRIBUTES
                : METRICS;
    }

    /** Whether only attributes are used so; numbers among them are used as metrics are, too. */
    private static boolean isOfAttribute(SortedMap<String, String> files, Complaint use) {
        return line(files, use).contains("Attribute(")
                || use.maybe().contains(ATTRIBUTES) && !use.maybe().contains(METRICS);
    }

    private static boolean declares(SortedMap<String, String> files, String file, String group) {
        return entries(files.getOrDefault(file, ""))
                .anyMatch(entry -> entry.group(1).startsWith(group));
    }

    private static String line(SortedMap<String, String> files, Complaint use) {
        String text = files.getOrDefault(use.file(), "");
        int start = 0;
        for (int line = 1; line < use.line(); line++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = text.indexOf('\n', start);
        return text.substring(start, Math.min(end < 0 ? text.length() : end, start + LONGEST_LINE));
    }

    private static int common(char[] one, String name) {
        int same = 0;
        while (same < Math.min(one.length, name.length()) && one[same] == name.charAt(same)) {
            same++;
        }
        return same;
    }

    private static Stream<MatchResult> entries(String text) {
        return ENTRY.matcher(text).results();
    }

    /** The line of the entry of {@code text} that begins most like {@code name}, the last of several; the last line where none does. */
    private static int neighbour(String text, String name) {
        String group = name.replaceFirst("\\..*", ".");
        return entries(text)
                .filter(entry -> entry.group(1).startsWith(group))
                .max(Comparator.<MatchResult>comparingInt(
                                entry -> common(entry.group(1).toCharArray(), name))
                        .thenComparing(Comparator.comparingInt(MatchResult::start)))
                .map(entry -> FileCheck.lineOf(text, entry.start(1)))
                .orElseGet(() -> FileCheck.lineOf(text, text.stripTrailing().length()));
    }
}
