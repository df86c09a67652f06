package dev.livedoctor.outbound;

/** A call that got no answer. The message says why, after "could not be called:", and holds nothing secret. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    UnreachableException(String why, boolean refused) {
        super(why);
        this.refused = refused;
    }

    /** Whether it was we who did not want to call. */
    public boolean isForbidden() {
        return refused;
    }
}
