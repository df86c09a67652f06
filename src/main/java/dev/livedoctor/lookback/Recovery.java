package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.history.History;
import dev.livedoctor.lookback.Incident.Check;
import dev.livedoctor.lookback.Incident.Measure;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was done about an incident, and what the metric that its first action is verified by did then. */
record Recovery(List<Measure> measures, @Nullable Check check) {
    private static final Duration AROUND = Duration.ofMinutes(10);

    private record Point(Instant at, double value) {}

    static Recovery of(
            History history,
            String room,
            Inquest.Run run,
            @Nullable CauseKnowledge knowledge,
            Collection<RoomEvent> events) {
        List<RoomEvent> during = events.stream()
                .filter(event -> !event.at().isBefore(run.start) && !event.at().isAfter(run.end))
                .sorted(Comparator.comparing(RoomEvent::at).thenComparing(RoomEvent::type))
                .toList();
        if (knowledge == null || knowledge.actions().isEmpty()) {
            return new Recovery(
                    during.stream()
                            .map(event ->
                                    new Measure(event.at(), event.type(), note(event), Double.NaN, Double.NaN, null))
                            .toList(),
                    null);
        }
        Action.Verification verify = knowledge.actions().get(0).verify();
        Duration within = Duration.ofMinutes(verify.withinMinutes());
        List<Point> points = new ArrayList<>();
        Instant until = run.end.plus(within.compareTo(AROUND) > 0 ? within : AROUND);
        history.windows(room, run.start.minus(AROUND), until, recorded -> {
            double value = value(recorded.snapshot(), verify.metric(), run.scope);
            if (!Double.isNaN(value)) {
                points.add(new Point(recorded.snapshot().window().start(), value));
            }
        });
        List<Measure> measures = new ArrayList<>();
        for (RoomEvent event : during) {
            double before = median(points, event.at().minus(AROUND), event.at());
            // What works takes a while: at the end of its time it counts.
            double after = median(
                    points, event.at().plus(within.dividedBy(2)), event.at().plus(within));
            boolean known = !Double.isNaN(before) && !Double.isNaN(after) && !meets(verify, before);
            measures.add(new Measure(
                    event.at(), event.type(), note(event), before, after, known ? meets(verify, after) : null));
        }
        return new Recovery(measures, check(verify, run, points));
    }

    private static @Nullable Check check(Action.Verification verify, Inquest.Run run, List<Point> points) {
        boolean above = verify.direction() == Direction.ABOVE;
        double[] during = points.stream()
                .filter(point -> !point.at.isBefore(run.start) && point.at.isBefore(run.end))
                .mapToDouble(Point::value)
                .toArray();
        if (during.length == 0) {
            return null;
        }
        double worst = above
                ? Arrays.stream(during).min().getAsDouble()
                : Arrays.stream(during).max().getAsDouble();
        double last = median(points, run.end, run.end.plus(AROUND));
        return new Check(
                verify.metric(), above, verify.bound(), worst, last, Double.isNaN(last) ? null : meets(verify, last));
    }

    private static boolean meets(Action.Verification verify, double value) {
        return verify.direction() == Direction.ABOVE ? value >= verify.bound() : value <= verify.bound();
    }

    private static String note(RoomEvent event) {
        return event.note() == null ? "" : event.note();
    }

    /** The metric among those concerned, weighted by viewers; of the room where it was not measured among them. */
    private static double value(MetricSnapshot snapshot, String metric, Scope scope) {
        double sum = 0;
        double weights = 0;
        if (!scope.isRoom()) {
            for (Slice slice : snapshot.slices()) {
                Map<String, Double> metrics = slice.metrics();
                Double value = metrics.get(metric);
                if (value != null && scope.contains(slice.dimensions())) {
                    double weight = Math.max(1, metrics.getOrDefault("audience.viewers", 1.0));
                    sum += value * weight;
                    weights += weight;
                }
            }
        }
        return weights > 0 ? sum / weights : snapshot.metrics().getOrDefault(metric, Double.NaN);
    }

    private static double median(List<Point> points, Instant from, Instant to) {
        double[] values = points.stream()
                .filter(point -> !point.at.isBefore(from) && point.at.isBefore(to))
                .mapToDouble(Point::value)
                .sorted()
                .toArray();
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }
}
