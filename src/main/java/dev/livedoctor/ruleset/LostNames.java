package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds where names were declared that are used and declared nowhere: in the file that lost them. */
final class LostNames {
    private static final String METRICS = "metrics.yaml";
    private static final String ATTRIBUTES = "attributes.yaml";
    private static final String EVENTS = "events.yaml";
    private static final String DIMENSIONS = "dimensions.yaml";

    /** From this many names on, a lost block is assumed. */
    private static final int MANY = 5;

    /** Enough names to identify the file that lost them. */
    private static final int MOST_NAMES = 200;
    /** Longer lines are generated, not written. */
    private static final int LONGEST_LINE = 2_000;

    private static final LevenshteinDistance ONE_EDIT = new LevenshteinDistance(1);

    private static final Pattern EVENT = Pattern.compile("\\bEvent\\(|\\btype:|\\btype (?:==|in)");

    private final ComplaintList list;

    private LostNames(ComplaintList list) {
        this.list = list;
    }

    /** Puts one complaint in the place of all that are of names which one file lost. */
    static void tellOnce(ComplaintList list) {
        new LostNames(list).tellNames();
    }

    /** Whether {@code complaint} is of a name that is declared nowhere. */
    static boolean isOfName(Complaint complaint) {
        return (complaint.is(ComplaintCode.UNKNOWN_NAME) || complaint.is(ComplaintCode.UNKNOWN_DIMENSION))
                && !complaint.subject().isEmpty()
                && !complaint.subject().contains(": ");
    }

    /** That the name which {@code uses} have in common is declared nowhere, where its neighbours are declared. */
    static Complaint declaration(ComplaintList list, List<Complaint> uses) {
        Complaint first = uses.get(0);
        String name = first.subject();
        String file = declaring(list, uses);
        return first.movedTo(
                        file,
                        neighbour(list, file, name),
                        0,
                        name + " is declared nowhere, and it is used " + uses.size() + " times, first in "
                                + first.place() + ".")
                .withHint(twin(list, file, name).orElse("a line for it") + "?")
                .withSubject(name);
    }

    /** What {@code file} declares that has one letter more or less than {@code name}: it was replaced wherever it is used. */
    private static Optional<String> twin(ComplaintList list, String file, String name) {
        return list.entries(file)
                .map(entry -> entry.group(1))
                .filter(declared -> declared.length() != name.length() && ONE_EDIT.apply(declared, name) >= 0)
                .findFirst();
    }

    private void tellNames() {
        Map<String, List<Complaint>> byName = list.group(LostNames::isOfName, Complaint::subject);
        Map<String, List<Complaint>> byFile = new LinkedHashMap<>();
        byName.values().stream()
                .limit(MOST_NAMES)
                .filter(uses -> !tellKind(uses))
                .forEach(uses -> byFile.computeIfAbsent(declaring(list, uses), file -> new ArrayList<>())
                        .addAll(uses));
        // If a key is duplicated, one copy had another name, so the missing name is explained.
        list.of(ComplaintCode.DUPLICATE_KEY)
                .forEach(one -> list.complaints().removeAll(byFile.getOrDefault(one.file(), new ArrayList<>())));
        // What is used as metrics are may be an attribute; where others are lost, it is one of these.
        if (byFile.containsKey(METRICS) && namesOf(byFile, ATTRIBUTES) >= MANY) {
            byFile.getOrDefault(ATTRIBUTES, List.of()).addAll(byFile.remove(METRICS));
        }
        byFile.forEach((file, all) -> {
            boolean declares = all.stream().allMatch(one -> one.file().equals(file));
            if (namesOf(byFile, file) >= MANY && ComplaintList.countFiles(all) > 1 && !declares) {
                list.replace(
                        all,
                        ComplaintCode.UNKNOWN_NAME,
                        file,
                        namesOf(byFile, file) + " names that are used are not declared here, the first of them "
                                + all.get(0).subject() + " in " + all.get(0).place() + ".");
            }
        });
    }

    /** Whether {@code uses} are of an attribute that is declared, as something else than the number that they take it for. */
    private boolean tellKind(List<Complaint> uses) {
        String name = uses.get(0).subject();
        String text = list.text(ATTRIBUTES);
        Optional<MatchResult> declared = uses.size() < 2
                ? Optional.empty()
                : list.entries(ATTRIBUTES)
                        .filter(entry -> entry.group(1).equals(name))
                        .findFirst();
        declared.ifPresent(entry -> {
            list.complaints().removeIf(one -> one.subject().equals(name) && !uses.contains(one));
            list.replace(
                    uses,
                    Complaint.of(
                                    ComplaintCode.TYPE_MISMATCH,
                                    ATTRIBUTES,
                                    FileCheck.lineOf(text, entry.start(1)),
                                    0,
                                    name + " is no number here, and it is used as one " + uses.size()
                                            + " times, first in " + uses.get(0).place() + ".",
                                    "the type that it had before?")
                            .withSubject(name));
        });
        return declared.isPresent();
    }

    private static long namesOf(Map<String, List<Complaint>> byFile, String file) {
        return byFile.getOrDefault(file, List.of()).stream()
                .map(Complaint::subject)
                .distinct()
                .count();
    }

    /** The file that ought to declare what {@code uses} are about. */
    private static String declaring(ComplaintList list, List<Complaint> uses) {
        if (uses.get(0).is(ComplaintCode.UNKNOWN_DIMENSION)) {
            return DIMENSIONS;
        }
        if (EVENT.matcher(line(list, uses.get(0))).find()) {
            return EVENTS;
        }
        boolean attribute = uses.stream().anyMatch(use -> isOfAttribute(list, use));
        String group = uses.get(0).subject().replaceFirst("\\..*", ".");
        return attribute || declares(list, ATTRIBUTES, group) && !declares(list, METRICS, group) ? ATTRIBUTES : METRICS;
    }

    /** Whether only attributes are used so; numbers among them are used as metrics are, too. */
    private static boolean isOfAttribute(ComplaintList list, Complaint use) {
        return line(list, use).contains("Attribute(")
                || use.maybe().contains(ATTRIBUTES) && !use.maybe().contains(METRICS);
    }

    private static boolean declares(ComplaintList list, String file, String group) {
        return list.entries(file).anyMatch(entry -> entry.group(1).startsWith(group));
    }

    private static String line(ComplaintList list, Complaint use) {
        String text = list.text(use.file());
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

    /**
     * The line of {@code file} where {@code name} stood before; else that of the entry that begins most like it, the last of several; the
     * last line where none does.
     */
    static int neighbour(ComplaintList list, String file, String name) {
        return list.lineBefore(file, name).orElseGet(() -> mostLike(list, file, name));
    }

    private static int mostLike(ComplaintList list, String file, String name) {
        String group = name.replaceFirst("\\..*", ".");
        return list.entries(file)
                .filter(entry -> entry.group(1).startsWith(group))
                .max(Comparator.<MatchResult>comparingInt(
                                entry -> common(entry.group(1).toCharArray(), name))
                        .thenComparing(Comparator.comparingInt(MatchResult::start)))
                .map(entry -> FileCheck.lineOf(list.text(file), entry.start(1)))
                .orElseGet(() -> list.lastLine(file));
    }
}
