package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Reading.Habit;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Reading.Trend;
import dev.livedoctor.diagnosis.Scope;
import java.util.Map;

/** Facts for the tests of this room. */
final class Facts {
    private Facts() {}

    static Reading reading(String metric, State state) {
        return reading(metric, Scope.ROOM, state, 1);
    }

    static Reading reading(String metric, State state, String dimension, String value) {
        return reading(metric, Scope.of(Map.of(dimension, value)), state, 1);
    }

    static Reading reading(String metric, Scope scope, State state, double value) {
        return reading(metric, scope, state, value, true, false, Habit.UNKNOWN, Trend.UNKNOWN);
    }

    static Reading reading(
            String metric,
            Scope scope,
            State state,
            double value,
            boolean harmful,
            boolean severe,
            Habit habit,
            Trend trend) {
        boolean off = state == State.HIGH || state == State.LOW;
        return new Reading(
                metric,
                scope,
                value,
                Double.NaN,
                Double.NaN,
                Direction.ABOVE,
                Basis.THRESHOLD,
                -1,
                scope.isRoom() ? 1 : 0.25,
                state,
                off && harmful,
                off && severe,
                habit,
                trend);
    }
}
