package dev.livedoctor.reload;

import dev.livedoctor.ruleset.PackFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The git checkout that a folder lies in.
 *
 * @param git the repository
 * @param prefix the folder within the checkout, as git writes it; empty where it is the checkout itself
 */
record GitCheckout(File git, String prefix) {
    private static final String DIRTY = "-dirty";

    static {
        GitSystem.install();
    }

    /** The checkout around {@code folder}, a real path, if there is one that is used. */
    static Optional<GitCheckout> around(Path folder) {
        for (@Nullable Path top = folder; top != null; top = top.getParent()) {
            if (Files.exists(top.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return Optional.of(at(top, folder));
                } catch (IOException e) {
                    if (top.equals(folder)) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The checkout {@code top} of {@code folder}. */
    private static GitCheckout at(Path top, Path folder) throws IOException {
        Path dotGit = top.resolve(Constants.DOT_GIT);
        Path git = RepositoryGuard.require(dotGit, folder);
        try (Repository repository = refs(git.toFile())) {
            if (repository.isBare()
                    || !repository.getWorkTree().toPath().toRealPath().equals(top)) {
                throw new NotPlainException(dotGit, "is of another folder");
            }
            String prefix = top.relativize(folder).toString().replace(File.separatorChar, '/');
            return new GitCheckout(git.toFile(), prefix);
        } catch (RuntimeException e) {
            throw new IOException(git + " cannot be read", e);
        }
    }

    /** Why the repository in {@code folder}, a real path, is not used, in words; empty where it is, or there is none. */
    static Optional<String> fault(Path folder) {
        Path git = folder.resolve(Constants.DOT_GIT);
        if (!Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            GitCheckout checkout = at(folder, folder);
            checkout.read((repository, walk) -> checkout.headBlobs(repository, walk));
            return Optional.empty();
        } catch (NotPlainException e) {
            return Optional.ofNullable(e.getMessage());
        } catch (IOException e) {
            // JGit quotes what it cannot read, which may be anything.
            return Optional.of(git + " cannot be read by git");
        }
    }

    /** Whether the repository lies in {@code folder} itself, and so is that of the pack alone. */
    boolean own(Path folder) {
        return prefix.isEmpty() && git.toPath().equals(folder.resolve(Constants.DOT_GIT));
    }

    /** Whether the revision that is checked out holds the pack, and not only the folder lies within the checkout by chance. */
    boolean holdsPack() {
        try {
            return !read(this::headBlobs).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets pass what lies in the folder. */
    TreeFilter filter() {
        return new BoundedTree(prefix.isEmpty() ? TreeFilter.ALL : PathFilter.create(prefix));
    }

    /** Path within the folder of {@code path} within the checkout. */
    String within(String path) {
        return prefix.isEmpty() ? path : path.substring(prefix.length() + 1);
    }

    /** Reads a repository, by way of {@code walk}. */
    interface Reading<T> {
        T read(Repository repository, RevWalk walk) throws IOException;
    }

    /**
     * What {@code reading} finds.
     *
     * @throws IOException where git cannot read it; of what is broken JGit throws whatever comes
     */
    <T> T read(Reading<T> reading) throws IOException {
        RepositoryGuard.requireObjects(git.toPath());
        try (Repository repository = refs(git);
                ObjectReader objects = new BoundedObjects(repository.newObjectReader());
                RevWalk walk = new RevWalk(objects)) {
            return reading.read(repository, walk);
        } catch (RuntimeException e) {
            throw new IOException(git + " cannot be read", e);
        }
    }

    private static Repository refs(File git) throws IOException {
        try {
            return new FileRepositoryBuilder().setGitDir(git).setMustExist(true).build();
        } catch (RuntimeException e) {
            throw new IOException(git + " cannot be read", e);
        }
    }

    /** The revision that is checked out; empty where nothing was committed yet. */
    String head() {
        try (Repository repository = refs(git)) {
            return Optional.ofNullable(head(repository)).map(ObjectId::name).orElse("");
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    static @Nullable ObjectId head(Repository repository) throws IOException {
        @Nullable Ref head = repository.exactRef(Constants.HEAD);
        return head == null ? null : head.getObjectId();
    }

    /**
     * The name of the revision that {@code files} are of: {@code head}, with {@code -dirty} where they were changed since. Empty where that
     * revision holds no such folder.
     */
    Optional<String> revision(String head, SortedMap<String, String> files) {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, ObjectId> committed =
                    read((repository, walk) -> blobs(walk, walk.parseCommit(ObjectId.fromString(head))));
            if (committed.isEmpty()) {
                return Optional.empty();
            }
            Map<String, ObjectId> found = new HashMap<>();
            try (ObjectInserter.Formatter blobs = new ObjectInserter.Formatter()) {
                files.forEach(
                        (file, text) -> found.put(file, blobs.idFor(Constants.OBJ_BLOB, PackFile.bytes(file, text))));
            }
            return Optional.of(found.equals(committed) ? head : head + DIRTY);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private SortedMap<String, ObjectId> headBlobs(Repository repository, RevWalk walk) throws IOException {
        @Nullable ObjectId head = head(repository);
        return head == null ? new TreeMap<>() : blobs(walk, walk.parseCommit(head));
    }

    /** The files of a pack in {@code commit}: path within the pack to where git keeps the content. */
    SortedMap<String, ObjectId> blobs(RevWalk revisions, RevCommit commit) throws IOException {
        SortedMap<String, ObjectId> blobs = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(revisions.getObjectReader())) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            walk.setFilter(filter());
            while (walk.next()) {
                String path = within(walk.getPathString());
                if (PackDirectory.holds(path)) {
                    blobs.put(path, walk.getObjectId(0));
                }
            }
        }
        return blobs;
    }
}
