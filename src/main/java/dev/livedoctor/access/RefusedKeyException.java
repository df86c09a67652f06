package dev.livedoctor.access;

/** A key that is none, or none any more. */
final class RefusedKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedKeyException(String what) {
        super(what);
    }
}
