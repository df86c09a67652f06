package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Diagnoses snapshots under the rules in force and measures how long what takes. */
@ApplicationScoped
public class Diagnoses {
    private final Supplier<Consultation> consultations;
    private final DiagnosisMetrics metrics;

    Diagnoses(Supplier<Consultation> consultations, DiagnosisMetrics metrics) {
        this.consultations = consultations;
        this.metrics = metrics;
    }

    /**
     * The report on the snapshot in {@code body}.
     *
     * @throws MalformedJsonException where it is not JSON
     * @throws InvalidSnapshotException with every violation, where it is no snapshot
     */
    byte[] answer(byte[] body, Format format, Language language) {
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
        byte[] answer = consultation.write(report, format, language);
        metrics.answered(report, parsed - began, diagnosed - parsed, System.nanoTime() - diagnosed);
        return answer;
    }
}
