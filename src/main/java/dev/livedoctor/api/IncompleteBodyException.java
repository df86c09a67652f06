package dev.livedoctor.api;

import java.io.IOException;

/** The client disconnected or stopped sending before its body was complete. */
public final class IncompleteBodyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IncompleteBodyException(IOException cause) {
        super("The body ended before it was whole.", cause, false, false);
    }
}
