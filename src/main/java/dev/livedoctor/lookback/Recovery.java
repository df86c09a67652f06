package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.lookback.Incident.Measure;
import dev.livedoctor.lookback.Incident.MetricRecovery;
import dev.livedoctor.snapshot.RoomEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was done about an incident, and what the metric that its first action is verified by did then. */
record Recovery(List<Measure> measures, @Nullable MetricRecovery check) {

    /** Of {@code run}, which left {@code trace}, among the {@code events} of the room. */
    static Recovery of(IncidentScanner.Run run, Optional<RecoveryTrace> trace, Collection<RoomEvent> events) {
        return new Recovery(
                events.stream()
                        .filter(event ->
                                !event.at().isBefore(run.start) && !event.at().isAfter(run.end))
                        .sorted(Comparator.comparing(RoomEvent::at).thenComparing(RoomEvent::type))
                        .map(event -> measure(event, trace))
                        .toList(),
                trace.map(known -> check(known, run)).orElse(null));
    }

    private static Measure measure(RoomEvent event, Optional<RecoveryTrace> trace) {
        String note = event.note() == null ? "" : event.note();
        if (trace.isEmpty()) {
            return new Measure(event.at(), event.type(), note, Double.NaN, Double.NaN, null);
        }
        RecoveryTrace known = trace.get();
        Duration within = known.within();
        double before = known.median(event.at().minus(RecoveryTrace.AROUND), event.at());
        // What works takes a while: at the end of its time it counts.
        double after =
                known.median(event.at().plus(within.dividedBy(2)), event.at().plus(within));
        boolean tells =
                !Double.isNaN(before) && !Double.isNaN(after) && !known.verify().isMet(before);
        return new Measure(
                event.at(),
                event.type(),
                note,
                before,
                after,
                tells ? known.verify().isMet(after) : null);
    }

    private static @Nullable MetricRecovery check(RecoveryTrace trace, IncidentScanner.Run run) {
        Action.Verification verify = trace.verify();
        boolean above = verify.direction() == Direction.ABOVE;
        DoubleSummaryStatistics during = trace.between(run.start, run.end).summaryStatistics();
        if (during.getCount() == 0) {
            return null;
        }
        double last = trace.median(run.end, run.end.plus(RecoveryTrace.AROUND));
        return new MetricRecovery(
                verify.metric(),
                above,
                verify.bound(),
                above ? during.getMin() : during.getMax(),
                last,
                Double.isNaN(last) ? null : verify.isMet(last));
    }
}
