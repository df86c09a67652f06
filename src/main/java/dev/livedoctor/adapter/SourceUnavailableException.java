package dev.livedoctor.adapter;

/** A source that gives no answer now; the message says in a sentence why. */
final class SourceUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SourceUnavailableException(String why) {
        super(why, null, false, false);
    }
}
