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
import dev.livedoctor.ruleset.Thresholds.Bound;
import dev.livedoctor.ruleset.Thresholds.Bounds;
import dev.livedoctor.ruleset.Thresholds.Deviation;
import dev.livedoctor.ruleset.Thresholds.Tolerance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
        boolean high = pack.thresholds().has(name, Bound.HIGH);
        boolean low = pack.thresholds().has(name, Bound.LOW);
        // Where only one side has bounds, the other is the good one, and nothing says how far is much.
        boolean mayRise = high || baseline && !low || tolerates(bounds, metric, Tolerance::high);
        boolean mayFall = low || baseline && !high || tolerates(bounds, metric, Tolerance::low);
        boolean severe = pack.thresholds().has(name, Bound.SEVERE) || baseline && !hasBase(bounds);
        List<Reading> readings = new ArrayList<>();
        for (Habit habit : baseline ? Habit.values() : new Habit[] {Habit.UNKNOWN}) {
            for (Trend trend : metric == null ? new Trend[] {Trend.UNKNOWN} : Trend.values()) {
                if (mayRise) {
                    add(readings, name, State.HIGH, baseline, severe, habit, trend);
                }
                if (mayFall) {
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

    /** Whether the metric has a tolerance of its own on this side. */
    private boolean tolerates(@Nullable Bounds bounds, @Nullable Metric metric, Function<Tolerance, Deviation> side) {
        if (bounds == null || bounds.tolerance() == null || metric == null) {
            return false;
        }
        Tolerance usual = pack.thresholds().tolerances().get(metric.unit());
        return usual == null || !side.apply(bounds.tolerance()).equals(side.apply(usual));
    }

    private static boolean hasBase(@Nullable Bounds bounds) {
        return bounds != null
                && !(Double.isNaN(bounds.base().high())
                        && Double.isNaN(bounds.base().low()));
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
