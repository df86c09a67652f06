package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.ruleset.Ruleset;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** One ruleset, ready to answer: from the bytes of a snapshot to the bytes of a report. Safe for use by many threads at once. */
public final class Consultation {
    private final Ruleset ruleset;
    private final SnapshotReader reader;
    private final ReportWriter writer;
    private final ReportText text;
    private final ReportId ids;

    /** A consultation under {@code ruleset}; {@code clock} dates the reports' ids and nothing else. */
    public Consultation(Ruleset ruleset, Validator validator, Clock clock) {
        this.ruleset = ruleset;
        this.reader = new SnapshotReader(ruleset.pack(), validator);
        this.writer = new ReportWriter(ruleset.pack().causes().values());
        this.text = new ReportText();
        this.ids = new ReportId(clock);
    }

    /** The rules of this consultation. */
    public Ruleset ruleset() {
        return ruleset;
    }

    /**
     * The snapshot in {@code body}.
     *
     * @throws MalformedJsonException where it is not JSON
     * @throws InvalidSnapshotException with every violation, where it is no snapshot
     */
    public ReadSnapshot read(byte[] body) {
        return reader.read(body);
    }

    /** The report on {@code read}, with what was odd about it. */
    public Report diagnose(ReadSnapshot read) {
        Report report = ruleset.diagnose(read.snapshot());
        if (read.warnings().isEmpty()) {
            return report;
        }
        List<Report.Warning> warnings = new ArrayList<>(report.warnings());
        warnings.addAll(read.warnings());
        return new Report(
                report.room(),
                report.window(),
                report.status(),
                report.summary(),
                report.symptoms(),
                report.diagnoses(),
                report.ruledOut(),
                report.untestable(),
                report.measureNext(),
                warnings,
                report.rules());
    }

    /** {@code report} as UTF-8 in {@code format}, with an id of its own. */
    public byte[] write(Report report, Format format, Language language) {
        String id = ids.next();
        return format == Format.JSON ? writer.write(id, report, language) : text.write(id, report, format, language);
    }

    /** The same, with how the rules fared. */
    public byte[] write(Report report, List<RuleTrace> traces, Format format, Language language) {
        String id = ids.next();
        return format == Format.JSON
                ? writer.write(id, report, traces, language)
                : text.write(id, report, traces, format, language);
    }
}
