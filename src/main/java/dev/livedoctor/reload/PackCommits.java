package dev.livedoctor.reload;

import dev.livedoctor.ruleset.PackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commits packs into the repository in their folder. A commit is made of the texts that were checked, not of what lies on disk a moment
 * later, and runs no hook and no filter that somebody left in the folder.
 */
final class PackCommits {
    private static final Logger LOG = Logger.getLogger(PackCommits.class);

    private final GitCheckout checkout;
    private final Clock clock;

    private PackCommits(GitCheckout checkout, Clock clock) {
        this.checkout = checkout;
        this.clock = clock;
    }

    /** Commits into the repository in {@code folder}, which is made where there is none. */
    static PackCommits in(Path folder, Clock clock) throws IOException {
        GitSystem.install();
        Path git = folder.resolve(Constants.DOT_GIT);
        if (!Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Git.init()
                        .setDirectory(folder.toFile())
                        .setInitialBranch("main")
                        .call()
                        .close();
            } catch (GitAPIException e) {
                throw new IOException(e);
            }
        }
        // Looked at once more: the check of a pack takes a while.
        return GitCheckout.around(folder)
                .filter(checkout -> checkout.own(folder))
                .map(checkout -> new PackCommits(checkout, clock))
                .orElseThrow(() -> new IOException(git + " is not a repository that is used"));
    }

    /** Whether nothing was committed yet. */
    boolean none() throws IOException {
        try {
            return checkout.read((repository, walk) -> GitCheckout.head(repository) == null);
        } catch (IOException e) {
            throw untold(e);
        }
    }

    /** JGit quotes what it could not read, which may be anything: only the log learns of it. */
    private IOException untold(IOException e) {
        LOG.warnf(e, "Cannot commit into %s", checkout.git());
        return new IOException(
                "git did not take the change, as the log says"
                        + lock().map(file -> "; there is " + file + ", of a git that is at work or was killed")
                                .orElse(""),
                e);
    }

    /** What keeps everybody else from committing; a git that was killed leaves it behind. */
    private Optional<Path> lock() {
        try {
            return checkout.read(
                    (repository, walk) -> Stream.of(Constants.HEAD, String.valueOf(repository.getFullBranch()))
                            .map(ref -> checkout.git().toPath().resolve(ref + ".lock"))
                            .filter(Files::exists)
                            .findFirst());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Commits {@code files} instead of the pack before, and gives the revision; the one before where nothing changed. */
    String commit(SortedMap<String, String> files, Author author, String reason) throws IOException {
        try {
            return checkout.read((repository, walk) -> commit(repository, walk, files, author, reason));
        } catch (IOException e) {
            throw untold(e);
        }
    }

    private String commit(
            Repository repository, RevWalk walk, SortedMap<String, String> files, Author author, String reason)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            @Nullable ObjectId id = GitCheckout.head(repository);
            @Nullable RevCommit head = id == null ? null : walk.parseCommit(id);
            ObjectId tree = tree(files, head, walk.getObjectReader(), inserter);
            if (head != null && head.getTree().equals(tree)) {
                return head.name();
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            if (head != null) {
                commit.setParentId(head);
            }
            commit.setAuthor(author.at(clock.instant()));
            commit.setCommitter(Author.LIVEDOCTOR.at(clock.instant()));
            commit.setMessage(reason);
            ObjectId made = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = branch(repository);
            update.setExpectedOldObjectId(head == null ? ObjectId.zeroId() : head);
            update.setNewObjectId(made);
            update.disableRefLog();
            RefUpdate.Result result = update.update();
            if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
                throw new IOException("git did not take the commit: " + result);
            }
            writeIndex(repository, tree);
            return made.name();
        }
    }

    /** Moves the branch that HEAD names, or HEAD itself where it names none, and never what such a branch leads to. */
    private static RefUpdate branch(Repository repository) throws IOException {
        @Nullable Ref head = repository.exactRef(Constants.HEAD);
        String name = head == null || !head.isSymbolic()
                ? Constants.HEAD
                : head.getTarget().getName();
        if (!name.equals(Constants.HEAD) && !RepositoryGuard.isBranch(name)) {
            throw new IOException("HEAD names no branch");
        }
        return repository.updateRef(name, true);
    }

    private ObjectId tree(
            SortedMap<String, String> files, @Nullable RevCommit head, ObjectReader objects, ObjectInserter inserter)
            throws IOException {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        if (head != null) {
            // What else lies in the repository stays as it is.
            try (TreeWalk walk = new TreeWalk(objects)) {
                walk.addTree(head.getTree());
                walk.setRecursive(true);
                walk.setFilter(checkout.filter());
                while (walk.next()) {
                    if (!PackDirectory.holds(walk.getPathString())) {
                        builder.add(entry(walk.getPathString(), walk.getFileMode(0), walk.getObjectId(0)));
                    }
                }
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] bytes = PackFile.bytes(file.getKey(), file.getValue());
            builder.add(entry(file.getKey(), FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes)));
        }
        builder.finish();
        return cache.writeTree(inserter);
    }

    private static DirCacheEntry entry(String path, FileMode mode, ObjectId blob) {
        DirCacheEntry entry = new DirCacheEntry(path);
        entry.setFileMode(mode);
        entry.setObjectId(blob);
        return entry;
    }

    /**
     * So that {@code git status} in the folder says the truth. The index is made anew, and not by way of the repository: then JGit would
     * compare it with the files on disk, and for that run what the folder's git configuration names as a filter.
     */
    private static void writeIndex(Repository repository, ObjectId tree) {
        try {
            DirCache index = new DirCache(repository.getIndexFile(), repository.getFS());
            if (!index.lock()) {
                // Somebody's git is at work there.
                return;
            }
            try (ObjectReader reader = repository.newObjectReader()) {
                DirCacheBuilder builder = index.builder();
                builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
                builder.commit();
            } finally {
                index.unlock();
            }
        } catch (IOException | RuntimeException e) {
            // The change is committed.
            LOG.warnf(e, "Cannot write the index of %s", repository.getDirectory());
        }
    }
}
