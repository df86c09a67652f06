package dev.livedoctor.command;

/** A call that is not the platform's, or not now, or not for us. */
final class RefusedCallException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int DONE = 200;

    private final Reason reason;
    private final int status;

    /** Why a call is refused, and how that is answered. */
    enum Reason {
        /** The signature is missing, or of another body or another secret. */
        FORGED(401),
        /** Signed too long ago, or in the future. */
        LATE(401),
        /** It was here already. */
        REPLAYED(401),
        OVERSIZED(413),
        /** Signed rightly, and yet nothing that the platform sends. */
        MALFORMED(400),
        /** More calls than can be told from replays. */
        FLOODED(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }
    }

    RefusedCallException(Reason reason, String detail) {
        this(reason, reason.status, detail);
    }

    private RefusedCallException(Reason reason, int status, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.status = status;
    }

    /** This refusal, answered as success: for platforms that repeat every refused call. */
    RefusedCallException quietly() {
        return new RefusedCallException(reason, DONE, String.valueOf(getMessage()));
    }

    Reason reason() {
        return reason;
    }

    /** The HTTP status. */
    int status() {
        return status;
    }
}
