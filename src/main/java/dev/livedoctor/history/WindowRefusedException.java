package dev.livedoctor.history;

/** A window lies outside of the time that is recorded. */
public final class WindowRefusedException extends RuntimeException {
    WindowRefusedException(String message) {
        super(message);
    }
}
