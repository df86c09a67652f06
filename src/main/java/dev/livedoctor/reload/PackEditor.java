package dev.livedoctor.reload;

import dev.livedoctor.reload.PackDirectory.Contents;
import dev.livedoctor.ruleset.Checker;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Changes the pack in a folder: each change is checked first, then written, then committed with its author and reason. */
public final class PackEditor {
    /** How often a change is tried again because somebody else wrote into the folder meanwhile. */
    private static final int ATTEMPTS = 3;

    private static final Logger LOG = Logger.getLogger(PackEditor.class);

    private final PackDirectory folder;
    private final Checker checker;
    private final Clock clock;

    /** An editor of the pack in {@code folder}; commits are dated by {@code clock}. */
    public PackEditor(PackDirectory folder, Checker checker, Clock clock) {
        this.folder = folder;
        this.checker = checker;
        this.clock = clock;
    }

    /** Why nothing can be changed here, in a sentence; empty where it can. */
    public Optional<String> readOnlyReason() {
        Path path = folder.path();
        try {
            Path real = path.toRealPath();
            if (Files.exists(path.resolve("..data"))) {
                return Optional.of(path + " is a mounted ConfigMap and read-only. Maybe change the ConfigMap?");
            }
            for (Path one : withSubfolders(real)) {
                if (!writable(one)) {
                    return Optional.of(one + " is read-only. Maybe change the rules where it is mounted from?");
                }
                if (!one.toRealPath().startsWith(real)) {
                    return Optional.of(one + " is a symbolic link to another place. Maybe change the rules there?");
                }
            }
            Optional<String> fault = GitCheckout.fault(real);
            if (fault.isPresent()) {
                return fault.map(what -> what + ", so the repository is not used. Maybe mend it, or move .git away?");
            }
            return GitCheckout.around(real)
                    .filter(checkout -> !checkout.own(real) && checkout.holdsPack())
                    .map(checkout -> path + " belongs to the git checkout of " + checkout.git()
                            + ", whose owner commits. Maybe edit it there?");
        } catch (IOException e) {
            return Optional.of(path + " cannot be read: " + e + ".");
        }
    }

    private static List<Path> withSubfolders(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return Stream.concat(
                            Stream.of(folder),
                            inside.filter(Files::isDirectory)
                                    .filter(inner -> PackDirectory.holds(inner.getFileName() + "/any")))
                    .toList();
        }
    }

    /** To the administrator everything is writable; but who takes all write permissions away means it. */
    private static boolean writable(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return Files.isWritable(folder)
                && (!posix
                        || Files.getPosixFilePermissions(folder).stream()
                                .anyMatch(permission -> permission.name().endsWith("_WRITE")));
    }

    /**
     * Makes of the pack in the folder what {@code change} makes of its files.
     *
     * @param change gets the files as they lie in the folder; what it throws ends the change
     * @throws EditingClosedException where nothing can be changed
     * @throws RulePackException with every complaint, where the changed pack may not go live; then nothing was written
     */
    public EditResult edit(UnaryOperator<SortedMap<String, String>> change, Author author, String reason) {
        resume();
        readOnlyReason().ifPresent(why -> {
            throw new EditingClosedException(why);
        });
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Contents found = folder.read();
                if (!found.complaints().isEmpty()) {
                    throw new RulePackException(found.complaints());
                }
                SortedMap<String, String> wanted = change.apply(Collections.unmodifiableSortedMap(found.files()));
                Ruleset ruleset = PackChecking.passed(PackChecking.quietly(new Contents(wanted, List.of()), checker));
                if (folder.read().equals(found)) {
                    return keep(found.files(), new TreeMap<>(wanted), ruleset, author, reason);
                }
            }
        } catch (IOException e) {
            throw new EditingClosedException(folder.path() + " cannot be changed: " + e.getMessage() + ".");
        }
        throw new EditingClosedException(folder.path() + " is being changed by somebody else. Maybe try again?");
    }

    /**
     * Ends the change that was being written when a process stopped, so that all of it is there.
     *
     * @throws EditingClosedException where that cannot be done, and the folder holds a part of the change
     */
    void resume() {
        Path path = folder.path();
        try {
            if (!new AtomicPackWriter(path).planned()) {
                return;
            }
            @Nullable String why = readOnlyReason().orElse(null);
            if (why != null) {
                throw new IOException(why);
            }
            new AtomicPackWriter(path.toRealPath()).resume();
            LOG.warnf(
                    "A change of the rules in %s was being written when the process stopped; all of it is there now",
                    path);
        } catch (IOException e) {
            throw new EditingClosedException(
                    path + " holds a part of a change, whose writing was interrupted, and it cannot be ended: "
                            + e.getMessage());
        }
    }

    private EditResult keep(
            SortedMap<String, String> found,
            SortedMap<String, String> wanted,
            Ruleset ruleset,
            Author author,
            String reason)
            throws IOException {
        Path real = folder.path().toRealPath();
        Contents contents = new Contents(wanted, List.of());
        PackCommits commits = PackCommits.in(real, clock);
        // What was edited by hand is not the work of this author.
        String before = commits.commit(
                found, Author.LIVEDOCTOR, commits.none() ? "The rules as they were found" : "Edited on disk");
        if (found.equals(wanted)) {
            return new EditResult(ruleset.at(before), contents, before, false);
        }
        AtomicPackWriter writer = new AtomicPackWriter(real);
        try {
            writer.write(found, wanted);
            String revision = commits.commit(wanted, author, reason);
            return new EditResult(ruleset.at(revision), contents, revision, true);
        } catch (IOException | RuntimeException e) {
            writer.write(folder.read().files(), found);
            throw e;
        }
    }
}
