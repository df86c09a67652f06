package dev.livedoctor.history;

import dev.livedoctor.snapshot.MetricSnapshot;

/** The room's window is recorded already, with other content. */
public final class ConflictingWindowException extends RuntimeException {
    ConflictingWindowException(MetricSnapshot snapshot) {
        super("The window " + snapshot.window().start() + " to "
                + snapshot.window().end() + " of room " + snapshot.room() + " is recorded with other content."
                + " What was acknowledged stays as it is. Maybe send the correction with other times?");
    }
}
