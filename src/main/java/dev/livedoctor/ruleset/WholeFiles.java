package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What befell a file or a folder as a whole: pasted twice, copied over another, renamed, gone. Each line of it seems to be wrong; it is told once. */
final class WholeFiles {
    private static final Set<String> FOLDERS =
            Set.of("symptoms", "causes", "knowledge", "cases", "tables", "language", "overrides");

    /** Of fewer, each is seen to. */
    private static final int MANY = 3;

    private final SortedMap<String, String> files;
    private final List<Complaint> complaints;

    private WholeFiles(SortedMap<String, String> files, List<Complaint> complaints) {
        this.files = files;
        this.complaints = complaints;
    }

    /** Puts one complaint in the place of all that a whole file, or a folder, is the reason of. */
    static void tellOnce(SortedMap<String, String> files, List<Complaint> complaints) {
        WholeFiles whole = new WholeFiles(files, complaints);
        whole.tellRepeated();
        whole.tellForeignRules();
        whole.tellFolders();
    }

    private void tellRepeated() {
        by(one -> !one.advice() && one.line() > 0, Complaint::file)
                .forEach((file, all) -> secondHalf(files.getOrDefault(file, ""))
                        .ifPresent(line -> replace(
                                all,
                                Complaint.of(
                                        all.get(0).is(ComplaintCode.DUPLICATE_KEY)
                                                ? ComplaintCode.DUPLICATE_KEY
                                                : ComplaintCode.DUPLICATE_NAME,
                                        file,
                                        line,
                                        0,
                                        "from here on all of the file stands in it again.",
                                        "the file once?"))));
    }

    /** The line where {@code text} begins again; empty where it does not. */
    private static Optional<Integer> secondHalf(String text) {
        List<String> lines =
                text.stripTrailing().lines().map(String::stripTrailing).toList();
        for (int between = 0; between < 3; between++) {
            int half = (lines.size() - between) / 2;
            if (half > 1
                    && 2 * half + between == lines.size()
                    && lines.subList(0, half).equals(lines.subList(half + between, lines.size()))) {
                return Optional.of(half + between + 1);
            }
        }
        return Optional.empty();
    }

    /** A file of rules that all are of another code. */
    private void tellForeignRules() {
        by(
                        one -> one.file().matches("(?:causes|symptoms)/.*")
                                && (one.is(ComplaintCode.RULE_NAME)
                                        || one.is(ComplaintCode.MISPLACED_RULE)
                                        || one.is(ComplaintCode.UNKNOWN_CODE)),
                        Complaint::file)
                .forEach((file, all) -> {
                    if (all.size() >= MANY) {
                        Complaint first = all.get(0);
                        replace(
                                all,
                                first.at(
                                        file,
                                        first.line(),
                                        first.column(),
                                        first.problem() + " It is so in " + (all.size() - 1)
                                                + " other places of the file, too."));
                        complaints.removeIf(one -> one.is(ComplaintCode.MISSING_FILE)
                                && PackReader.codeOf(one.file()).equals(PackReader.codeOf(file)));
                    }
                });
    }

    private void tellFolders() {
        Map<String, List<Complaint>> gone = by(
                one -> one.line() == 0
                        && one.file().contains("/")
                        && (one.is(ComplaintCode.MISSING_FILE)
                                || one.is(ComplaintCode.MISSING_RULE)
                                || one.is(ComplaintCode.MISSING_CASE)),
                one -> folder(one.file()));
        Map<String, List<Complaint>> unknown = by(
                one -> one.is(ComplaintCode.UNKNOWN_FILE)
                        && one.file().contains("/")
                        && !FOLDERS.contains(folder(one.file())),
                one -> folder(one.file()));
        unknown.forEach((folder, all) -> {
            if (all.size() >= MANY) {
                boolean nested = all.stream().anyMatch(one -> FileCheck.isKnown(inner(one.file())));
                Optional<String> meant = NearestName.to(folder, FOLDERS);
                replace(
                        all,
                        Complaint.of(
                                ComplaintCode.UNKNOWN_FILE,
                                folder,
                                0,
                                0,
                                all.size() + " files lie in a folder that no rule pack has.",
                                nested ? "what is in it, without the folder?" : meant.orElse("another folder") + "?"));
                complaints.removeIf(one -> one.line() == 0
                        && (one.is(ComplaintCode.MISSING_FILE)
                                || one.is(ComplaintCode.MISSING_RULE)
                                || one.is(ComplaintCode.MISSING_CASE))
                        && files.containsKey(folder + "/" + (nested ? one.file() : inner(one.file()))));
                removeCodes("knowledge");
            }
        });
        gone.forEach((folder, all) -> {
            all.retainAll(complaints);
            if (all.size() >= MANY && files.keySet().stream().noneMatch(file -> file.startsWith(folder + "/"))) {
                replace(
                        all,
                        Complaint.of(
                                ComplaintCode.MISSING_FILE,
                                folder,
                                0,
                                0,
                                "the folder is missing, with " + all.size() + " files.",
                                "the folder as it was?"));
                removeCodes(folder);
            }
        });
    }

    /** Without the folder of all codes, none is known. */
    private void removeCodes(String folder) {
        if (folder.equals("knowledge") && files.keySet().stream().noneMatch(file -> file.startsWith("knowledge/"))) {
            complaints.removeIf(one -> one.is(ComplaintCode.UNKNOWN_CODE));
        }
    }

    private static String folder(String file) {
        return file.substring(0, file.indexOf('/'));
    }

    private static String inner(String file) {
        return file.substring(file.indexOf('/') + 1);
    }

    private Map<String, List<Complaint>> by(Predicate<Complaint> which, Function<Complaint, String> place) {
        return complaints.stream()
                .filter(which)
                .collect(Collectors.groupingBy(place, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private void replace(List<Complaint> all, Complaint one) {
        int at = complaints.indexOf(all.get(0));
        complaints.removeAll(Set.copyOf(all));
        complaints.add(Math.min(Math.max(at, 0), complaints.size()), one);
    }
}
