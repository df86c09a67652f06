package dev.livedoctor.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ended an episode.
 *
 * @param by why it is closed
 * @param since from when on there was nothing of it
 * @param detail the action that was noted, or the codes of what is there instead; null where there is none
 */
public record Ending(By by, Instant since, @Nullable String detail) {

    /** Why an episode is closed. */
    public enum By {
        /** Its symptoms are gone after somebody noted an action, and what the action should change has changed. */
        ACTION_WORKED,
        /** Its symptoms are gone. */
        RECOVERED,
        /** Its symptoms go on, and something else explains them. */
        OTHER_CAUSE,
        /** Its symptoms go on, and nothing speaks for it any more. */
        NO_LONGER_SHOWN,
        /** No window has measured it for so long that nothing can be said of it. */
        NOT_MEASURED,
        /** The room reports again. */
        RESUMED,
        /** The broadcast ended: announced, usual at this time of day, or after a long gap. */
        BROADCAST_ENDED,
        /** A window that came late showed that it had not held. */
        WITHDRAWN
    }
}
