package dev.livedoctor.ruleset;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;

/** Names the line whose edit made cases fail: who changes a bound wants to know that, more than where sixty expectations stand. */
final class CaseBlame {
    /** As many failures show what the edit did. */
    private static final int MOST_SHOWN = 3;

    private static final int LONGEST_LINE = 120;

    private CaseBlame() {}

    /**
     * Tells first where {@code files} differ from {@code before}, which passed, and leaves a few failures as examples. Nothing is changed
     * where something else is wrong, too, or where another file than one, or a case, was edited.
     */
    static void tell(SortedMap<String, String> before, SortedMap<String, String> files, List<Complaint> complaints) {
        List<Complaint> failed = complaints.stream()
                .filter(one -> one.is(ComplaintCode.CASE_FAILED) && one.file().startsWith("cases/"))
                .toList();
        if (failed.isEmpty() || complaints.stream().anyMatch(one -> !one.advice() && !failed.contains(one))) {
            return;
        }
        TreeSet<String> edited = new TreeSet<>(before.keySet());
        edited.addAll(files.keySet());
        edited.removeIf(file -> Objects.equals(before.get(file), files.get(file)));
        String file = edited.isEmpty() ? "" : edited.first();
        if (edited.size() != 1 || file.startsWith("cases/") || !before.containsKey(file) || !files.containsKey(file)) {
            return;
        }
        List<String> then = before.get(file).lines().toList();
        List<String> now = files.get(file).lines().toList();
        int same = 0;
        while (same < Math.min(then.size(), now.size()) && then.get(same).equals(now.get(same))) {
            same++;
        }
        String was = same < then.size() ? then.get(same).strip() : "";
        boolean deleted = now.size() < then.size();
        complaints.removeAll(failed.subList(Math.min(MOST_SHOWN, failed.size()), failed.size()));
        complaints.add(
                0,
                Complaint.of(
                        ComplaintCode.CASE_FAILED,
                        file,
                        Math.max(1, Math.min(same + 1, now.size())),
                        0,
                        (failed.size() == 1
                                        ? "an expectation of a case fails"
                                        : failed.size() + " expectations of cases fail")
                                + " since this line was edited, the first in "
                                + failed.get(0).place() + ".",
                        was.isEmpty()
                                ? "the lines as they were?"
                                : "'" + was.substring(0, Math.min(was.length(), LONGEST_LINE))
                                        + (deleted ? "' stood here?" : "', as it was?")));
    }
}
