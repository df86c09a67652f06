package dev.livedoctor.reload;

/** The rules cannot be changed here; the message says why, and what to do instead. */
public final class EditingClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says why in {@code message}, one sentence, and one that begins with Maybe. */
    public EditingClosedException(String message) {
        super(message);
    }
}
