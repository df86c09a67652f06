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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be said of a metric at all, with its bounds, its baseline and its sample: one reading for each way in which its flags can be set. */
final class PossibleReadings {
    /** Most metrics are judged in one of a few ways. */
    private static final Map<Judged, List<Reading>> READINGS = new ConcurrentHashMap<>();

    private final RulePack pack;

    PossibleReadings(RulePack pack) {
        this.pack = pack;
    }

    /**
     * What decides how a metric can be.
     *
     * @param worse on which side it is bad; null for an attribute
     * @param trends whether there is a window before to compare it with
     * @param baseline whether it is compared with what is usual
     * @param rises whether it may be high
     * @param falls whether it may be low
     * @param severe whether that may be severe
     * @param bounded whether a value within its bounds is known to be well
     * @param sampled whether it may be of too few
     */
    private record Judged(
            Metric.@Nullable Worse worse,
            boolean trends,
            boolean baseline,
            boolean rises,
            boolean falls,
            boolean severe,
            boolean bounded,
            boolean sampled) {

        List<Reading> readings() {
            List<Reading> readings = new ArrayList<>();
            for (Habit habit : baseline ? Habit.values() : new Habit[] {Habit.UNKNOWN}) {
                for (Trend trend : trends ? Trend.values() : new Trend[] {Trend.UNKNOWN}) {
                    if (rises) {
                        add(readings, State.HIGH, habit, trend);
                    }
                    if (falls) {
                        add(readings, State.LOW, habit, trend);
                    }
                    readings.add(reading(bounded ? State.NORMAL : State.UNJUDGED, false, false, habit, trend));
                    if (sampled) {
                        readings.add(reading(State.THIN, false, false, habit, trend));
                    }
                }
            }
            return List.copyOf(readings);
        }

        private void add(List<Reading> readings, State state, Habit habit, Trend trend) {
            readings.add(reading(state, true, false, habit, trend));
            if (severe) {
                readings.add(reading(state, true, true, habit, trend));
            }
            if (baseline && worse == (state == State.HIGH ? Metric.Worse.LOW : Metric.Worse.HIGH)) {
                // Beyond the baseline on the good side.
                readings.add(reading(state, false, false, habit, trend));
            }
        }

        private static Reading reading(State state, boolean harmful, boolean severe, Habit habit, Trend trend) {
            return new Reading(
                    "",
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

    /** The readings that {@code name}, a metric or numeric attribute, can have; they do not say of what they are. */
    List<Reading> of(String name) {
        @Nullable Metric metric = pack.metrics().get(name);
        @Nullable Bounds bounds = pack.thresholds().bounds().get(name);
        // Attributes have no baseline and no window before.
        boolean baseline = metric != null && (bounds == null || bounds.usesBaseline());
        boolean high = pack.thresholds().has(name, Bound.HIGH);
        boolean low = pack.thresholds().has(name, Bound.LOW);
        Judged judged = new Judged(
                metric == null ? null : metric.worse(),
                metric != null,
                baseline,
                // Where only one side has bounds, the other is the good one, and nothing says how far is much.
                high || baseline && !low || tolerates(bounds, metric, Tolerance::high),
                low || baseline && !high || tolerates(bounds, metric, Tolerance::low),
                pack.thresholds().has(name, Bound.SEVERE) || baseline && !hasBase(bounds),
                high || low || baseline,
                metric != null && metric.of() != null);
        return READINGS.computeIfAbsent(judged, Judged::readings);
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
}
