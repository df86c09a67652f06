package dev.livedoctor.ruleset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what a file lost: a line, or all from some line on. Whatever relies on it is complained of elsewhere, in as many places as there
 * are; it is told once, in the file that lost it.
 */
final class LostLines {
    private static final String THRESHOLDS = "thresholds.yaml";

    private static final int MANY_BOUNDS = 3;
    private static final int MANY_VALUES = 3;
    private static final int MANY_SENTENCES = 3;

    private static final Set<String> MISSING = Set.of(
            ComplaintCode.MISSING_VALUE.code(), ComplaintCode.MISSING_TEXT.code(), ComplaintCode.MISSING_ACTION.code());

    private static final Pattern NO_BOUNDS = Pattern.compile("(?m)^thresholds: *\\{ *}");
    private static final Pattern MISSED = Pattern.compile("('.*') is missing here\\.");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[\\w.]+\\.(\\w+);");

    private final ComplaintList list;

    private LostLines(ComplaintList list) {
        this.list = list;
    }

    /** Puts one complaint in the place of all that a file is the reason of which ends too early, or which lost a bound. */
    static void tellOnce(ComplaintList list) {
        if (list.complaints().isEmpty()) {
            return;
        }
        LostNames.tellOnce(list);
        LostLines lostLines = new LostLines(list);
        lostLines.tellBounds();
        lostLines.tellValues();
        lostLines.tellMissed();
        lostLines.tellRules();
        lostLines.tellSentences();
    }

    /** Sentences that nobody taught, or that name what nobody named, are many where a language is lost. */
    private void tellSentences() {
        Map<String, List<Complaint>> byFile = list.group(one -> one.is(ComplaintCode.BAD_SENTENCE), Complaint::file);
        String languages =
                String.join(", ", list.files().subMap("language/", "language0").keySet());
        byFile.values().stream().filter(all -> all.size() >= MANY_SENTENCES).forEach(all -> {
            Complaint first = all.get(0);
            list.replace(
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

    private void tellBounds() {
        Map<String, List<Complaint>> byMetric = list.group(
                complaint -> complaint.is(ComplaintCode.NEVER_FIRES)
                        && !complaint.subject().isEmpty(),
                Complaint::subject);
        String text = list.text(THRESHOLDS);
        Map<String, Integer> bounded = new LinkedHashMap<>();
        list.entries(THRESHOLDS).forEach(found -> bounded.putIfAbsent(found.group(1), found.start(1)));
        List<Complaint> unbounded = byMetric.entrySet().stream()
                .filter(entry -> !bounded.containsKey(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        long metrics = unbounded.stream().map(Complaint::subject).distinct().count();
        if (metrics >= MANY_BOUNDS) {
            Matcher none = NO_BOUNDS.matcher(text);
            list.replace(
                    unbounded,
                    ComplaintCode.NEVER_FIRES,
                    THRESHOLDS,
                    none.find() ? FileCheck.lineOf(text, none.start()) : list.lastLine(THRESHOLDS),
                    metrics + " names that rules ask for have no bound here, the first of them "
                            + unbounded.get(0).subject() + " in "
                            + unbounded.get(0).place() + ".");
        }
        byMetric.forEach((metric, uses) -> {
            boolean entry = bounded.containsKey(metric);
            // One rule may be wrong itself; several agree.
            if (uses.size() > 1 && (entry ? ComplaintList.countFiles(uses) > 1 : metrics < MANY_BOUNDS)) {
                int line = entry
                        ? FileCheck.lineOf(text, bounded.getOrDefault(metric, 0))
                        : LostNames.neighbour(list, THRESHOLDS, metric);
                list.replace(
                        uses,
                        Complaint.of(
                                        ComplaintCode.NEVER_FIRES,
                                        THRESHOLDS,
                                        line,
                                        0,
                                        metric + (entry ? " is never as " : " has no bound, and ") + uses.size()
                                                + (entry
                                                        ? " conditions of rules want it"
                                                        : " conditions of rules want one")
                                                + ", the first in "
                                                + uses.get(0).place() + ".",
                                        entry ? otherSide(text, line) : "a line for it?")
                                .withSubject(metric));
            }
        });
    }

    /** A file that imports what none of its rules uses lost one; cases that fail for what it is about say so, too. */
    private void tellRules() {
        List<Complaint> failed = list.of(ComplaintCode.CASE_FAILED);
        if (failed.isEmpty()) {
            return;
        }
        list.files().keySet().stream()
                .filter(file -> file.endsWith(".drl"))
                .filter(file -> failed.stream().anyMatch(one -> one.problem().contains(PackReader.codeOf(file))))
                .filter(file -> !unused(file).isEmpty())
                .findFirst()
                .ifPresent(file -> list.replace(
                        failed,
                        Complaint.of(
                                ComplaintCode.CASE_FAILED,
                                file,
                                list.lastLine(file),
                                0,
                                failed.size() + (failed.size() == 1 ? " expectation" : " expectations")
                                        + " of cases failed, the first in "
                                        + failed.get(0).place()
                                        + "; and no rule here uses " + String.join(", ", unused(file))
                                        + ", which the file imports.",
                                "a rule that the file lost?")));
    }

    /** What {@code file} imports and does not use. */
    private List<String> unused(String file) {
        String text = list.text(file);
        return IMPORT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !Pattern.compile("\\b" + name + "\\b(?!;)")
                        .matcher(text)
                        .find())
                .toList();
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
                list.group(complaint -> MISSING.contains(complaint.code()) && complaint.line() > 0, Complaint::file);
        byFile.forEach((file, all) -> {
            List<Complaint> atEnd =
                    all.stream().filter(one -> reachesEnd(file, one)).toList();
            if (atEnd.size() >= MANY_VALUES) {
                list.replace(
                        atEnd,
                        ComplaintCode.MISSING_VALUE,
                        file,
                        atEnd.size() + " values are missing. The first: "
                                + atEnd.get(0).problem());
            }
        });
    }

    /** What one entry lacks is told in one line, as it would be added. */
    private void tellMissed() {
        list.group(
                        one -> MISSING.contains(one.code())
                                && MISSED.matcher(one.problem()).matches(),
                        one -> one.place() + ":" + one.column())
                .values()
                .forEach(all -> {
                    Complaint first = all.get(0);
                    String names = all.stream()
                            .map(one -> MISSED.matcher(one.problem()).replaceAll("$1"))
                            .collect(Collectors.joining(", "));
                    if (all.size() > 1) {
                        list.replace(
                                all,
                                first.movedTo(first.file(), first.line(), first.column(), names + " are missing here.")
                                        .withHint("a line for each?"));
                    }
                });
    }

    /** Whether nothing follows what {@code complaint} is about: all below it is indented as its own lines are. */
    private boolean reachesEnd(String file, Complaint complaint) {
        List<String> lines = list.text(file).lines().skip(complaint.line() - 1L).toList();
        int outside = Math.min(complaint.column() - 2, indentation(lines.isEmpty() ? "" : lines.get(0)));
        return lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .noneMatch(line -> indentation(line) <= outside);
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }
}
