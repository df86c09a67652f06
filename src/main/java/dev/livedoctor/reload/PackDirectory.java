package dev.livedoctor.reload;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackFolder;
import dev.livedoctor.ruleset.PackReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder that holds a rule pack, or ought to.
 *
 * @param path where it is
 */
public record PackDirectory(Path path) {
    /** Nobody reads more. */
    private static final int MOST_COMPLAINTS = 1_000;

    /**
     * What is in the folder.
     *
     * @param files path within the pack to text
     * @param complaints why it could not be read
     */
    public record Contents(SortedMap<String, String> files, List<Complaint> complaints) {
        /** The version of a pack of these files, be it good or bad. */
        public String version() {
            return PackReader.version(files);
        }

        /** The same with the texts of {@code before} where they are equal: what is not new need not be kept twice. */
        Contents sharing(Contents before) {
            SortedMap<String, String> shared = new TreeMap<>(files);
            shared.replaceAll((file, text) -> text.equals(before.files.get(file)) ? before.files.get(file) : text);
            return new Contents(shared, complaints);
        }
    }

    /** Whether {@code name} may be that of a file of a pack: no way out of the folder, nothing hidden, no leftover of an editor. */
    public static boolean holds(String name) {
        String[] steps = name.split("/", -1);
        return steps.length <= 2 && Stream.of(steps).allMatch(step -> !step.isEmpty() && PackFolder.isPart(step));
    }

    /** Reads the folder, and never more of it than a check needs to refuse what is too much. */
    public Contents read() {
        List<Complaint> complaints = new ArrayList<>();
        String folder = path.toString();
        try {
            if (!Files.exists(path)) {
                complain(
                        complaints,
                        folder,
                        "there is no such folder.",
                        "it is not mounted, or livedoctor.rules.directory is wrong?");
            } else if (!Files.isDirectory(path)) {
                complain(complaints, folder, "this is a file where a folder is expected.", "");
            } else {
                SortedMap<String, Path> listed = PackFolder.list(path);
                if (listed.isEmpty()) {
                    complain(
                            complaints,
                            folder,
                            "there is no rule pack in this folder.",
                            "livedoctor rules export " + path + "?");
                }
                // To open a pipe is to wait for whoever writes into it.
                listed.forEach((name, file) -> {
                    if (leadsToItself(file)) {
                        complain(complaints, name, "this is a link that leads back to itself.", "the file itself?");
                    } else if (PackFolder.leadsOut(path, file)) {
                        complain(
                                complaints,
                                name,
                                "this is a link out of the folder of the rules, which is not followed.",
                                "a copy of what it leads to?");
                    } else if (Files.exists(file) && !Files.isRegularFile(file) && !isLinkToFolder(file)) {
                        boolean tooDeep = Files.isDirectory(file);
                        complain(
                                complaints,
                                name,
                                tooDeep
                                        ? "this is not a file."
                                        : "this is not a file, but a pipe, a socket or a device.",
                                tooDeep ? "a folder too deep?" : "a file of text in its place?");
                    }
                });
                if (complaints.isEmpty()) {
                    return new Contents(PackReader.files(path), List.of());
                }
            }
        } catch (UncheckedIOException e) {
            complain(complaints, folder, "cannot be read: " + e.getMessage() + ".", "");
        }
        return new Contents(new TreeMap<>(), List.copyOf(complaints));
    }

    /** Of a link back to a folder around it the check says that no file has such a name. */
    private static boolean isLinkToFolder(Path file) {
        return Files.isSymbolicLink(file) && Files.isDirectory(file);
    }

    /** Whether {@code file} is a link that leads, maybe by way of others, to itself; one to what is not there is another matter. */
    private static boolean leadsToItself(Path file) {
        if (!Files.isSymbolicLink(file) || Files.exists(file)) {
            return false;
        }
        try {
            return !Files.exists(file.toRealPath());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void complain(List<Complaint> complaints, String file, String problem, String maybe) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(Complaint.of(ComplaintCode.MISSING_FILE, file, 0, 0, problem, maybe));
        }
    }
}
