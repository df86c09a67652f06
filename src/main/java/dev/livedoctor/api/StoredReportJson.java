package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.notify.ReportJson;
import jakarta.inject.Singleton;

/** Writes reports that were given before, with the actions as they were then: the rules in force may have others. */
@Singleton
public final class StoredReportJson implements ReportJson {

    @Override
    public byte[] write(StoredReport report, Language language) {
        return new ReportWriter(report.report().diagnoses().stream()
                        .map(Report.Diagnosis::cause)
                        .toList())
                .write(report.id(), report.report(), language);
    }
}
