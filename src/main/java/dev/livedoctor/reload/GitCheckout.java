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
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
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

    /** The checkout around {@code folder}, a real path, if there is one. */
    static Optional<GitCheckout> around(Path folder) {
        Path inFolder = folder.resolve(Constants.DOT_GIT);
        if (Files.isDirectory(inFolder) && !RepositoryGuard.is(inFolder)) {
            return Optional.empty();
        }
        for (@Nullable Path top = folder; top != null; top = top.getParent()) {
            if (Files.exists(top.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
                Optional<GitCheckout> found = at(top, folder);
                if (found.isPresent() || top.equals(folder)) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The checkout {@code top}, if git can read it and calls it so. */
    private static Optional<GitCheckout> at(Path top, Path folder) {
        Optional<Path> git = RepositoryGuard.behind(top.resolve(Constants.DOT_GIT), folder);
        if (git.isEmpty()) {
            return Optional.empty();
        }
        try (Repository repository = refs(git.get().toFile())) {
            if (repository.isBare()
                    || !repository.getWorkTree().toPath().toRealPath().equals(top)) {
                return Optional.empty();
            }
            String prefix = top.relativize(folder).toString().replace(File.separatorChar, '/');
            return Optional.of(new GitCheckout(git.get().toFile(), prefix));
        } catch (IOException e) {
            // What git cannot read is no checkout.
            return Optional.empty();
        }
    }

    /** Whether the repository lies in {@code folder} itself, and so is that of the pack alone. */
    boolean own(Path folder) {
        return prefix.isEmpty() && git.isDirectory() && git.toPath().equals(folder.resolve(Constants.DOT_GIT));
    }

    /** Whether the revision that is checked out holds the pack, and not only the folder lies within the checkout by chance. */
    boolean holdsPack() {
        try (Repository repository = open()) {
            @Nullable ObjectId head = repository.resolve(Constants.HEAD);
            return head != null
                    && !blobs(repository, repository.parseCommit(head)).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether git finds what is checked out, or nothing is yet. */
    boolean readable() {
        try (Repository repository = open()) {
            @Nullable ObjectId head = repository.resolve(Constants.HEAD);
            return head == null || blobs(repository, repository.parseCommit(head)) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets pass what lies in the folder. */
    TreeFilter filter() {
        return prefix.isEmpty() ? TreeFilter.ALL : PathFilter.create(prefix);
    }

    /** Path within the folder of {@code path} within the checkout. */
    String within(String path) {
        return prefix.isEmpty() ? path : path.substring(prefix.length() + 1);
    }

    Repository open() throws IOException {
        return open(git);
    }

    /** The repository in {@code git}, to read its objects. */
    static Repository open(File git) throws IOException {
        RepositoryGuard.requireObjects(git.toPath());
        return refs(git);
    }

    private static Repository refs(File git) throws IOException {
        try {
            return new FileRepositoryBuilder().setGitDir(git).setMustExist(true).build();
        } catch (IllegalArgumentException e) {
            throw new IOException(git + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The revision that is checked out; empty where nothing was committed yet. */
    String head() {
        try (Repository repository = refs(git)) {
            ObjectId head = repository.resolve(Constants.HEAD);
            return head == null ? "" : head.name();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * The name of the revision that {@code files} are of: {@code head}, with {@code -dirty} where they were changed since. Empty where that
     * revision holds no such folder.
     */
    Optional<String> revision(String head, SortedMap<String, String> files) {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        try (Repository repository = open()) {
            RevCommit commit = repository.parseCommit(ObjectId.fromString(head));
            Map<String, ObjectId> committed = blobs(repository, commit);
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

    /** The files of a pack in {@code commit}: path within the pack to where git keeps the content. */
    SortedMap<String, ObjectId> blobs(Repository repository, RevCommit commit) throws IOException {
        SortedMap<String, ObjectId> blobs = new TreeMap<>();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
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
