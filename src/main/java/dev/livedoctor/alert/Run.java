package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Windows one after the other that show the same. */
record Run(Instant since, Instant until, int windows) {

    /** {@code before} and {@code window}. */
    static Run of(@Nullable Run before, Window window) {
        return before == null
                ? new Run(window.start(), window.end(), 1)
                : new Run(
                        before.since,
                        window.end().isAfter(before.until) ? window.end() : before.until,
                        before.windows + 1);
    }

    Duration length() {
        return Duration.between(since, until);
    }

    boolean held(Duration time) {
        return length().compareTo(time) >= 0 && (windows > 1 || length().compareTo(Policy.LONG_WINDOW) >= 0);
    }
}
