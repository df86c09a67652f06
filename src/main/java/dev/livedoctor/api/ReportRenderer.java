package dev.livedoctor.api;

import dev.livedoctor.chat.Cards;
import dev.livedoctor.chat.ReportText;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.history.StoredReport;
import java.util.List;

/** Writes reports for people. Cards have no room for how the rules fared. */
record ReportRenderer(Cards cards) {
    private static final ReportText PLAIN = ReportText.plain();
    private static final ReportText MARKDOWN = ReportText.markdown();

    /** {@code report} as UTF-8 in {@code format}, which is not JSON. */
    byte[] write(StoredReport report, List<RuleTrace> traces, Format format, Language language) {
        return switch (format) {
            case TEXT -> PLAIN.write(report.id(), report.report(), traces, language);
            case MARKDOWN -> MARKDOWN.write(report.id(), report.report(), traces, language);
            default -> cards.render(format.platform(), report.id(), report.report(), language);
        };
    }
}
