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

    private final Supplier<ReportPipeline> pipelines;
    private final DiagnosisMetrics metrics;
    private final Shadow shadow;
    private final RecentReports recent;

    Diagnoses(Supplier<ReportPipeline> pipelines, DiagnosisMetrics metrics, Shadow shadow, RecentReports recent) {
        this.pipelines = pipelines;
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

    /** The report on the snapshot in {@code body}, answered only after it was handed on; if that fails, nobody gets it. */
    byte[] answer(
            byte[] body,
            Format format,
            Language language,
            boolean explain,
            BiConsumer<StoredReport, MetricSnapshot> before) {
        ReportPipeline pipeline = pipelines.get();
        long began = System.nanoTime();
        ParsedSnapshot read;
        try {
            read = pipeline.read(body);
        } catch (InvalidSnapshotException | MalformedJsonException e) {
            metrics.refused();
            throw e;
        }
        long parsed = System.nanoTime();
        Report report = pipeline.diagnose(read);
        long diagnosed = System.nanoTime();
        shadow.watch(pipeline.ruleset(), read.snapshot(), report);
        StoredReport stored = pipeline.assignId(report);
        recent.add(stored, body, pipeline);
        before.accept(stored, read.snapshot());
        List<RuleTrace> traces = explain ? pipeline.ruleset().trace(read.snapshot()) : List.of();
        byte[] answer = pipeline.write(stored, traces, format, language);
        metrics.answered(report, parsed - began, diagnosed - parsed, System.nanoTime() - diagnosed);
        return answer;
    }
}
