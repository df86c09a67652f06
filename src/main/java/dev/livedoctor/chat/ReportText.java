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
        Brief brief = Brief.of(id, report, language, DetailLevel.FULL, Optional.empty());
        BriefText briefText = new BriefText(markup, language);
        Lines lines = new Lines();
        lines.add((markup == Markup.MARKDOWN ? "## " : "") + briefText.heading(brief));
        lines.add(brief.window());
        lines.paragraph(markup.words(brief.summary()));
        brief.unexplained().forEach(evidence -> lines.add("- " + briefText.evidence(evidence)));
        for (Brief.Cause cause : brief.causes()) {
            lines.paragraph(cause.rank() + ". " + briefText.cause(cause));
            cause.evidence().forEach(evidence -> lines.add("   - " + briefText.evidence(evidence)));
            cause.action().ifPresent(action -> {
                lines.add("   - " + briefText.action(action));
                action.steps().forEach(step -> lines.add("     - " + markup.words(step)));
                if (!action.doNot().isEmpty()) {
                    lines.add("   - " + briefText.doNot(action));
                }
            });
        }
        if (!brief.measureNext().isEmpty()) {
            lines.paragraph(briefText.measureNext(brief.measureNext()));
        }
        brief.warnings().forEach(warning -> lines.paragraph(markup.words(warning)));
        if (!traces.isEmpty()) {
            lines.paragraph("");
            TraceText.lines(traces, markup, language).forEach(lines::add);
        }
        lines.paragraph(briefText.source(brief));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
