package dev.livedoctor.alarm;

/** Alerts were not taken, and are to be sent again. The message has no secret. */
final class NotTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTakenException(String message) {
        super(message);
    }
}
