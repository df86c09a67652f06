package dev.livedoctor.api;

/** There is more to do than this instance can do in time. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverloadedException(String message) {
        super(message, null, false, false);
    }
}
