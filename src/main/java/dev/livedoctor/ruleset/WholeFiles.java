package dev.livedoctor.ruleset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What befell a file or a folder as a whole: pasted twice, copied over another, renamed, gone. Each line of it seems to be wrong; it is told once. */
final class WholeFiles {
    private static final Set<String> FOLDERS =
            Set.of("symptoms", "causes", "knowledge", "cases", "tables", "language", "overrides");

    /** Of fewer, each is seen to. */
    private static final int MANY = 3;

    private final ComplaintList list;

    private WholeFiles(ComplaintList list) {
        this.list = list;
    }

    /** Puts one complaint in the place of all that a whole file, or a folder, is the reason of. */
    static void tellOnce(ComplaintList list) {
        WholeFiles whole = new WholeFiles(list);
        whole.tellRepeated();
        whole.tellForeignRules();
        whole.tellFolders();
    }

    private void tellRepeated() {
        list.group(one -> !one.advice() && one.line() > 0, Complaint::file)
                .forEach((file, all) -> secondHalf(list.text(file))
                        .ifPresent(line -> list.replace(
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
        list.group(
                        one -> one.file().matches("(?:causes|symptoms)/.*")
                                && (one.is(ComplaintCode.RULE_NAME)
                                        || one.is(ComplaintCode.MISPLACED_RULE)
                                        || one.is(ComplaintCode.UNKNOWN_CODE)),
                        Complaint::file)
                .forEach((file, all) -> {
                    if (all.size() >= MANY) {
                        Complaint first = all.get(0);
                        list.replace(
                                all,
                                first.movedTo(
                                        file,
                                        first.line(),
                                        first.column(),
                                        first.problem() + " It is so in " + (all.size() - 1)
                                                + " other places of the file, too."));
                        list.complaints()
                                .removeIf(one -> one.is(ComplaintCode.MISSING_FILE)
                                        && PackReader.codeOf(one.file()).equals(PackReader.codeOf(file)));
                    }
                });
    }

    private void tellFolders() {
        Map<String, List<Complaint>> gone = list.group(
                one -> one.line() == 0
                        && one.file().contains("/")
                        && (one.is(ComplaintCode.MISSING_FILE)
                                || one.is(ComplaintCode.MISSING_RULE)
                                || one.is(ComplaintCode.MISSING_CASE)),
                // Of a rule that might stand in a table, too, the knowledge is told.
                one -> folder(one.subject().endsWith("/") ? one.subject() : one.file()));
        Map<String, List<Complaint>> unknown = list.group(
                one -> one.is(ComplaintCode.UNKNOWN_FILE)
                        && one.file().contains("/")
                        && !FOLDERS.contains(folder(one.file())),
                one -> folder(one.file()));
        unknown.forEach((folder, all) -> {
            if (all.size() >= MANY) {
                boolean nested = all.stream().anyMatch(one -> FileCheck.isKnown(inner(one.file())));
                Optional<String> meant = NearestName.to(folder, FOLDERS);
                list.replace(
                        all,
                        Complaint.of(
                                ComplaintCode.UNKNOWN_FILE,
                                folder,
                                0,
                                0,
                                all.size() + " files lie in a folder that no rule pack has.",
                                nested ? "what is in it, without the folder?" : meant.orElse("another folder") + "?"));
                list.complaints()
                        .removeIf(one -> one.line() == 0
                                && (one.is(ComplaintCode.MISSING_FILE)
                                        || one.is(ComplaintCode.MISSING_RULE)
                                        || one.is(ComplaintCode.MISSING_CASE))
                                && list.files().containsKey(folder + "/" + (nested ? one.file() : inner(one.file()))));
                removeCodes("knowledge");
            }
        });
        gone.forEach((folder, all) -> {
            all.retainAll(list.complaints());
            if (all.size() >= MANY && list.files().keySet().stream().noneMatch(file -> file.startsWith(folder + "/"))) {
                list.replace(
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
        if (folder.equals("knowledge")
                && list.files().keySet().stream().noneMatch(file -> file.startsWith("knowledge/"))) {
            list.complaints().removeIf(one -> one.is(ComplaintCode.UNKNOWN_CODE));
        }
    }

    private static String folder(String file) {
        return file.substring(0, file.indexOf('/'));
    }

    private static String inner(String file) {
        return file.substring(file.indexOf('/') + 1);
    }
}
