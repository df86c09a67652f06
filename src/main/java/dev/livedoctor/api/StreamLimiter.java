package dev.livedoctor.api;

import java.util.HashMap;
import java.util.Map;

/** Limits live streams in all and for each client, so that no client shuts out the others. */
final class StreamLimiter {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    StreamLimiter(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Opens one of {@code client}.
     *
     * @throws OverloadedException where that would be too many
     */
    synchronized void begin(String client) {
        int ofOne = open.getOrDefault(client, 0);
        if (ofOne >= mostOfOne) {
            throw new OverloadedException(
                    "As many live views as one client may have are open: " + mostOfOne + ". Maybe close some?");
        }
        if (all >= most) {
            throw new OverloadedException("As many live views as this instance takes on are open.");
        }
        open.put(client, ofOne + 1);
        all++;
    }

    /** Closes one of {@code client}. */
    synchronized void end(String client) {
        all--;
        open.computeIfPresent(client, (any, count) -> count == 1 ? null : count - 1);
    }
}
