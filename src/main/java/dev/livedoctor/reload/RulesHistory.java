package dev.livedoctor.reload;

import dev.livedoctor.ruleset.PackFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What was changed in the folder of the rules, by whom and why: read from the git repository that holds it. */
public final class RulesHistory {
    private static final Logger LOG = Logger.getLogger(RulesHistory.class);

    /** The history of what no git repository holds. */
    public static final RulesHistory NONE = new RulesHistory(null);

    /** What names revisions; JGit would look for anything else on the disk. */
    private static final Pattern NAME = Pattern.compile("(HEAD|[0-9a-f]{2,40})([~^0-9]{0,20})");

    /** More of a reason nobody reads. */
    private static final int LONGEST_REASON = 10_000;
    /** Of a file of a pack, which has a million characters at most. */
    private static final int LONGEST_FILE = 1 << 22;
    /** Of all files of a pack, and more than the check takes. */
    private static final long LONGEST_PACK = 1L << 27;
    /** Of a file that is compared line by line. */
    private static final int LONGEST_COMPARED = 1 << 20;
    /** After so much of a diff no further file is begun. */
    private static final int ENOUGH_DIFF = 1 << 22;

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

    /**
     * The latest changes of the pack, {@code most} at most, the latest first.
     *
     * @throws HistoryUnreadableException where git cannot read some of them
     */
    public List<Revision> latest(int most) {
        return read(
                (repository, walk, held) -> {
                    List<Revision> revisions = new ArrayList<>();
                    walk.markStart(walk.parseCommit(head(repository)));
                    if (!held.prefix().isEmpty()) {
                        walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(held.prefix()), TreeFilter.ANY_DIFF));
                    }
                    for (RevCommit commit : walk) {
                        if (revisions.size() == most) {
                            break;
                        }
                        revisions.add(revision(walk, held, commit));
                        commit.disposeBody();
                    }
                    return revisions;
                },
                List.of());
    }

    /**
     * The change that {@code name} means: a full or shortened revision, or HEAD~1; empty where there is none.
     *
     * @throws HistoryUnreadableException where git cannot read it
     */
    public Optional<Revision> find(String name) {
        return at(name, RulesHistory::revision);
    }

    /**
     * The pack of {@code name}: path within the pack to text.
     *
     * @throws HistoryUnreadableException where git cannot read it
     */
    public Optional<SortedMap<String, String>> files(String name) {
        return at(name, RulesHistory::files);
    }

    /**
     * The pack that {@code name} was made of; no files where it is the first.
     *
     * @throws HistoryUnreadableException where git cannot read it
     */
    public Optional<SortedMap<String, String>> filesBefore(String name) {
        return at(
                name,
                (walk, held, commit) -> commit.getParentCount() == 0
                        ? new TreeMap<>()
                        : files(walk, held, walk.parseCommit(commit.getParent(0))));
    }

    /**
     * What {@code name} changed, line by line, as git tells it; where it is too much, the rest is left out, and the last line says so.
     *
     * @throws HistoryUnreadableException where git cannot read it
     */
    public Optional<String> diff(String name) {
        return at(name, (walk, held, commit) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DiffFormatter formatter = formatter(walk, held, out)) {
                for (DiffEntry entry : scan(formatter, commit)) {
                    if (out.size() > ENOUGH_DIFF) {
                        out.writeBytes("The rest is too long to be told.\n".getBytes(StandardCharsets.UTF_8));
                        break;
                    }
                    formatter.format(entry);
                    formatter.flush();
                }
            }
            return out.toString(StandardCharsets.UTF_8);
        });
    }

    /** Without the settings of the repository: a diff is the same everywhere. */
    private static DiffFormatter formatter(RevWalk walk, GitCheckout held, ByteArrayOutputStream out) {
        DiffFormatter formatter = new DiffFormatter(out);
        formatter.setReader(walk.getObjectReader(), new Config());
        formatter.setBinaryFileThreshold(LONGEST_COMPARED);
        formatter.setPathFilter(held.filter());
        return formatter;
    }

    private static List<DiffEntry> scan(DiffFormatter formatter, RevCommit commit) throws IOException {
        return formatter.scan(
                commit.getParentCount() == 0 ? null : commit.getParent(0).getId(), commit.getId());
    }

    private static Revision revision(RevWalk walk, GitCheckout held, RevCommit commit) throws IOException {
        List<FileChange> files = new ArrayList<>();
        try (DiffFormatter formatter = formatter(walk, held, new ByteArrayOutputStream())) {
            for (DiffEntry entry : scan(formatter, commit)) {
                String path =
                        entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
                files.add(new FileChange(
                        held.within(path), entry.getChangeType().name().toLowerCase(Locale.ROOT)));
            }
        }
        String reason = commit.getFullMessage().strip();
        return new Revision(
                commit.name(),
                author(commit),
                Instant.ofEpochSecond(commit.getCommitTime()).toString(),
                reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason,
                files);
    }

    private static String author(RevCommit commit) {
        try {
            @Nullable PersonIdent author = commit.getAuthorIdent();
            return author == null ? Author.UNKNOWN.name() : author.getName();
        } catch (RuntimeException e) {
            // A time that is none.
            return Author.UNKNOWN.name();
        }
    }

    private static SortedMap<String, String> files(RevWalk walk, GitCheckout held, RevCommit commit)
            throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        long all = 0;
        for (Map.Entry<String, ObjectId> blob : held.blobs(walk, commit).entrySet()) {
            ObjectLoader text = walk.getObjectReader().open(blob.getValue(), Constants.OBJ_BLOB);
            all += text.getSize();
            if (text.getSize() > LONGEST_FILE || all > LONGEST_PACK) {
                throw new IOException(commit.name() + " holds more than a pack may");
            }
            files.put(blob.getKey(), PackFile.text(blob.getKey(), text.getCachedBytes()));
        }
        return files;
    }

    private interface Reading<T> {
        T read(Repository repository, RevWalk walk, GitCheckout held) throws IOException;
    }

    private interface Telling<T> {
        T tell(RevWalk walk, GitCheckout held, RevCommit commit) throws IOException;
    }

    private <T> Optional<T> at(String name, Telling<T> telling) {
        return read(
                (repository, walk, held) -> {
                    @Nullable ObjectId id = resolve(repository, walk.getObjectReader(), name);
                    return id == null ? Optional.empty() : Optional.of(telling.tell(walk, held, walk.parseCommit(id)));
                },
                Optional.empty());
    }

    private static ObjectId head(Repository repository) throws IOException {
        @Nullable ObjectId head = GitCheckout.head(repository);
        if (head == null) {
            throw new IOException("what was checked out is gone");
        }
        return head;
    }

    private static @Nullable ObjectId resolve(Repository repository, ObjectReader objects, String name)
            throws IOException {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        Collection<ObjectId> named = matcher.group(1).equals(Constants.HEAD)
                ? List.of(head(repository))
                : objects.resolve(AbbreviatedObjectId.fromString(matcher.group(1)));
        if (named.size() != 1) {
            return null;
        }
        try {
            return repository.resolve(named.iterator().next().name() + matcher.group(2) + "^{commit}");
        } catch (IllegalArgumentException | MissingObjectException | IncorrectObjectTypeException e) {
            return null;
        }
    }

    private <T> T read(Reading<T> reading, T otherwise) {
        if (checkout == null) {
            return otherwise;
        }
        try {
            return checkout.read((repository, walk) -> reading.read(repository, walk, checkout));
        } catch (IOException e) {
            LOG.warnf(e, "Cannot read the history in %s", checkout.git());
            throw new HistoryUnreadableException(
                    "the history in " + checkout.git() + ", as the log says. Maybe git fsck tells more?", e);
        }
    }
}
