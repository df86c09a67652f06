package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Action.Verification;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the first action of a cause works: what became of the metric that it should change. Of an action that nobody noted, it is not known.
 *
 * @param action its code
 * @param verify the metric, the bound, and how soon
 * @param from when it was noted that the action was taken, else when the episode was opened
 * @param noted whether it was noted that the action was taken
 * @param before the last value until then; null where it was not measured
 * @param last the last value after; null where it was not measured
 * @param good windows in a row in which it lay where it should
 * @param state what can be said
 * @param at the end of the window that says so
 */
public record ActionCheck(
        String action,
        Verification verify,
        Instant from,
        boolean noted,
        @Nullable Double before,
        @Nullable Double last,
        int good,
        State state,
        Instant at) {

    /** Whether it works. */
    public enum State {
        /** There is time left, or nobody noted that it was taken. */
        WATCHING,
        /** The metric lies where it should. */
        WORKED,
        /** The time is up, and the metric does not lie where it should. */
        FAILED,
        /** The time is up, and the metric was not measured. */
        NOT_MEASURED
    }

    /** Good values in a row that are needed: one may be a coincidence. */
    private static final int ENOUGH = 2;

    /** Of the first action that {@code candidate} asks for, from {@code from} on; null where none can be verified. */
    static @Nullable ActionCheck of(AlertCandidate candidate, Instant from, @Nullable Double before) {
        return candidate.verify() == null || candidate.action() == null
                ? null
                : new ActionCheck(
                        candidate.action(), candidate.verify(), from, false, before, null, 0, State.WATCHING, from);
    }

    /** This check after a window that ends at {@code end} and measured {@code value}; null where it measured none. */
    ActionCheck seen(@Nullable Double value, Instant end) {
        if (!end.isAfter(from)) {
            return value == null ? this : new ActionCheck(action, verify, from, noted, value, last, good, state, end);
        }
        Double known = value == null ? last : value;
        int row = value == null ? good : verify.isMet(value) ? good + 1 : 0;
        boolean late = end.isAfter(from.plus(Duration.ofMinutes(verify.withinMinutes())));
        State now = !noted
                ? State.WATCHING
                : row >= ENOUGH
                        ? State.WORKED
                        : !late ? State.WATCHING : known == null ? State.NOT_MEASURED : State.FAILED;
        return new ActionCheck(action, verify, from, noted, before, known, row, now, now == state ? at : end);
    }

    /** This check, counted from when the action was taken. */
    ActionCheck acted(String taken, Instant when) {
        return new ActionCheck(taken, verify, when, true, last == null ? before : last, null, 0, State.WATCHING, when);
    }
}
