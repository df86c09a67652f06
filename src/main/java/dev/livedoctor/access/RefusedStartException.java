package dev.livedoctor.access;

/** A start that would be unsafe; the message says in one sentence what to set. */
public final class RefusedStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code message} says in one sentence what to set. */
    public RefusedStartException(String message) {
        super(message);
    }
}
