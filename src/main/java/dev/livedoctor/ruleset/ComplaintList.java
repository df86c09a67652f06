package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The complaints of a pack, and its files: of complaints that have one reason, one is told.
 *
 * @param files path within the pack to text
 * @param complaints of them; it is changed
 */
record ComplaintList(SortedMap<String, String> files, List<Complaint> complaints) {
    private static final Pattern ENTRY = Pattern.compile("(?m)^ *([a-z][\\w.-]*) *:");

    /** The text of {@code file}; empty where there is none. */
    String text(String file) {
        return files.getOrDefault(file, "");
    }

    /** What is declared in {@code file}, with the name as group 1: the keys that have a line of their own. */
    Stream<MatchResult> entries(String file) {
        return ENTRY.matcher(text(file)).results();
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
        replace(all, Complaint.of(code, file, lastLine(file), 0, problem, "the rest of the file, which ends here?"));
    }

    static long countFiles(List<Complaint> all) {
        return all.stream().map(Complaint::file).distinct().count();
    }
}
