package dev.livedoctor.chat;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.RuleTrace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes reports as short messages for a phone: the state, up to three causes with what decided them, what to do first. */
public final class ReportText {
    private final Markup markup;

    private ReportText(Markup markup) {
        this.markup = markup;
    }

    /** Messages without markup. */
    public static ReportText plain() {
        return new ReportText(Markup.PLAIN);
    }

    /** Messages in Markdown. */
    public static ReportText markdown() {
        return new ReportText(Markup.MARKDOWN);
    }

    /** The message as UTF-8, with how the rules fared where {@code traces} are given. */
    public byte[] write(String id, Report report, List<RuleTrace> traces, Language language) {
        Brief brief = Brief.of(id, report, language, Detail.FULL, Optional.empty());
        Wording wording = new Wording(markup, language);
        Lines lines = new Lines();
        lines.add((markup == Markup.MARKDOWN ? "## " : "") + wording.heading(brief));
        lines.add(brief.window());
        lines.paragraph(markup.words(brief.summary()));
        for (Brief.Cause cause : brief.causes()) {
            lines.paragraph(cause.rank() + ". " + wording.cause(cause));
            cause.evidence().ifPresent(evidence -> lines.add("   - " + wording.evidence(evidence)));
            cause.action().ifPresent(action -> {
                lines.add("   - " + wording.action(action));
                action.steps().forEach(step -> lines.add("     - " + markup.words(step)));
                if (!action.doNot().isEmpty()) {
                    lines.add("   - " + wording.doNot(action));
                }
            });
        }
        if (!brief.measureNext().isEmpty()) {
            lines.paragraph(wording.measureNext(brief.measureNext()));
        }
        brief.warnings().forEach(warning -> lines.paragraph(markup.words(warning)));
        if (!traces.isEmpty()) {
            lines.paragraph("");
            TraceText.lines(traces, markup, language).forEach(lines::add);
        }
        lines.paragraph(wording.source(brief));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
