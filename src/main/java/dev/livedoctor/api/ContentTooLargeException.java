package dev.livedoctor.api;

/** A body or line over the limit. */
public final class ContentTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContentTooLargeException(String what, long limit) {
        super(what + " may have " + limit + " bytes at most.", null, false, false);
    }
}
