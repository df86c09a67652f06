package dev.livedoctor.notify;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.StoredReport;

/** Writes a report as it is answered over HTTP. */
@FunctionalInterface
public interface ReportJson {

    /** {@code report} as JSON, in UTF-8. */
    byte[] write(StoredReport report, Language language);
}
