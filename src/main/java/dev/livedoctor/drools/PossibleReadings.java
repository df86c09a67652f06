package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Reading.Habit;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Reading.Trend;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Thresholds.Bounds;
import dev.livedoctor.ruleset.Thresholds.Layer;
import dev.livedoctor.ruleset.Thresholds.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be said of a metric at all, with its bounds, its baseline and its sample: one reading for each way in which its flags can be set. */
final class PossibleReadings {
    private final RulePack pack;
    private final Map<String, List<Reading>> known = new HashMap<>();

    PossibleReadings(RulePack pack) {
        this.pack = pack;
    }

    /** The readings that {@code name}, a metric or numeric attribute, can have. */
    List<Reading> of(String name) {
        return known.computeIfAbsent(name, this::readings);
    }

    private List<Reading> readings(String name) {
        @Nullable Metric metric = pack.metrics().get(name);
        @Nullable Bounds bounds = pack.thresholds().bounds().get(name);
        // Attributes have no baseline and no window before.
        boolean baseline = metric != null && (bounds == null || bounds.usesBaseline());
        boolean high = has(bounds, Limits::high);
        boolean low = has(bounds, Limits::low);
        boolean severe = has(bounds, Limits::severe) || baseline && !(high && low);
        List<Reading> readings = new ArrayList<>();
        for (Habit habit : baseline ? Habit.values() : new Habit[] {Habit.UNKNOWN}) {
            for (Trend trend : metric == null ? new Trend[] {Trend.UNKNOWN} : Trend.values()) {
                if (high || baseline) {
                    add(readings, name, State.HIGH, baseline, severe, habit, trend);
                }
                if (low || baseline) {
                    add(readings, name, State.LOW, baseline, severe, habit, trend);
                }
                if (high || low || baseline) {
                    readings.add(reading(name, State.NORMAL, false, false, habit, trend));
                } else {
                    readings.add(reading(name, State.UNJUDGED, false, false, habit, trend));
                }
                if (metric != null && metric.of() != null) {
                    readings.add(reading(name, State.THIN, false, false, habit, trend));
                }
            }
        }
        return readings;
    }

    private static void add(
            List<Reading> readings,
            String name,
            State state,
            boolean baseline,
            boolean severe,
            Habit habit,
            Trend trend) {
        readings.add(reading(name, state, true, false, habit, trend));
        if (severe) {
            readings.add(reading(name, state, true, true, habit, trend));
        }
        if (baseline) {
            // Beyond the baseline on the good side.
            readings.add(reading(name, state, false, false, habit, trend));
        }
    }

    private static boolean has(@Nullable Bounds bounds, ToDoubleFunction<Limits> bound) {
        return bounds != null
                && Stream.concat(
                                Stream.of(bounds.base()),
                                bounds.layers().stream().map(Layer::limits))
                        .anyMatch(limits -> !Double.isNaN(bound.applyAsDouble(limits)));
    }

    private static Reading reading(
            String name, State state, boolean harmful, boolean severe, Habit habit, Trend trend) {
        return new Reading(
                name,
                Scope.ROOM,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Direction.ABOVE,
                Basis.THRESHOLD,
                -1,
                1,
                state,
                harmful,
                severe,
                habit,
                trend);
    }
}
