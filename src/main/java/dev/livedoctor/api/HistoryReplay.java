package dev.livedoctor.api;

import dev.livedoctor.history.History;
import dev.livedoctor.workbench.DifferenceCounter;
import dev.livedoctor.workbench.Replay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate says otherwise of recorded windows.
 *
 * @param different what that is
 * @param complete whether all windows that were asked for were put to it
 */
public record HistoryReplay(DifferenceCounter.Count different, boolean complete) {
    /** Windows that are replayed at once. */
    public static final int MOST = 20_000;

    private static final int MOST_DIFFERENCES = 1_000;

    /** Puts the windows of {@code room}, of all rooms where it is null, that begin from {@code from} until before {@code to}. */
    public static HistoryReplay of(History history, Replay replay, @Nullable String room, Instant from, Instant to) {
        DifferenceCounter counter = new DifferenceCounter(MOST_DIFFERENCES);
        int[] left = {MOST};
        boolean complete = true;
        for (String one : room == null ? history.rooms() : List.of(room)) {
            complete = complete
                    && history.forEachWhile(one, from, to, window -> {
                        if (left[0]-- == 0) {
                            return false;
                        }
                        counter.add(replay.compare(window.recorded().completed()));
                        return true;
                    });
        }
        return new HistoryReplay(counter.count(), complete);
    }
}
