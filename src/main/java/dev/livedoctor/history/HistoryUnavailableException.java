package dev.livedoctor.history;

import org.jspecify.annotations.Nullable;

/** The history cannot be read or written now; nothing of the request was kept. */
public final class HistoryUnavailableException extends RuntimeException {
    HistoryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
