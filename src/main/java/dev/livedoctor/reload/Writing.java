package dev.livedoctor.reload;

import dev.livedoctor.ruleset.PackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Writes a pack over another: each file whole, and all of them or none, as far as a file system lets one. */
final class Writing {
    /** Hidden, so that nobody takes it for a file of the pack. */
    private static final String BESIDE = ".livedoctor-%d.tmp";

    private final Path folder;

    Writing(Path folder) {
        this.folder = folder;
    }

    /** Makes {@code after} of {@code before}. */
    void write(SortedMap<String, String> before, SortedMap<String, String> after) throws IOException {
        Map<Path, Path> written = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, String> file : after.entrySet()) {
                if (!file.getValue().equals(before.get(file.getKey()))) {
                    if (!Folder.holds(file.getKey())) {
                        throw new IOException(file.getKey() + " is no file of a pack");
                    }
                    Path target = folder.resolve(file.getKey());
                    Path whole = target.resolveSibling(BESIDE.formatted(written.size()));
                    Files.createDirectories(target.resolveSibling("."));
                    written.put(whole, target);
                    Files.write(whole, PackFile.bytes(file.getKey(), file.getValue()));
                }
            }
            // A full disk has shown itself by now.
            for (Map.Entry<Path, Path> one : written.entrySet()) {
                Files.move(one.getKey(), one.getValue(), StandardCopyOption.ATOMIC_MOVE);
            }
            List<String> gone = new ArrayList<>(before.keySet());
            gone.removeAll(after.keySet());
            for (String file : gone) {
                Files.delete(folder.resolve(file));
            }
        } finally {
            written.keySet().forEach(Writing::remove);
        }
    }

    private static void remove(Path leftover) {
        try {
            Files.deleteIfExists(leftover);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
