package dev.livedoctor.reload;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Git cannot read some of the history of the rules; the message says where it lies. */
public final class HistoryUnreadableException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    /** Says in {@code message} what cannot be read. */
    HistoryUnreadableException(String message, IOException cause) {
        super(message, cause);
    }
}
