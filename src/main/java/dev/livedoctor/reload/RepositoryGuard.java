package dev.livedoctor.reload;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Lets pass plain repositories only: files and folders without links, refs that are revisions, nothing that leads elsewhere, nothing too
 * large. Who may write into a folder of rules may write into the repository in it, too; JGit would read and write wherever that leads,
 * wait for pipes, and believe whatever a file says of its length.
 */
final class RepositoryGuard {
    /** What JGit reads of a repository to find what is checked out. */
    private static final List<String> READ =
            List.of(Constants.HEAD, Constants.CONFIG, Constants.PACKED_REFS, Constants.SHALLOW, "refs");

    private static final List<String> ALL = List.of("");

    /** How many bytes each may have; of HEAD and refs JGit reads a few only. */
    private static final Map<String, Long> LONGEST =
            Map.of(Constants.CONFIG, 1L << 16, Constants.PACKED_REFS, 1L << 23, Constants.SHALLOW, 1L << 20);

    /** What leads JGit to another place; a worktree has two more. */
    private static final List<String> ELSEWHERE = List.of(Constants.REFTABLE, "objects/info/alternates");

    private static final List<String> OF_WORKTREES = List.of(Constants.COMMONDIR_FILE, Constants.GITDIR_FILE);

    /** Of a file that holds a line: JGit reads no more of a ref. */
    private static final int MOST_READ = 1 << 12;

    private static final int MOST_FILES = 20_000;
    private static final int MOST_OBJECTS = 500_000;
    /** As in objects/info/commit-graphs/file; refs have names of their own making. */
    private static final int DEEPEST_OBJECT = 3;

    private static final int DEEPEST = 100;
    /** Of all packs together: an index is kept in memory while one reads. */
    private static final long LONGEST_INDEXES = 1L << 26;

    private static final int FANOUT = 256;
    private static final int LEAST_PER_OBJECT = 24;
    private static final int INDEX_WITH_HEADER = 0xff744f63;

    private static final String LEADS = "gitdir: ";
    private static final String SYMBOLIC = "ref: ";
    /** As git clone makes it. */
    private static final Pattern REMOTE_HEAD = Pattern.compile("refs/remotes/[^/]+/HEAD");

    private static final Pattern INCLUDE = Pattern.compile("(?i)\\[\\s*include(?!if)");

    private RepositoryGuard() {}

    /**
     * The repository that {@code dotGit} is, or leads to as git makes it for a worktree. What lies outside of {@code folder} must belong to
     * who owns the folder, or to the administrator, as git wants it: anybody may put one into a folder that all may write into.
     *
     * @throws NotPlainException where it is not used
     */
    static Path require(Path dotGit, Path folder) throws IOException {
        if (!Files.isRegularFile(dotGit, LinkOption.NOFOLLOW_LINKS)) {
            boolean within = dotGit.startsWith(folder);
            if (!within) {
                requireOwned(dotGit, folder);
            }
            requireAbsent(dotGit, OF_WORKTREES);
            // We commit into one within: nothing at all may lead out.
            requirePlain(dotGit, within ? ALL : READ);
            return dotGit;
        }
        Path git = followed(dotGit, LEADS);
        Path shared = followed(git.resolve(Constants.COMMONDIR_FILE), "");
        if (!git.resolve("..").normalize().equals(shared.resolve("worktrees"))
                || shared.startsWith(folder)
                || !followed(git.resolve(Constants.GITDIR_FILE), "").equals(dotGit)) {
            throw new NotPlainException(dotGit, "leads to no repository that has a worktree here");
        }
        for (Path place : List.of(dotGit, git, shared)) {
            requireOwned(place, folder);
        }
        requireAbsent(shared, OF_WORKTREES);
        requirePlain(shared, READ);
        requirePlain(git, READ);
        return git;
    }

    /** @throws NotPlainException where the objects of {@code git} are not plain; there are many, so only who reads some asks */
    static void requireObjects(Path git) throws IOException {
        Path shared = git.resolve(Constants.COMMONDIR_FILE);
        Path objects = (Files.exists(shared) ? followed(shared, "") : git).resolve(Constants.OBJECTS);
        requireFiles(git, objects, DEEPEST_OBJECT, MOST_OBJECTS);
    }

