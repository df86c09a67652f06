package dev.livedoctor.reload;

import java.io.IOException;
import java.nio.file.Path;

/** A repository is not used, for what lies in it; the message names that, and never quotes it. */
final class NotPlainException extends IOException {
    private static final long serialVersionUID = 1;

    /** Names of files may be anything: what a terminal takes for orders is not told. */
    NotPlainException(Path file, String what) {
        super(file.toString().replaceAll("\\p{Cntrl}", "?") + " " + what);
    }
}
