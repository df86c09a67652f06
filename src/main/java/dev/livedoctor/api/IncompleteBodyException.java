package dev.livedoctor.api;

import java.io.IOException;

/** The client went away or fell silent before its body was whole. */
public final class IncompleteBodyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IncompleteBodyException(IOException cause) {
        super("The body ended before it was whole.", cause, false, false);
    }
}
