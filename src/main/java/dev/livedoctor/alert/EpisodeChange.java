package dev.livedoctor.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in an episode.
 *
 * @param id ascending in the order of all changes
 * @param at by the time of the windows
 * @param what happened
 * @param detail a word or two, such as the new severity; null where there is nothing to add
 * @param episode as it was after that
 */
public record EpisodeChange(
        long id, Instant at, Type what, @Nullable String detail, Episode episode) {

    /** What happened. */
    public enum Type {
        OPENED,
        /** It is more severe. */
        WORSE,
        /** It comes and goes. */
        FLAPPING,
        /** It does not come and go any more. */
        STEADY,
        /** It is a consequence of another episode, which stands for it from now on. */
        FOLDED,
        /** The episode that stood for it is closed. */
        UNFOLDED,
        /** Somebody noted that an action was taken. */
        ACTED,
        /** What the action should change has changed. */
        WORKED,
        /** The time is up, and it has not. */
        FAILED,
        CLOSED
    }
}
