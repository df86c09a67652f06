package dev.livedoctor.notify;

import java.time.Duration;

/** So many messages within such a time. */
record RateLimit(int messages, Duration within) {

    static RateLimit perSecond(int messages) {
        return new RateLimit(messages, Duration.ofSeconds(1));
    }

    static RateLimit perMinute(int messages) {
        return new RateLimit(messages, Duration.ofMinutes(1));
    }
}
