package dev.livedoctor.api;

import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.history.History;
import dev.livedoctor.history.RecentReports;
import dev.livedoctor.history.RecordedWindow;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.workbench.Shadow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Records snapshots, and diagnoses them with what is usual in their rooms. */
@ApplicationScoped
public class Recordings {
    private final Supplier<ReportPipeline> pipelines;
    private final History history;
    private final DiagnosisMetrics metrics;
    private final Shadow shadow;
    private final RecentReports recent;

    Recordings(
            Supplier<ReportPipeline> pipelines,
            History history,
            DiagnosisMetrics metrics,
            Shadow shadow,
            RecentReports recent) {
        this.pipelines = pipelines;
        this.history = history;
        this.metrics = metrics;
        this.shadow = shadow;
        this.recent = recent;
    }

    /**
     * Begins to record the snapshot in {@code body}. What is returned waits until it is durable, and then gives the report.
     *
     * @param room its room, which the body may leave out
     * @param explain whether to say how the rules fared
     * @throws MalformedJsonException where it is not JSON
     * @throws InvalidSnapshotException with every violation, where it is no snapshot, or of another room
     * @throws dev.livedoctor.history.WindowRefusedException where its window is too old or in the future
     */
    Supplier<byte[]> record(String room, byte[] body, Format format, Language language, boolean explain) {
        ReportPipeline pipeline = pipelines.get();
        long began = System.nanoTime();
        ParsedSnapshot read;
        try {
            read = pipeline.read(body, room);
        } catch (InvalidSnapshotException | MalformedJsonException e) {
            metrics.refused();
            throw e;
        }
        MetricSnapshot sent = read.snapshot();
        history.checkAccepted(sent.window());
        RulePack pack = pipeline.ruleset().pack();
        Map<String, Double> usual = history.baselineValues(sent, new PackTraits(pack));
        ParsedSnapshot completed = new ParsedSnapshot(RecordedWindow.completed(sent, usual), read.warnings());
        long parsed = System.nanoTime();
        Report report = pipeline.diagnose(completed);
        long diagnosed = System.nanoTime();
        StoredReport fresh = pipeline.assignId(report);
        CompletableFuture<RecordedWindow> recording =
                history.record(sent, usual, fresh, new MetricTraits(pack::sources, pack::isTidal));
        return () -> {
            RecordedWindow recorded = History.await(recording);
            StoredReport stored = fresh;
            if (recorded.report().equals(fresh.id())) {
                shadow.watch(pipeline.ruleset(), completed.snapshot(), report);
            } else {
                // It was recorded before, and is diagnosed with what was usual then.
                stored = new StoredReport(
                        recorded.report(),
                        recorded.taken(),
                        pipeline.diagnose(new ParsedSnapshot(recorded.completed(), read.warnings())));
            }
            recent.add(stored);
            long durable = System.nanoTime();
            List<RuleTrace> traces = explain ? pipeline.ruleset().trace(recorded.completed()) : List.of();
            byte[] answer = pipeline.write(stored, traces, format, language);
            metrics.answered(report, parsed - began, diagnosed - parsed, System.nanoTime() - durable);
            return answer;
        };
    }

    /** Records a snapshot that does not come by an HTTP request for a report; the report is in JSON and English. */
    public Supplier<byte[]> record(String room, byte[] body) {
        return record(room, body, Format.JSON, Language.EN, false);
    }
}
