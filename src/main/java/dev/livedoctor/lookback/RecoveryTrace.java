package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.WellKnown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Median;

/** What the metric did that the first action of a cause is verified by: among those concerned, from just before a run until it must have helped. */
final class RecoveryTrace {
    /** What counts as just before and just after. */
    static final Duration AROUND = Duration.ofMinutes(10);

    private final Action.Verification verify;
    private final Scope scope;
    private final Instant from;
    private final Instant until;
    private final List<Point> points = new ArrayList<>();

    private record Point(Instant at, double value) {}

    private RecoveryTrace(IncidentScanner.Run run, Action.Verification verify) {
        this.verify = verify;
        scope = run.scope;
        from = run.start.minus(AROUND);
        until = run.end.plus(within().compareTo(AROUND) > 0 ? within() : AROUND);
    }

    /** Of {@code run}; empty where its cause has no action. */
    static Optional<RecoveryTrace> of(IncidentScanner.Run run, Optional<CauseKnowledge> knowledge) {
        return knowledge
                .filter(cause -> !cause.actions().isEmpty())
                .map(cause -> new RecoveryTrace(run, cause.actions().get(0).verify()));
    }

    Action.Verification verify() {
        return verify;
    }

    /** The time that the action gives itself. */
    Duration within() {
        return Duration.ofMinutes(verify.withinMinutes());
    }

    Instant from() {
        return from;
    }

    Instant until() {
        return until;
    }

    /** Takes a window, wherever it lies. */
    void add(MetricSnapshot snapshot) {
        Instant at = snapshot.window().start();
        if (at.isBefore(from) || !at.isBefore(until)) {
            return;
        }
        double value = value(snapshot);
        if (!Double.isNaN(value)) {
            points.add(new Point(at, value));
        }
    }

    /** The metric among those concerned, weighted by viewers; of the room where it was not measured among them. */
    private double value(MetricSnapshot snapshot) {
        double sum = 0;
        double weights = 0;
        if (!scope.isRoom()) {
            for (Slice slice : snapshot.slices()) {
                Map<String, Double> metrics = slice.metrics();
                Double value = metrics.get(verify.metric());
                if (value != null && scope.contains(slice.dimensions())) {
                    double weight = Math.max(1, metrics.getOrDefault(WellKnown.VIEWERS, 1.0));
                    sum += value * weight;
                    weights += weight;
                }
            }
        }
        return weights > 0 ? sum / weights : snapshot.metrics().getOrDefault(verify.metric(), Double.NaN);
    }

    /** What it was in windows that begin from {@code begin} until before {@code end}. */
    DoubleStream between(Instant begin, Instant end) {
        return points.stream()
                .filter(point -> !point.at.isBefore(begin) && point.at.isBefore(end))
                .mapToDouble(Point::value);
    }

    /** The median of them; not a number where there are none. */
    double median(Instant begin, Instant end) {
        return Median.withDefaults().evaluate(between(begin, end).toArray());
    }
}
