package dev.livedoctor.adapter;

import java.util.LinkedHashSet;
import java.util.Set;

/** What of one request could not be used, and why. */
final class OtlpRejections {
    private static final int MOST_REASONS = 5;
    private static final int LONGEST = 300;

    private final Set<String> reasons = new LinkedHashSet<>();
    private long points;

    /** {@code count} points cannot be used, or 0 of them where that is only a warning. */
    void add(long count, String reason) {
        points += count;
        if (reasons.size() < MOST_REASONS) {
            reasons.add(reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason);
        }
    }

    long points() {
        return points;
    }

    /** Why, in sentences; empty where everything was used. */
    String reasons() {
        return String.join(" ", reasons);
    }
}
