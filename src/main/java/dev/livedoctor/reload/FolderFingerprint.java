package dev.livedoctor.reload;

import dev.livedoctor.ruleset.PackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be seen of a folder without reading its files. Two equal looks, with time between them, mean that nobody writes; on a file
 * system with fine times they mean that nothing was written.
 *
 * @param real the folder behind the symbolic links on the way to it; empty where there is none
 * @param files path within the pack to what the file system says of the file
 * @param head the git revision that is checked out; empty where there is none; what is wrong where there is no folder
 */
record FolderFingerprint(Optional<Path> real, SortedMap<String, Map<String, Object>> files, String head) {
    /** The time of change of a file's record cannot be set back, as that of its content can. */
    private static final String UNIX = "unix:dev,ino,size,lastModifiedTime,ctime";

    private static final String ANY = "fileKey,size,lastModifiedTime";

    static FolderFingerprint at(PackDirectory folder) {
        SortedMap<String, Map<String, Object>> files = new TreeMap<>();
        try {
            Path real = folder.path().toRealPath();
            String attributes =
                    real.getFileSystem().supportedFileAttributeViews().contains("unix") ? UNIX : ANY;
            PackFolder.list(folder.path()).forEach((name, file) -> files.put(name, seen(file, attributes)));
            return new FolderFingerprint(
                    Optional.of(real),
                    files,
                    GitCheckout.around(real).map(GitCheckout::head).orElse(""));
        } catch (IOException | UncheckedIOException e) {
            // What is wrong is told when the folder is read; another wrong is another look.
            return new FolderFingerprint(Optional.empty(), files, e.toString());
        }
    }

    private static Map<String, Object> seen(Path file, String attributes) {
        try {
            return Files.readAttributes(file, attributes);
        } catch (IOException e) {
            return Map.of();
        }
    }
}
