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
record DeliveryOutcome(Result how, String why, Optional<Duration> pause) {
    /** Taken, and done with. */
    static final DeliveryOutcome TAKEN = new DeliveryOutcome(Result.TAKEN, "", Optional.empty());

    /** How an attempt went. */
    enum Result {
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

    static DeliveryOutcome failed(String why) {
        return new DeliveryOutcome(Result.FAILED, why, Optional.empty());
    }

    static DeliveryOutcome refused(String why) {
        return new DeliveryOutcome(Result.REFUSED, why, Optional.empty());
    }

    static DeliveryOutcome forbidden(String why) {
        return new DeliveryOutcome(Result.FORBIDDEN, why, Optional.empty());
    }

    static DeliveryOutcome busy(String why, Optional<Duration> pause) {
        return new DeliveryOutcome(Result.BUSY, why, pause);
    }
}
