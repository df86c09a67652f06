package dev.livedoctor.access;

import java.nio.file.Path;

/** A file of keys that says something else than keys. */
public final class BadKeysException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says that {@code file} has {@code problem}. */
    public BadKeysException(Path file, String problem) {
        this(file + ": " + problem);
    }

    BadKeysException(String message) {
        super(message);
    }
}
