package dev.livedoctor.notify;

/**
 * How long it is tried.
 *
 * @param backoff the pauses
 * @param attempts after which a message is given up
 */
record RetryPolicy(Backoff backoff, int attempts) {
    /** Attempts after a refusal: some platforms refuse when they mean busy, but other messages wait behind one that is never taken. */
    private static final int REFUSALS = 3;

    static RetryPolicy of(NotificationsConfig.Retry retry) {
        return new RetryPolicy(new Backoff(retry.firstPause(), retry.longestPause()), retry.attempts());
    }

    /** Whether a message is given up after {@code attempts} of which the last ended like {@code how}. */
    boolean givesUp(DeliveryOutcome.Result how, int attempts) {
        return switch (how) {
            case TAKEN, FORBIDDEN -> true;
            case REFUSED -> attempts >= Math.min(REFUSALS, this.attempts);
            case BUSY, FAILED -> attempts >= this.attempts;
        };
    }
}
