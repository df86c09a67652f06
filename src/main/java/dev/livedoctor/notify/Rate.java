package dev.livedoctor.notify;

import java.time.Duration;

/** So many messages within such a time. */
record Rate(int messages, Duration within) {

    static Rate perSecond(int messages) {
        return new Rate(messages, Duration.ofSeconds(1));
    }

    static Rate perMinute(int messages) {
        return new Rate(messages, Duration.ofMinutes(1));
    }
}
