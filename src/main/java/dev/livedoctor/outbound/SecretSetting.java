package dev.livedoctor.outbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets from settings, or from the files that settings name. */
public final class SecretSetting {
    private SecretSetting() {}

    /**
     * The value of the setting {@code name}, or else of the file that the setting {@code name-file} names; empty if neither is set.
     *
     * @throws IllegalArgumentException if both are set, or the file cannot be read or is empty
     */
    public static Optional<String> read(String name, Optional<String> text, Optional<Path> file) {
        if (text.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException("Both " + name + " and " + name + "-file are set. Which one holds?");
        }
        return text.or(() -> file.map(path -> content(name, path)));
    }

    private static String content(String name, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException(name + "-file " + file + " is empty.");
            }
            return text;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    name + "-file " + file + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
