package dev.livedoctor.api;

import dev.livedoctor.chat.Cards;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.history.ReportFunction;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.ruleset.Ruleset;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.List;

/** One ruleset, ready to answer: from the bytes of a snapshot to the bytes of a report. Safe for use by many threads at once. */
public final class ReportPipeline implements ReportFunction {
    private final Ruleset ruleset;
    private final SnapshotReader reader;
    private final ReportWriter writer;
    private final ReportRenderer renderer;
    private final ReportId ids;
    private final Clock clock;

    /** A pipeline under {@code ruleset}; {@code clock} dates the reports. */
    public ReportPipeline(Ruleset ruleset, Validator validator, Clock clock, Cards cards) {
        this.ruleset = ruleset;
        this.reader = new SnapshotReader(ruleset.pack(), validator);
        this.writer = new ReportWriter(ruleset.pack().causes().values());
        this.renderer = new ReportRenderer(cards);
        this.ids = new ReportId(clock);
        this.clock = clock;
    }

    /** The rules of this pipeline. */
    public Ruleset ruleset() {
        return ruleset;
    }

    /**
     * The snapshot in {@code body}.
     *
     * @throws MalformedJsonException where it is not JSON
     * @throws InvalidSnapshotException with every violation, where it is no snapshot
     */
    public ParsedSnapshot read(byte[] body) {
        return reader.read(body);
    }

    /** The snapshot in {@code body} of {@code room}: {@code body} may leave the room out, and must not name another. */
    ParsedSnapshot read(byte[] body, String room) {
        return reader.read(body, room);
    }

    /** The report on {@code read}, with what was odd about it. */
    public Report diagnose(ParsedSnapshot read) {
        Report report = ruleset.diagnose(read.snapshot());
        return read.warnings().isEmpty() ? report : report.withWarnings(read.warnings());
    }

    @Override
    public Report diagnose(byte[] request) {
        return diagnose(read(request));
    }

    /** {@code report} with an id of its own. */
    public StoredReport assignId(Report report) {
        return new StoredReport(ids.next(), clock.instant(), report);
    }

    /** {@code report} as UTF-8 in {@code format}, with how the rules fared where {@code traces} are given. */
    public byte[] write(StoredReport report, List<RuleTrace> traces, Format format, Language language) {
        return format == Format.JSON
                ? writer.write(report.id(), report.report(), traces, language)
                : renderer.write(report, traces, format, language);
    }
}
