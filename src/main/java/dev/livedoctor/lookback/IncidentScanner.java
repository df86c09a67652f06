package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.history.RecordedFindings;
import dev.livedoctor.history.RecordedWindow;
import dev.livedoctor.history.StoredFindings;
import dev.livedoctor.lookback.PostMortem.Kind;
import dev.livedoctor.lookback.PostMortem.Moment;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.WellKnown;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Goes through the windows of a room in order of time, and notes what happened. */
final class IncidentScanner {
    /** A cause that is away for longer comes back as another incident. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int MOST_INCIDENTS = 100;
    private static final int MOST_MOMENTS = 500;
    private static final int MOST_EVENTS = 500;

    private final Curves curves;
    private final Map<String, CauseKnowledge> causes;
    private final Map<String, Run> running = new TreeMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final Set<RoomEvent> events = new LinkedHashSet<>();
    private @Nullable Status status;
    private @Nullable Window last;
    private @Nullable String zone;
    private int windows;
    private double minutes;
    private double peakViewers = Double.NaN;
    private double watched = Double.NaN;
    private double lost;
    private double orders = Double.NaN;
    private int left;
    private boolean healthy = true;

    /** The windows that show a cause, without long pauses. */
    static final class Run {
        final String cause;
        final Instant start;
        final Set<String> symptoms = new TreeSet<>();
        Instant end;
        Severity severity = Severity.INFO;
        Verdict verdict;
        double confidence;
        Scope scope;
        RecordedWindow worst;
        int windows;
        double minutes;
        double viewerMinutes = Double.NaN;

        Run(StoredFindings.Cause cause, RecordedWindow window) {
            this.cause = cause.code();
            start = window.snapshot().window().start();
            end = start;
            verdict = cause.verdict();
            scope = Scope.of(cause.scope());
            worst = window;
        }
    }

    /** A scanner of a time; {@code causes} are those that the rules in force know, by code. */
    IncidentScanner(Instant from, Instant to, Map<String, CauseKnowledge> causes) {
        curves = new Curves(from, to);
        this.causes = causes;
    }

    void add(RecordedFindings findings) {
        MetricSnapshot snapshot = findings.recorded().snapshot();
        Window window = snapshot.window();
        curves.add(snapshot);
        count(snapshot);
        if (snapshot.attributes().get(WellKnown.TIMEZONE) instanceof String told) {
            zone = told;
        }
        Window before = last;
        if (before != null) {
            Duration length = Duration.between(before.start(), before.end());
            if (Duration.between(before.end(), window.start()).compareTo(length.multipliedBy(2)) > 0) {
                note(
                        before.end(),
                        Kind.GAP,
                        new Text(
                                "Nothing was recorded until " + window.start() + ".",
                                "直到 " + window.start() + " 没有记录。"));
            }
        }
        if (before == null || window.end().isAfter(before.end())) {
            last = window;
        }
        if (findings.status() != status) {
            status = findings.status();
            healthy &= status == Status.HEALTHY;
            note(window.start(), Kind.STATUS, new Text("Status " + status, "状态 " + status));
        }
        for (RoomEvent event : snapshot.events()) {
            if (events.size() < MOST_EVENTS && events.add(event)) {
                String note = event.note() == null ? "" : ": " + event.note();
                note(event.at(), Kind.EVENT, new Text(event.type() + note, event.type() + note));
            }
        }
        StoredFindings found = findings.found();
        for (StoredFindings.Cause cause : found.causes()) {
            if (cause.likely()) {
                extend(cause, findings.recorded(), found.symptoms());
            }
        }
    }

    private void count(MetricSnapshot snapshot) {
        windows++;
        minutes += snapshot.window().minutes();
        Double viewers = snapshot.metrics().get(WellKnown.VIEWERS);
        if (viewers != null) {
            double viewerMinutes = viewers * snapshot.window().minutes();
            peakViewers = Double.isNaN(peakViewers) ? viewers : Math.max(peakViewers, viewers);
            watched = more(watched, viewerMinutes);
            lost += viewerMinutes * Math.min(1, snapshot.metrics().getOrDefault("playback.stall_ratio", 0.0));
        }
        Double paid = snapshot.metrics().get("commerce.orders");
        if (paid != null) {
            orders = more(orders, paid);
        }
    }

    private static double more(double sum, double part) {
        return Double.isNaN(sum) ? part : sum + part;
    }

    private void extend(StoredFindings.Cause cause, RecordedWindow window, List<StoredFindings.Symptom> all) {
        CauseKnowledge known = causes.get(cause.code());
        if (known != null && known.harmless()) {
            return;
        }
        // A cause is as bad as what it explains, and not as what happens beside it.
        List<StoredFindings.Symptom> symptoms = all.stream()
                .filter(symptom -> known == null || known.explains().containsKey(symptom.code()))
                .toList();
        Severity worst = symptoms.stream()
                .map(StoredFindings.Symptom::severity)
                .min(Severity::compareTo)
                .orElse(Severity.INFO);
        Window time = window.snapshot().window();
        Run run = running.get(cause.code());
        if (run == null || Duration.between(run.end, time.start()).compareTo(PAUSE) > 0) {
            if (runs.size() >= MOST_INCIDENTS) {
                left++;
                return;
            }
            run = new Run(cause, window);
            running.put(cause.code(), run);
            runs.add(run);
        }
        boolean worse =
                worst.compareTo(run.severity) < 0 || worst == run.severity && cause.confidence() > run.confidence;
        if (worse || run.windows == 0) {
            run.worst = window;
            run.scope = Scope.of(cause.scope());
            run.severity = worst.compareTo(run.severity) < 0 ? worst : run.severity;
        }
        run.confidence = Math.max(run.confidence, cause.confidence());
        run.verdict = cause.verdict().compareTo(run.verdict) < 0 ? cause.verdict() : run.verdict;
        run.end = time.end().isAfter(run.end) ? time.end() : run.end;
        run.windows++;
        run.minutes += time.minutes();
        Double viewers = window.snapshot().metrics().get(WellKnown.VIEWERS);
        if (viewers != null) {
            run.viewerMinutes = more(run.viewerMinutes, viewers * time.minutes());
        }
        for (StoredFindings.Symptom symptom : symptoms) {
            run.symptoms.add(symptom.code());
        }
    }

    private void note(Instant at, Kind kind, Text text) {
        if (moments.size() < MOST_MOMENTS) {
            moments.add(new Moment(at, kind, text));
        } else {
            left++;
        }
    }

    List<Run> runs() {
        return runs;
    }

    /** Whether the room was healthy in all windows. */
    boolean isHealthy() {
        return healthy;
    }

    List<Moment> moments() {
        return moments;
    }

    Set<RoomEvent> events() {
        return events;
    }

    List<PostMortem.Curve> curves() {
        return curves.curves();
    }

    /** Whether {@code run} was there in the last window. */
    boolean isOpen(Run run) {
        return last != null && !run.end.isBefore(last.end());
    }

    int windows() {
        return windows;
    }

    double minutes() {
        return minutes;
    }

    double peakViewers() {
        return peakViewers;
    }

    double viewerMinutes() {
        return watched;
    }

    double viewerMinutesLost() {
        return Double.isNaN(watched) ? Double.NaN : lost;
    }

    double orders() {
        return orders;
    }

    /** Where the room is at home. */
    ZoneId zone() {
        return RoomCalendar.zone(zone);
    }

    /** Incidents and moments that there was no room for. */
    int left() {
        return left;
    }
}
