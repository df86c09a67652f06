package dev.livedoctor.workbench;

import dev.livedoctor.workbench.Replay.Difference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what a candidate says otherwise, and keeps the latest differences. Safe for use by many threads at once. */
public final class DifferenceCounter {
    /** Where no rule fires otherwise, a number or a word is different. */
    private static final String NO_RULE = "(thresholds or knowledge)";

    private final int most;
    private final Deque<Difference> latest = new ArrayDeque<>();
    private final Map<String, Long> byRule = new TreeMap<>();
    private long snapshots;
    private long different;

    /** A counter that keeps the latest {@code most} differences. */
    public DifferenceCounter(int most) {
        this.most = most;
    }

    /**
     * What was counted.
     *
     * @param snapshots that both were put to
     * @param different of which the candidate says something else
     * @param byRule how many snapshots each rule made different
     * @param differences the latest, in order
     */
    public record Count(long snapshots, long different, Map<String, Long> byRule, List<Difference> differences) {}

    /** Counts one snapshot. */
    public synchronized void add(Optional<Difference> difference) {
        snapshots++;
        difference.ifPresent(one -> {
            different++;
            one.verdicts().stream()
                    .flatMap(
                            verdict -> verdict.rules().isEmpty() ? List.of(NO_RULE).stream() : verdict.rules().stream())
                    .distinct()
                    .forEach(rule -> byRule.merge(rule, 1L, Long::sum));
            latest.addLast(one);
            if (latest.size() > most) {
                latest.removeFirst();
            }
        });
    }

    /** What was counted up to now. */
    public synchronized Count count() {
        return new Count(snapshots, different, new TreeMap<>(byRule), List.copyOf(latest));
    }
}
