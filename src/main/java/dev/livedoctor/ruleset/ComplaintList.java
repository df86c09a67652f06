package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The complaints of a pack, and its files: of complaints that have one reason, one is told.
 *
 * @param files path within the pack to text
 * @param before the files of the pack that they were made of, which passed; empty where that is not known
 * @param complaints of them; it is changed
 */
record ComplaintList(SortedMap<String, String> files, SortedMap<String, String> before, List<Complaint> complaints) {
    private static final Pattern ENTRY = Pattern.compile("(?m)^ *([a-z][\\w.-]*) *:");

    /** The text of {@code file}; empty where there is none. */
    String text(String file) {
        return files.getOrDefault(file, "");
    }

    /** What is declared in {@code file}, with the name as group 1: the keys that have a line of their own. */
    Stream<MatchResult> entries(String file) {
        return ENTRY.matcher(text(file)).results();
    }

    /** The line of {@code file} where {@code name} was declared before; empty where it was not. */
    OptionalInt lineBefore(String file, String name) {
        Map<String, Integer> now = new HashMap<>();
        entries(file).forEach(entry -> now.putIfAbsent(entry.group(1), entry.start(1)));
        List<String> then = ENTRY.matcher(before.getOrDefault(file, ""))
                .results()
                .map(entry -> entry.group(1))
                .toList();
        // What stood above it and still does tells where it was.
        return IntStream.iterate(then.indexOf(name) - 1, at -> at >= 0, at -> at - 1)
                .filter(at -> now.containsKey(then.get(at)))
                .map(at -> FileCheck.lineOf(text(file), now.getOrDefault(then.get(at), 0)) + 1)
                .map(line -> Math.min(line, lastLine(file)))
                .findFirst();
    }

    int lastLine(String file) {
        String text = text(file).stripTrailing();
        return FileCheck.lineOf(text, text.length());
    }

    List<Complaint> of(ComplaintCode code) {
        return complaints.stream().filter(one -> one.is(code)).toList();
    }

    Map<String, List<Complaint>> group(Predicate<Complaint> which, Function<Complaint, String> by) {
        return complaints.stream()
                .filter(which)
                .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    /** Puts {@code one} in the place of {@code all}. */
    void replace(List<Complaint> all, Complaint one) {
        int at = complaints.indexOf(all.get(0));
        complaints.removeAll(new HashSet<>(all));
        complaints.add(Math.min(Math.max(at, 0), complaints.size()), one);
    }

    /** Puts one complaint of the end of {@code file} in the place of {@code all}: what follows there is lost. */
    void replace(List<Complaint> all, ComplaintCode code, String file, String problem) {
        replace(all, code, file, lastLine(file), problem);
    }

    /** The same of another line, where nothing follows that ought to. */
    void replace(List<Complaint> all, ComplaintCode code, String file, int line, String problem) {
        replace(all, Complaint.of(code, file, line, 0, problem, "the rest of the file, which ends here?"));
    }

    static long countFiles(List<Complaint> all) {
        return all.stream().map(Complaint::file).distinct().count();
    }
}
