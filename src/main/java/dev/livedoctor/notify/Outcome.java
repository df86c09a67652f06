package dev.livedoctor.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of an attempt.
 *
 * @param how it went
 * @param why it failed, in a few words without secrets
 * @param pause how long the target wants to be left alone; empty where it does not say
 */
record Outcome(How how, String why, Optional<Duration> pause) {
    /** Taken, and done with. */
    static final Outcome TAKEN = new Outcome(How.TAKEN, "", Optional.empty());

    /** How an attempt went. */
    enum How {
        TAKEN,
        /** The target gets too much; nothing is sent to it for a while. */
        BUSY,
        /** Something may be better next time. */
        FAILED,
        /** The target said no. Some say so when they mean busy, so it is asked a few times more. */
        REFUSED,
        /** We will not call it, whatever it would say. */
        FORBIDDEN
    }

    static Outcome failed(String why) {
        return new Outcome(How.FAILED, why, Optional.empty());
    }

    static Outcome refused(String why) {
        return new Outcome(How.REFUSED, why, Optional.empty());
    }

    static Outcome forbidden(String why) {
        return new Outcome(How.FORBIDDEN, why, Optional.empty());
    }

    static Outcome busy(String why, Optional<Duration> pause) {
        return new Outcome(How.BUSY, why, pause);
    }
}
