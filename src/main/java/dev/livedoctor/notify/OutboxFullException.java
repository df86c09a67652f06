package dev.livedoctor.notify;

/** Nothing more can be promised: the outbox has reached its limit, or its disk is full or broken. */
public final class OutboxFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutboxFullException(String message, Throwable cause) {
        super(message, cause);
    }

    OutboxFullException(String message) {
        super(message);
    }
}