    private static void requireAbsent(Path git, List<String> names) throws NotPlainException {
        for (String name : names) {
            if (Files.exists(git.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new NotPlainException(git.resolve(name), "leads elsewhere");
            }
        }
    }

    private static void requirePlain(Path git, List<String> parts) throws IOException {
        if (!Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotPlainException(git, "is not a folder");
        }
        requireAbsent(git, ELSEWHERE);
        for (String name : parts) {
            if (Files.exists(git.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                requireFiles(git, git.resolve(name), DEEPEST, MOST_FILES);
            }
        }
        Path config = git.resolve(Constants.CONFIG);
        if (Files.exists(config)
                && INCLUDE.matcher(Files.readString(config, StandardCharsets.ISO_8859_1))
                        .find()) {
            throw new NotPlainException(config, "includes other files");
        }
        String head = text(git.resolve(Constants.HEAD));
        if (!ObjectId.isId(head) && !(head.startsWith(SYMBOLIC) && isBranch(head.substring(SYMBOLIC.length())))) {
            throw new NotPlainException(git.resolve(Constants.HEAD), "names no branch");
        }
    }

    /** Requires that {@code root}, in the repository {@code git}, holds files and folders only, not too many, and each as it must be. */
    private static void requireFiles(Path git, Path root, int deepest, int most) throws IOException {
        Files.walkFileTree(root, Set.of(), deepest, new SimpleFileVisitor<>() {
            private int files;
            private long indexes;

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                count(folder);
                // Of objects there are many: who reads them looks at them.
                return folder.equals(git.resolve(Constants.OBJECTS)) && !folder.equals(root)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                count(file);
                if (!attributes.isRegularFile()) {
                    throw new NotPlainException(
                            file, attributes.isDirectory() ? "is a folder too deep" : "is a link, or not a file");
                }
                String name = git.relativize(file).toString();
                long longest = LONGEST.getOrDefault(name, Long.MAX_VALUE);
                if (attributes.size() > longest) {
                    throw new NotPlainException(file, "has more than " + longest + " bytes");
                }
                if (name.startsWith(Constants.R_REFS)) {
                    requireRef(file, name);
                } else if (root.endsWith(Constants.OBJECTS) && name.endsWith(".idx")) {
                    indexes += attributes.size();
                    requireIndex(file, attributes.size(), indexes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException && !file.equals(root)) {
                    // Somebody's git is at work.
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            private void count(Path file) throws NotPlainException {
                files++;
                if (files > most) {
                    throw new NotPlainException(file, "is one of more than " + most + " files");
                }
            }
        });
    }

    private static void requireRef(Path file, String name) throws IOException {
        if (name.endsWith(".lock")) {
            return;
        }
        String text = text(file);
        boolean remote = REMOTE_HEAD.matcher(name).matches()
                && text.startsWith(SYMBOLIC + Constants.R_REMOTES)
                && Repository.isValidRefName(text.substring(SYMBOLIC.length()));
        if (!ObjectId.isId(text) && !remote) {
            throw new NotPlainException(file, "is not a revision");
        }
    }

    /** Requires that there are the objects that an index counts: JGit makes room for them before it looks. */
    private static void requireIndex(Path file, long length, long all) throws IOException {
        if (all > LONGEST_INDEXES) {
            throw new NotPlainException(file, "makes the indexes longer than " + LONGEST_INDEXES + " bytes");
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            long before = Integer.toUnsignedLong(in.readInt());
            int counted = 1;
            if (before == Integer.toUnsignedLong(INDEX_WITH_HEADER)) {
                in.readInt();
                before = 0;
                counted = 0;
            }
            for (; counted < FANOUT; counted++) {
                long objects = Integer.toUnsignedLong(in.readInt());
                if (objects < before || objects * LEAST_PER_OBJECT > length) {
                    throw new NotPlainException(file, "counts objects that it does not hold");
                }
                before = objects;
            }
        } catch (EOFException e) {
            throw new NotPlainException(file, "ends too early");
        }
    }

    /** Whether {@code name} is that of a branch, and so of a file in the repository. */
    static boolean isBranch(String name) {
        return name.startsWith(Constants.R_HEADS) && Repository.isValidRefName(name);
    }

    /** Where {@code file} leads that holds {@code before} and a path. */
    private static Path followed(Path file, String before) throws IOException {
        String text = text(file);
        if (text.length() > before.length() && text.startsWith(before)) {
            try {
                return file.resolveSibling(text.substring(before.length())).toRealPath();
            } catch (IOException | InvalidPathException e) {
                // What it names is not told.
            }
        }
        throw new NotPlainException(file, "leads nowhere");
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotPlainException(file, "is missing, or not a plain file");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8).strip();
        }
    }

    private static void requireOwned(Path path, Path folder) throws IOException {
        UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(Files.getOwner(folder)) && !owner.equals(Files.getOwner(folder.getRoot()))) {
            throw new NotPlainException(path, "belongs to somebody else");
        }
    }
}
