package dev.livedoctor.diagnosis;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rule fared with the facts of a snapshot.
 *
 * @param rule its name
 * @param file path within the pack
 * @param line where it begins
 * @param concludes the code of the symptom or cause that it speaks of
 * @param fired the facts of each firing; empty where it did not fire
 * @param misses the conditions that were not met, as they stand in the rule; empty where it fired
 */
public record RuleTrace(
        String rule, String file, int line, String concludes, List<List<Fact>> fired, List<Miss> misses) {

    /** What fired first, then what was nearest to it. */
    public static final Comparator<RuleTrace> NEAREST_FIRST = Comparator.<RuleTrace>comparingInt(
                    trace -> trace.misses.size())
            .thenComparingInt(trace -> (int) trace.misses.stream()
                    .filter(miss -> miss.reason() == Reason.MISSING)
                    .count())
            .thenComparingDouble(trace ->
                    trace.misses.stream().mapToDouble(Miss::relativeDistance).sum())
            .thenComparing(RuleTrace::rule);

    /** Why a condition is not met. */
    public enum Reason {
        /** Nothing that it asks about was measured or known. */
        MISSING,
        /** It is there, and is not as it should be. */
        UNMET,
        /** It is there, and the rule wants it not to be. */
        PRESENT,
        /** Each condition is met, but not by facts that belong together. */
        APART
    }

    /**
     * A condition that is not met.
     *
     * @param condition in the words of the rule
     * @param line where it stands
     * @param subjects the metrics, attributes, events or symptoms that it asks about; empty where it asks about any
     * @param nearest the fact that comes nearest; null where nothing is there
     * @param constraint the part of the condition that {@code nearest} does not meet; empty where that is not what is wrong
     * @param distance how far the value is off, in its unit; NaN where that is no matter of a number
     */
    public record Miss(
            String condition,
            int line,
            Reason reason,
            List<String> subjects,
            @Nullable Fact nearest,
            String constraint,
            double distance) {

        /** How far off in shares of the bound; 1 where that is not known. */
        public double relativeDistance() {
            double bound = nearest instanceof Reading reading ? Math.abs(reading.bound()) : Double.NaN;
            double relative = Math.abs(distance) / bound;
            return Double.isFinite(relative) ? relative : 1;
        }
    }
}
