package dev.livedoctor.reload;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
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

    private RepositoryGuard() {}

    /** Whether {@code git} is one. */
    static boolean is(Path git) {
        try {
            return Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)
                    && ELSEWHERE.stream().noneMatch(file -> Files.exists(git.resolve(file), LinkOption.NOFOLLOW_LINKS))
                    && isShort(git.resolve(Constants.HEAD))
                    && isShort(git.resolve(Constants.CONFIG))
                    && namesBranch(Files.readString(git.resolve(Constants.HEAD)).strip())
                    && holdsOnlyFiles(git);
        } catch (IOException e) {
            return false;
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

    /** No links, and no pipes, which would keep whoever reads them waiting. */
    private static boolean holdsOnlyFiles(Path git) throws IOException {
        boolean[] only = {true};
        Files.walkFileTree(git, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                // Of objects there are many, and none is taken for what it is not.
                boolean objects =
                        OBJECTS.matcher(git.relativize(folder).toString()).matches();
                return objects ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                only[0] = attributes.isRegularFile();
                return only[0] ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return only[0];
    }
}
