package dev.livedoctor.reload;

import dev.livedoctor.ruleset.TinyPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The tiny pack in a folder, to be edited. */
public record PackOnDisk(Path folder) {
    public static final String THRESHOLDS = "thresholds.yaml";

    /** Writes the tiny pack into {@code folder}. */
    public static PackOnDisk in(Path folder) {
        PackOnDisk pack = new PackOnDisk(folder);
        pack.write(TinyPack.files());
        return pack;
    }

    public void write(Map<String, String> files) {
        files.forEach(this::write);
    }

    public void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            // At once: where the machine stands still in the middle of a write, half a file settles.
            Path whole = Files.writeString(path.resolveSibling(".whole"), text);
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What thresholds.yaml says where it calls {@code bound} a stall. */
    public static String thresholds(String bound) {
        return TinyPack.files()
                .get(THRESHOLDS)
                .replace("playback.stall_ratio: {high: 0.05", "playback.stall_ratio: {high: " + bound);
    }

    /** Calls {@code bound} a stall. */
    public void bound(String bound) {
        write(THRESHOLDS, thresholds(bound));
    }
}
