package dev.livedoctor.outbound;

/** An address that nothing is sent to, whatever lies there. The message does not repeat it: such addresses hold secrets. */
public final class BadDestinationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code why} in one sentence. */
    public BadDestinationException(String why) {
        super(why);
    }
}
