package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.history.RecentReports;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.workbench.Shadow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Diagnoses snapshots under the rules in force and measures how long what takes. */
@ApplicationScoped
public class Diagnoses {
    private static final BiConsumer<StoredReport, MetricSnapshot> NOTHING = (report, snapshot) -> {};

    private final Supplier<Consultation> consultations;
    private final DiagnosisMetrics metrics;
    private final Shadow shadow;
    private final RecentReports recent;

    Diagnoses(Supplier<Consultation> consultations, DiagnosisMetrics metrics, Shadow shadow, RecentReports recent) {
        this.consultations = consultations;
        this.metrics = metrics;
        this.shadow = shadow;
        this.recent = recent;
    }

    /**
     * The report on the snapshot in {@code body}.
     *
     * @param explain whether to say how the rules fared
     * @throws MalformedJsonException where it is not JSON
     * @throws InvalidSnapshotException with every violation, where it is no snapshot
     */
    byte[] answer(byte[] body, Format format, Language language, boolean explain) {
        return answer(body, format, language, explain, NOTHING);
    }

    /** The same, with what happens to the report before it is answered; where that fails, nobody gets it. */
    byte[] answer(
            byte[] body,
            Format format,
            Language language,
            boolean explain,
            BiConsumer<StoredReport, MetricSnapshot> before) {
        Consultation consultation = consultations.get();
        long began = System.nanoTime();
        ReadSnapshot read;
        try {
            read = consultation.read(body);
        } catch (InvalidSnapshotException | MalformedJsonException e) {
            metrics.refused();
            throw e;
        }
        long parsed = System.nanoTime();
        Report report = consultation.diagnose(read);
        long diagnosed = System.nanoTime();
        shadow.watch(consultation.ruleset(), read.snapshot(), report);
        StoredReport stored = consultation.file(report);
        recent.add(stored, body, consultation);
        before.accept(stored, read.snapshot());
        List<RuleTrace> traces = explain ? consultation.ruleset().trace(read.snapshot()) : List.of();
        byte[] answer = consultation.write(stored, traces, format, language);
        metrics.answered(report, parsed - began, diagnosed - parsed, System.nanoTime() - diagnosed);
        return answer;
    }
}
