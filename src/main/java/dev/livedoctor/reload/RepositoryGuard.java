package dev.livedoctor.reload;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Tells repositories in which everything lies within. Who may write into a folder of rules may write into the repository in it, too, and
 * JGit would read and write wherever that leads.
 */
final class RepositoryGuard {
    /** Of HEAD and of the configuration; git's own have some hundred. */
    private static final int MOST_BYTES = 1 << 14;

    private static final String SYMBOLIC = "ref: ";
    /** The files that lead git to another place. */
    private static final List<String> ELSEWHERE = List.of("commondir", "gitdir", "objects/info/alternates");

    private static final Pattern OBJECTS = Pattern.compile(Constants.OBJECTS + ".[0-9a-f]{2}");

    /** The files and folders that tell what is checked out. */
    private static final List<String> READ =
            List.of(Constants.HEAD, Constants.CONFIG, "packed-refs", "refs", "reftable", "shallow");

    private static final String LEADS = "gitdir: ";
    private static final Pattern INCLUDE = Pattern.compile("(?i)\\[\\s*include");

    private RepositoryGuard() {}

    /** Whether {@code git} is one. */
    static boolean is(Path git) {
        try {
            return Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)
                    && ELSEWHERE.stream().noneMatch(file -> Files.exists(git.resolve(file), LinkOption.NOFOLLOW_LINKS))
                    && isShort(git.resolve(Constants.HEAD))
                    && isShort(git.resolve(Constants.CONFIG))
                    && namesBranch(Files.readString(git.resolve(Constants.HEAD)).strip())
                    && !INCLUDE.matcher(Files.readString(git.resolve(Constants.CONFIG)))
                            .find()
                    && holdsOnly(git, EnumSet.noneOf(FileVisitOption.class), BasicFileAttributes::isRegularFile);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The repository that {@code git} is or, as a file or a link, leads to, where nothing in it would keep a reader waiting. One around
     * {@code folder} must belong to who owns the folder, or to the administrator, as git wants it: anybody may put one into a folder that
     * all may write into.
     */
    static Optional<Path> behind(Path git, Path folder) {
        try {
            Path real = followed(git, LEADS);
            Path shared = followed(real.resolve(Constants.COMMONDIR_FILE), "");
            boolean ours = git.startsWith(folder) || owned(git, folder) && owned(real, folder);
            return ours && waitsForNobody(real) && waitsForNobody(shared) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where {@code file} leads that holds {@code before} and a path; the folder it lies in or is itself where it is no such file. */
    private static Path followed(Path file, String before) throws IOException {
        if (Files.isDirectory(file)) {
            return file.toRealPath();
        }
        if (!Files.exists(file)) {
            return file.resolveSibling(".").toRealPath();
        }
        String text = Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                ? Files.readString(file).strip()
                : "";
        if (text.isEmpty() || !text.startsWith(before)) {
            throw new IOException(file + " leads nowhere");
        }
        return file.resolveSibling(text.substring(before.length())).toRealPath();
    }

    private static boolean owned(Path path, Path folder) throws IOException {
        UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        return owner.equals(Files.getOwner(folder)) || owner.equals(Files.getOwner(folder.getRoot()));
    }

    /** Whether what is read of {@code repository} to find what is checked out keeps nobody waiting. */
    private static boolean waitsForNobody(Path repository) throws IOException {
        for (String name : READ) {
            if (Files.exists(repository.resolve(name), LinkOption.NOFOLLOW_LINKS)
                    && holdsPipe(repository.resolve(name))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsPipe(Path folder) throws IOException {
        return !holdsOnly(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), file -> !file.isOther());
    }

    /** @throws IOException where an object of {@code git} would keep a reader waiting; there are many, so only who reads some asks */
    static void requireObjects(Path git) throws IOException {
        Path objects = followed(git.resolve(Constants.COMMONDIR_FILE), "").resolve(Constants.OBJECTS);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(objects)) {
            for (Path folder : folders) {
                if (holdsPipe(folder)) {
                    throw new IOException(folder + " holds something that is not a file");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isShort(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MOST_BYTES;
    }

    private static boolean namesBranch(String head) {
        return ObjectId.isId(head)
                || head.startsWith(SYMBOLIC + Constants.R_HEADS)
                        && Repository.isValidRefName(head.substring(SYMBOLIC.length()));
    }

    /** Whether all files are of this kind: no pipes, which would keep whoever reads them waiting, and, where it wants so, no links. */
    private static boolean holdsOnly(Path git, Set<FileVisitOption> links, Predicate<BasicFileAttributes> kind)
            throws IOException {
        boolean[] only = {true};
        Files.walkFileTree(git, links, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                // Of objects there are many: who reads them looks at them.
                boolean objects =
                        OBJECTS.matcher(git.relativize(folder).toString()).matches();
                return objects ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                only[0] = kind.test(attributes);
                return only[0] ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return only[0];
    }
}
