package dev.livedoctor.api;

import dev.livedoctor.chat.Cards;
import dev.livedoctor.chat.ReportText;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.history.StoredReport;
import java.util.List;

/** Writes reports for people. Cards have no room for how the rules fared. */
final class Messages {
    private static final ReportText PLAIN = ReportText.plain();
    private static final ReportText MARKDOWN = ReportText.markdown();

    private Messages() {}

    /** What most clients never ask for is loaded when the first one does. */
    private static final class Lazy {
        private static final Cards CARDS = new Cards();
    }

    /** {@code report} as UTF-8 in {@code format}, which is not JSON. */
    static byte[] write(StoredReport report, List<RuleTrace> traces, Format format, Language language) {
        return switch (format) {
            case TEXT -> PLAIN.write(report.id(), report.report(), traces, language);
            case MARKDOWN -> MARKDOWN.write(report.id(), report.report(), traces, language);
            default -> Lazy.CARDS.render(format.platform(), report.id(), report.report(), language);
        };
    }
}
