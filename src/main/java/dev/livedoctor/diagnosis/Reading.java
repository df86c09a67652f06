package dev.livedoctor.diagnosis;

import java.util.Set;

/**
 * A metric judged against its bound: the fact that most rules read. One metric has one reading per scope.
 *
 * @param metric name from the metric catalog (or of a numeric attribute)
 * @param scope the viewers concerned
 * @param value the number, in the metric's unit
 * @param expected what it usually is, or what the peers show; NaN where unknown
 * @param bound what it was compared with; NaN where nothing was there to compare with
 * @param direction on which side of the bound the value lies
 * @param basis where the bound comes from
 * @param sample how many the ratio is taken of; -1 where unknown
 * @param share share of the room's viewers in the scope, 0 to 1; 1 for the whole room
 * @param state what the comparison says
 * @param harmful whether that is the metric's bad direction; of a thin one, whether it is far beyond its bound
 * @param severe beyond the severe bound
 * @param habit how it compares with the baseline, whatever the bound says
 * @param trend how it moved since the window before
 * @param layer file and line of the layer of thresholds that the bound is of; empty where it is the base, or no threshold
 */
public record Reading(
        String metric,
        Scope scope,
        double value,
        double expected,
        double bound,
        Direction direction,
        Basis basis,
        long sample,
        double share,
        State state,
        boolean harmful,
        boolean severe,
        Habit habit,
        Trend trend,
        String layer)
        implements Fact {

    /** A reading that no layer of thresholds had a say in. */
    public Reading(
            String metric,
            Scope scope,
            double value,
            double expected,
            double bound,
            Direction direction,
            Basis basis,
            long sample,
            double share,
            State state,
            boolean harmful,
            boolean severe,
            Habit habit,
            Trend trend) {
        this(
                metric, scope, value, expected, bound, direction, basis, sample, share, state, harmful, severe, habit,
                trend, "");
    }

    /** This reading, judged by the bound of {@code layer}. */
    public Reading withLayer(String layer) {
        return new Reading(
                metric, scope, value, expected, bound, direction, basis, sample, share, state, harmful, severe, habit,
                trend, layer);
    }

    /** This reading, of a sample that nobody counted. */
    public Reading uncounted() {
        return new Reading(
                metric, scope, value, expected, bound, direction, basis, -1, share, state, harmful, severe, habit,
                trend, layer);
    }

    /** This reading as unjudged: its bound says nothing. */
    public Reading unjudged() {
        return new Reading(
                metric,
                scope,
                value,
                expected,
                bound,
                direction,
                basis,
                sample,
                share,
                State.UNJUDGED,
                false,
                false,
                habit,
                trend,
                layer);
    }

    /** What the comparison with the bound says. */
    public enum State {
        HIGH,
        LOW,
        NORMAL,
        /** The sample is under the guard: nothing can be said. */
        THIN,
        /** There is neither bound nor baseline, or the bound does not decide. */
        UNJUDGED
    }

    /** How the value compares with the room's own baseline. */
    public enum Habit {
        USUAL,
        UNUSUAL,
        UNKNOWN
    }

    /** How the value moved since the window before. */
    public enum Trend {
        RISING,
        FALLING,
        /** Falling to less than half. */
        HALVED,
        FLAT,
        UNKNOWN
    }

    @Override
    public String subject() {
        return metric;
    }

    /** The part of the metric's name before its first dot. */
    public String group() {
        return metric.substring(0, Math.max(0, metric.indexOf('.')));
    }

    /** What rules call the dimensions of {@link #scope()}, joined by +; empty for the whole room. */
    public String slice() {
        return scope.slice();
    }

    /** What rules call the dimensions of {@link #scope()}; empty for the whole room. */
    public Set<String> dimensions() {
        return scope.kinds();
    }

    /** Above the bound, by more than chance; rules write it as a word, as they do the others below. */
    public boolean high() {
        return state == State.HIGH;
    }

    /** Below the bound, by more than chance. */
    public boolean low() {
        return state == State.LOW;
    }

    /** Judged, and nothing bad about it: within its bounds or beyond them on the good side. */
    public boolean normal() {
        return state == State.NORMAL || (high() || low()) && !harmful;
    }

    /** Of too small a sample to say anything. */
    public boolean thin() {
        return state == State.THIN;
    }

    /** As the baseline has it; false where there is none. */
    public boolean usual() {
        return habit == Habit.USUAL;
    }

    /** Off the baseline in the metric's bad direction; false where there is no baseline. */
    public boolean unusual() {
        return habit == Habit.UNUSUAL;
    }

    /** By more than an eighth over the window before. */
    public boolean rising() {
        return trend == Trend.RISING;
    }

    /** By more than an eighth under the window before. */
    public boolean falling() {
        return trend == Trend.FALLING || halved();
    }

    /** Less than half of what it was in the window before. */
    public boolean halved() {
        return trend == Trend.HALVED;
    }

    /** Metric and scope identify a reading within a diagnosis. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Reading reading && metric.equals(reading.metric) && scope.equals(reading.scope);
    }

    @Override
    public int hashCode() {
        return 31 * metric.hashCode() + scope.hashCode();
    }
}
