package dev.livedoctor.chat;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.AlertTimes;
import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Urgency;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reports in which every text is of the test's choice. */
final class Reports {
    static final String ID = "019a5b1c-0000-7000-8000-000000000001";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Reports() {}

    /** A report with {@code causes} causes and as many of everything else, in the words of {@code texts}. */
    static Report of(Status status, int causes, int steps, Supplier<String> texts) {
        List<Report.Diagnosis> diagnoses =
                Stream.generate(() -> diagnosis(steps, texts)).limit(causes).toList();
        return new Report(
                texts.get(),
                new Window(NOON.minusSeconds(60), NOON),
                status,
                text(texts),
                Stream.generate(() -> symptom(texts)).limit(causes).toList(),
                diagnoses,
                List.of(),
                List.of(),
                Stream.generate(() -> new Report.Measurement(texts.get(), List.of()))
                        .limit(causes)
                        .toList(),
                Stream.generate(() -> new Report.Warning("UNKNOWN_METRIC", texts.get(), null, text(texts)))
                        .limit(causes)
                        .toList(),
                new Report.Rules(texts.get(), "sha256:" + "c34ce1ae7122".repeat(6), null, Map.of()));
    }

    private static Report.SymptomFound symptom(Supplier<String> texts) {
        return new Report.SymptomFound(
                new SymptomKnowledge(
                        texts.get(),
                        Severity.MAJOR,
                        List.of(),
                        text(texts),
                        text(texts),
                        text(texts),
                        text(texts),
                        text(texts)),
                Severity.MAJOR,
                scope(texts),
                List.of(),
                List.of(),
                null);
    }

    private static Report.Diagnosis diagnosis(int steps, Supplier<String> texts) {
        List<String> words = Stream.generate(texts).limit(steps).toList();
        Action action = new Action(
                texts.get(),
                text(texts),
                Owner.NETWORK,
                Urgency.NOW,
                words,
                words,
                text(texts),
                true,
                new Action.Verification(texts.get(), Direction.BELOW, 0.02, 5),
                text(texts));
        return new Report.Diagnosis(
                new CauseKnowledge(
                        texts.get(),
                        "network",
                        0,
                        false,
                        Map.of(),
                        List.of(),
                        text(texts),
                        text(texts),
                        text(texts),
                        text(texts),
                        text(texts),
                        List.of(action),
                        AlertTimes.USUAL),
                Verdict.CONFIRMED,
                0.99,
                scope(texts),
                List.of(),
                List.of(new Observation(
                        texts.get(),
                        scope(texts),
                        texts.get(),
                        null,
                        0.03,
                        Direction.ABOVE,
                        Basis.THRESHOLD,
                        null,
                        Weight.DECISIVE,
                        texts.get(),
                        "")),
                List.of(),
                List.of(action.verify()));
    }

    private static Scope scope(Supplier<String> texts) {
        return Scope.of(Map.of(texts.get(), texts.get()));
    }

    private static Text text(Supplier<String> texts) {
        return new Text(texts.get() + " {scope}", texts.get() + " {scope}");
    }
}
