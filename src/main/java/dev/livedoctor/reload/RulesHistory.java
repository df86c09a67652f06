package dev.livedoctor.reload;

import dev.livedoctor.ruleset.PackFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** What was changed in the folder of the rules, by whom and why: read from the git repository that holds it. */
public final class RulesHistory {
    /** The history of what no git repository holds. */
    public static final RulesHistory NONE = new RulesHistory(null);

    /** What names revisions; JGit would look for anything else on the disk. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./~^-]{1,100}");

    private final @Nullable GitCheckout checkout;

    private RulesHistory(@Nullable GitCheckout checkout) {
        this.checkout = checkout;
    }

    /**
     * A change.
     *
     * @param revision its name in git
     * @param author who made it
     * @param at when
     * @param reason why
     * @param files what it touched
     */
    public record Revision(String revision, String author, String at, String reason, List<FileChange> files) {}

    /** How a file was changed: add, modify or delete. */
    public record FileChange(String path, String how) {}

    /** The history of the pack in {@code folder}; empty where no git repository holds it. */
    public static RulesHistory of(Path folder) {
        try {
            return GitCheckout.around(folder.toRealPath())
                    .filter(GitCheckout::holdsPack)
                    .map(RulesHistory::new)
                    .orElse(NONE);
        } catch (IOException e) {
            return NONE;
        }
    }

    /** The latest changes of the pack, {@code most} at most, the latest first. */
    public List<Revision> latest(int most) {
        return read(
                (repository, held) -> {
                    List<Revision> revisions = new ArrayList<>();
                    try (RevWalk walk = new RevWalk(repository)) {
                        walk.markStart(walk.parseCommit(repository.resolve(Constants.HEAD)));
                        if (!held.prefix().isEmpty()) {
                            walk.setTreeFilter(AndTreeFilter.create(held.filter(), TreeFilter.ANY_DIFF));
                        }
                        for (RevCommit commit : walk) {
                            if (revisions.size() == most) {
                                break;
                            }
                            revisions.add(revision(repository, held, commit));
                        }
                    }
                    return revisions;
                },
                List.of());
    }

    /** The change that {@code name} means: a full or shortened revision, or HEAD~1; empty where there is none. */
    public Optional<Revision> find(String name) {
        return at(name, (repository, held, commit) -> revision(repository, held, commit));
    }

    /** The pack of {@code name}: path within the pack to text. */
    public Optional<SortedMap<String, String>> files(String name) {
        return at(name, RulesHistory::files);
    }

    /** The pack that {@code name} was made of; no files where it is the first. */
    public Optional<SortedMap<String, String>> filesBefore(String name) {
        return at(
                name,
                (repository, held, commit) -> commit.getParentCount() == 0
                        ? new TreeMap<>()
                        : files(repository, held, repository.parseCommit(commit.getParent(0))));
    }

    /** What {@code name} changed, line by line, as git tells it. */
    public Optional<String> diff(String name) {
        return at(name, (repository, held, commit) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DiffFormatter formatter = formatter(repository, held, out)) {
                formatter.format(scan(formatter, commit));
            }
            return out.toString(StandardCharsets.UTF_8);
        });
    }

    private static DiffFormatter formatter(Repository repository, GitCheckout held, ByteArrayOutputStream out) {
        DiffFormatter formatter = new DiffFormatter(out);
        formatter.setRepository(repository);
        formatter.setPathFilter(held.filter());
        return formatter;
    }

    private static List<DiffEntry> scan(DiffFormatter formatter, RevCommit commit) throws IOException {
        return formatter.scan(
                commit.getParentCount() == 0 ? null : commit.getParent(0).getId(), commit.getId());
    }

    private static Revision revision(Repository repository, GitCheckout held, RevCommit commit) throws IOException {
        List<FileChange> files = new ArrayList<>();
        try (DiffFormatter formatter = formatter(repository, held, new ByteArrayOutputStream())) {
            for (DiffEntry entry : scan(formatter, commit)) {
                String path =
                        entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
                files.add(new FileChange(
                        held.within(path), entry.getChangeType().name().toLowerCase(Locale.ROOT)));
            }
        }
        return new Revision(
                commit.name(),
                commit.getAuthorIdent().getName(),
                Instant.ofEpochSecond(commit.getCommitTime()).toString(),
                commit.getFullMessage().strip(),
                files);
    }

    private static SortedMap<String, String> files(Repository repository, GitCheckout held, RevCommit commit)
            throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Map.Entry<String, ObjectId> blob : held.blobs(repository, commit).entrySet()) {
            files.put(
                    blob.getKey(),
                    PackFile.text(
                            blob.getKey(), repository.open(blob.getValue()).getBytes()));
        }
        return files;
    }

    private interface Reading<T> {
        T read(Repository repository, GitCheckout held) throws IOException;
    }

    private interface Telling<T> {
        T tell(Repository repository, GitCheckout held, RevCommit commit) throws IOException;
    }

    private <T> Optional<T> at(String name, Telling<T> telling) {
        return read(
                (repository, held) -> {
                    @Nullable ObjectId id = resolve(repository, name);
                    return id == null
                            ? Optional.empty()
                            : Optional.of(telling.tell(repository, held, repository.parseCommit(id)));
                },
                Optional.empty());
    }

    private static @Nullable ObjectId resolve(Repository repository, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        try {
            return repository.resolve(name + "^{commit}");
        } catch (IllegalArgumentException
                | MissingObjectException
                | AmbiguousObjectException
                | IncorrectObjectTypeException e) {
            return null;
        }
    }

    private <T> T read(Reading<T> reading, T otherwise) {
        if (checkout == null) {
            return otherwise;
        }
        try (Repository repository = checkout.open()) {
            return reading.read(repository, checkout);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the history in " + checkout.git(), e);
        }
    }
}
