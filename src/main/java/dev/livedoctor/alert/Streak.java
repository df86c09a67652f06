package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Consecutive windows that show the same, from {@code since} until {@code until}. */
record Streak(Instant since, Instant until, int windows) {

    /** {@code before}, continued by {@code window}. */
    static Streak of(@Nullable Streak before, Window window) {
        return before == null
                ? new Streak(window.start(), window.end(), 1)
                : new Streak(
                        before.since,
                        window.end().isAfter(before.until) ? window.end() : before.until,
                        before.windows + 1);
    }

    Duration length() {
        return Duration.between(since, until);
    }

    boolean held(Duration time) {
        return length().compareTo(time) >= 0 && (windows > 1 || length().compareTo(AlertPolicy.LONG_WINDOW) >= 0);
    }
}
