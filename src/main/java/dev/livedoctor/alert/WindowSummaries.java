package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.AlertTimes;
import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.WellKnown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Extracts from a report what alerts depend on. */
public final class WindowSummaries {
    private static final int MOST_METRICS = 8;

    private WindowSummaries() {}

    /**
     * The summary of {@code report}, which is stored with the id {@code id}, on {@code snapshot}.
     *
     * @param open the open episodes of the room
     * @param traits what the rules know of metrics
     */
    public static WindowSummary of(
            String id, Report report, MetricSnapshot snapshot, Collection<Episode> open, MetricTraits traits) {
        List<SymptomFound> alarming =
                report.symptoms().stream().filter(SymptomFound::alarms).toList();
        Set<String> names = names(snapshot);
        Shown shown = new Shown(names, traits);
        List<AlertCandidate> candidates = new ArrayList<>();
        Set<String> sure = new TreeSet<>();
        for (Diagnosis diagnosis : report.diagnoses()) {
            List<SymptomFound> explained = alarming.stream()
                    .filter(symptom -> symptom.causedBy().contains(diagnosis.code()))
                    .toList();
            if (!explained.isEmpty()) {
                candidates.add(candidate(diagnosis, explained, shown));
                if (diagnosis.verdict() != Verdict.POSSIBLE) {
                    explained.forEach(symptom -> sure.add(symptom.code()));
                }
            }
        }
        Map<String, List<SymptomFound>> unexplained = alarming.stream()
                .filter(symptom -> !sure.contains(symptom.code()))
                .collect(Collectors.groupingBy(SymptomFound::code));
        unexplained.values().stream()
                .map(symptoms -> candidate(symptoms, report.diagnoses(), shown))
                // Symptoms that cover others come first.
                .sorted(Comparator.<AlertCandidate>comparingInt(
                                candidate -> -candidate.symptoms().size())
                        .thenComparing(AlertCandidate::code))
                .forEach(candidates::add);
        return new WindowSummary(
                report.window(),
                candidates.isEmpty() ? "" : id,
                candidates,
                alarming.stream().map(WindowSummaries::folded).toList(),
                MetricFingerprint.of(names),
                values(candidates, open, snapshot),
                snapshot.metrics().get(WellKnown.VIEWERS),
                snapshot.events().stream().anyMatch(RoomEvent::endsBroadcast),
                false);
    }

    private static AlertCandidate candidate(Diagnosis diagnosis, List<SymptomFound> explained, Shown shown) {
        Action first = diagnosis.cause().actions().stream().findFirst().orElse(null);
        AlertTimes times = diagnosis.cause().alert();
        return new AlertCandidate(
                EpisodeKind.CAUSE,
                diagnosis.code(),
                milder(worst(explained), times),
                diagnosis.verdict(),
                diagnosis.confidence(),
                diagnosis.scope().dimensions(),
                explained.stream().map(SymptomFound::code).collect(Collectors.toCollection(TreeSet::new)),
                explained.stream().anyMatch(symptom -> symptom.causedBy().get(0).equals(diagnosis.code())),
                shown.by(explained),
                diagnosis.verdict() != Verdict.CONFIRMED && shown.isTidal(explained),
                diagnosis.cause().layer(),
                first == null ? null : first.owner(),
                first == null ? null : first.code(),
                first == null ? null : diagnosis.verifications().get(0),
                seconds(times.holds()),
                seconds(times.clears()));
    }

    /** A symptom takes its alert times from its most likely cause: nobody is called for what has time. */
    private static AlertCandidate candidate(List<SymptomFound> symptoms, List<Diagnosis> diagnoses, Shown shown) {
        SymptomFound first = symptoms.get(0);
        AlertTimes times = diagnoses.stream()
                .filter(diagnosis -> first.causedBy().indexOf(diagnosis.code()) == 0)
                .findFirst()
                .map(diagnosis -> diagnosis.cause().alert())
                .orElse(AlertTimes.USUAL);
        return AlertCandidate.symptom(
                first.code(),
                milder(worst(symptoms), times),
                first.scope().dimensions(),
                symptoms.stream()
                        .filter(symptom -> symptom.scope().isRoom())
                        .flatMap(symptom -> symptom.knowledge().covers().stream())
                        .collect(Collectors.toSet()),
                shown.by(symptoms),
                shown.isTidal(symptoms),
                seconds(times.holds()),
                seconds(times.clears()));
    }

    private static @Nullable Duration seconds(int seconds) {
        return seconds < 0 ? null : Duration.ofSeconds(seconds);
    }

    private static Severity worst(List<SymptomFound> symptoms) {
        return symptoms.stream()
                .map(SymptomFound::severity)
                .min(Comparator.naturalOrder())
                .orElse(Severity.INFO);
    }

    private static Severity milder(Severity severity, AlertTimes times) {
        return severity.compareTo(times.worst()) < 0 ? times.worst() : severity;
    }

    /** Which of the metrics that were measured show symptoms. */
    private record Shown(Set<String> names, MetricTraits traits) {
        List<String> by(List<SymptomFound> symptoms) {
            return symptoms.stream()
                    .flatMap(symptom -> symptom.evidence().stream())
                    .map(Observation::metric)
                    .flatMap(metric -> names.contains(metric)
                            ? Stream.of(metric)
                            : traits.sources().apply(metric).stream().filter(names::contains))
                    .distinct()
                    .limit(MOST_METRICS)
                    .toList();
        }

        /** Whether nothing but the tide of a room shows them. */
        boolean isTidal(List<SymptomFound> symptoms) {
            return symptoms.stream()
                    .flatMap(symptom -> symptom.evidence().stream())
                    .allMatch(one ->
                            one.basis() == Basis.BASELINE && traits.tidal().test(one.metric()));
        }
    }

    private static FoldedFinding folded(SymptomFound symptom) {
        return new FoldedFinding(
                EpisodeKind.SYMPTOM,
                symptom.code(),
                symptom.severity(),
                null,
                symptom.scope().dimensions());
    }

    /** What was measured. */
    private static Set<String> names(MetricSnapshot snapshot) {
        Set<String> names = new TreeSet<>(snapshot.metrics().keySet());
        snapshot.slices().forEach(slice -> names.addAll(slice.metrics().keySet()));
        return names;
    }

    private static Map<String, Double> values(
            List<AlertCandidate> candidates, Collection<Episode> open, MetricSnapshot snapshot) {
        Map<String, Double> values = new HashMap<>();
        for (AlertCandidate candidate : candidates) {
            if (candidate.verify() != null) {
                value(candidate.verify().metric(), candidate.scope(), snapshot, values);
            }
        }
        for (Episode episode : open) {
            if (episode.check() != null) {
                value(episode.check().verify().metric(), episode.scope(), snapshot, values);
            }
        }
        return values;
    }

    private static void value(
            String metric, Map<String, String> scope, MetricSnapshot snapshot, Map<String, Double> values) {
        Double room = snapshot.metrics().get(metric);
        if (room != null) {
            values.put(metric, room);
        }
        for (Slice slice : snapshot.slices()) {
            Double part = slice.metrics().get(metric);
            if (part != null && slice.dimensions().equals(scope)) {
                values.put(WindowSummary.name(metric, scope), part);
            }
        }
    }
}
