package dev.livedoctor.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a target fares. Nothing of it is secret.
 *
 * @param name in the configuration
 * @param kind what it is, such as {@code slack}
 * @param state OK; QUIET during its quiet hours; FAILING where it did not take the last message
 * @param waiting messages to be sent
 * @param dead messages that were given up
 * @param oldest when the first of the waiting ones was offered; absent where none waits
 * @param lastSent when it took a message last, since the start
 * @param trouble why it did not take the last one
 * @param counts since the start
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetState(
        String name,
        String kind,
        State state,
        long waiting,
        long dead,
        @Nullable Instant oldest,
        @Nullable Instant lastSent,
        @Nullable String trouble,
        Counts counts) {

    static TargetState of(TargetLane lane, OutboxDepth depth, Instant now) {
        Target target = lane.target();
        State quiet = target.isQuiet(now) ? State.QUIET : State.OK;
        return new TargetState(
                target.name(),
                target.kind().word(),
                lane.trouble().isPresent() ? State.FAILING : quiet,
                depth.waiting(),
                depth.dead(),
                depth.oldest().orElse(null),
                lane.lastSent().orElse(null),
                lane.trouble().orElse(null),
                lane.counts());
    }

    /** In one word. */
    public enum State {
        OK,
        QUIET,
        FAILING
    }

    /**
     * What happened since the start.
     *
     * @param sent messages that it took
     * @param failed attempts that failed
     * @param retried attempts after the first
     * @param dead messages that were given up
     */
    public record Counts(long sent, long failed, long retried, long dead) {}
}
