package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers that are no cards, for the platforms from which somebody can ask: what a report rests on, what to do next, and words of any
 * kind. As with cards, nothing in them marks anything up or mentions anybody. Safe for use by many threads at once.
 */
public final class FollowUpMessages {
    private static final int MOST_OF_A_TEXT = 200;
    private static final int MOST_CAUSES = 3;
    private static final int MOST_EVIDENCE = 5;
    private static final int MOST_AGAINST = 3;
    private static final int MOST_OTHERS = 3;
    private static final int MOST_STEPS = 8;
    private static final int MOST_MEASUREMENTS = 5;

    private static final Text AGAINST = new Text("against it: ", "反面证据：");
    private static final Text RULED_OUT = new Text("Ruled out: ", "已排除：");
    private static final Text UNTESTABLE = new Text("Cannot be decided: ", "无法判定：");
    private static final Text NEEDS = new Text("needs ", "需要 ");
    private static final Text DECIDES = new Text("decides about ", "可判定 ");
    private static final Text WITHIN = new Text("worked if within %d min: ", "%d 分钟内达到即有效：");
    private static final Text NOTHING_TO_DO = new Text("There is nothing to do.", "无需处理。");

    /** {@code lines} as an incoming webhook of {@code platform} takes them. */
    public ObjectNode words(Platform platform, List<String> lines) {
        Markup markup = WebhookMessage.markup(platform);
        return WebhookMessage.of(platform, lines.stream().map(markup::words).toList());
    }

    /** What the diagnoses of {@code report} rest on. */
    public ObjectNode why(Platform platform, Report report, Language language) {
        return WebhookMessage.of(platform, why(report, new BriefText(WebhookMessage.markup(platform), language)));
    }

    /** What to do about {@code report} first, and what to measure. */
    public ObjectNode next(Platform platform, Report report, Language language) {
        return WebhookMessage.of(platform, next(report, new BriefText(WebhookMessage.markup(platform), language)));
    }

    private static String heading(Report report, BriefText briefText) {
        return briefText
                .markup()
                .strong(Labels.emoji(report.status()) + " "
                        + Labels.status(report.status()).in(briefText.language()) + " · "
                        + briefText.markup().words(SafeLine.of(report.room(), MOST_OF_A_TEXT)));
    }

    private static DetailLevel detail() {
        return new DetailLevel(MOST_CAUSES, MOST_CAUSES, MOST_STEPS, MOST_MEASUREMENTS, 0, MOST_OF_A_TEXT);
    }

    private static List<String> why(Report report, BriefText briefText) {
        Markup markup = briefText.markup();
        Language language = briefText.language();
        List<String> lines = new ArrayList<>();
        lines.add(heading(report, briefText));
        if (report.diagnoses().isEmpty()) {
            lines.add(markup.words(ScopeWords.summary(report, language)));
            report.symptoms().forEach(symptom -> {
                lines.add(markup.words(symptom.knowledge().title().in(language)));
                lines.addAll(seen(symptom.evidence(), MOST_EVIDENCE, "🔬 ", report.rules(), briefText));
            });
        }
        int rank = 0;
        for (Report.Diagnosis diagnosis : Brief.first(report.diagnoses(), MOST_CAUSES)) {
            lines.add("");
            lines.add(briefText.ranked(Brief.cause(++rank, diagnosis, report.rules(), language, detail())));
            lines.addAll(seen(diagnosis.evidence(), MOST_EVIDENCE, "🔬 ", report.rules(), briefText));
            lines.addAll(seen(
                    diagnosis.counterEvidence(),
                    MOST_AGAINST,
                    "⚖️ " + AGAINST.in(language),
                    report.rules(),
                    briefText));
        }
        if (!report.ruledOut().isEmpty() || !report.untestable().isEmpty()) {
            lines.add("");
        }
        for (Report.RuledOut one : Brief.first(report.ruledOut(), MOST_OTHERS)) {
            lines.add("❌ " + RULED_OUT.in(language) + markup.name(one.cause())
                    + one.because().stream()
                            .findFirst()
                            .map(seen -> " – " + seen(seen, report.rules(), briefText))
                            .orElse(""));
        }
        for (Report.Untestable one : Brief.first(report.untestable(), MOST_OTHERS)) {
            lines.add("❔ " + UNTESTABLE.in(language) + markup.name(one.cause()) + " – " + NEEDS.in(language)
                    + Brief.first(one.needs(), MOST_OTHERS).stream()
                            .map(need -> measurement(need, report.rules(), briefText))
                            .collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static String measurement(String metric, Report.Rules rules, BriefText briefText) {
        return briefText.measurement(Brief.measurement(metric, rules, briefText.language(), MOST_OF_A_TEXT));
    }

    private static List<String> seen(
            List<Observation> observations, int most, String mark, Report.Rules rules, BriefText briefText) {
        return Brief.first(observations, most).stream()
                .map(one -> mark + seen(one, rules, briefText))
                .toList();
    }

    private static String seen(Observation one, Report.Rules rules, BriefText briefText) {
        Language language = briefText.language();
        String line = briefText.evidence(Brief.evidence(one, rules, language, MOST_OF_A_TEXT));
        return one.expected() == null || !Brief.standard(one, rules, language).isEmpty()
                ? line
                : line
                        + (language == Language.ZH ? "，" : ", ")
                        + Labels.USUALLY.in(language)
                        + MetricFormat.of(one.metric(), rules, language).of(one.expected(), null);
    }

    private static String names(List<String> names, Markup markup) {
        return Brief.first(names, MOST_OTHERS).stream().map(markup::name).collect(Collectors.joining(", "));
    }

    private static List<String> next(Report report, BriefText briefText) {
        Markup markup = briefText.markup();
        Language language = briefText.language();
        List<String> lines = new ArrayList<>();
        lines.add(heading(report, briefText));
        int rank = 0;
        for (Report.Diagnosis diagnosis : Brief.first(report.diagnoses(), MOST_CAUSES)) {
            Brief.Cause cause = Brief.cause(++rank, diagnosis, report.rules(), language, detail());
            lines.add("");
            lines.add(briefText.ranked(cause));
            cause.action().ifPresent(action -> lines.addAll(briefText.task(action)));
            diagnosis.verifications().stream()
                    .findFirst()
                    .ifPresent(verify -> lines.add(check(verify, report.rules(), briefText)));
        }
        if (!report.measureNext().isEmpty()) {
            lines.add("");
        }
        for (Report.Measurement one : Brief.first(report.measureNext(), MOST_MEASUREMENTS)) {
            lines.add("📏 " + Labels.MEASURE_NEXT.in(language) + measurement(one.metric(), report.rules(), briefText)
                    + " – " + DECIDES.in(language) + names(one.decides(), markup));
        }
        if (lines.size() == 1) {
            lines.add(markup.words(ScopeWords.summary(report, language)));
            lines.add(NOTHING_TO_DO.in(language));
        }
        return lines;
    }

    private static String check(Verification verify, Report.Rules rules, BriefText briefText) {
        Language language = briefText.language();
        return "✅ " + WITHIN.in(language).formatted(verify.withinMinutes())
                + measurement(verify.metric(), rules, briefText) + " "
                + Labels.direction(verify.direction()).in(language) + " "
                + MetricFormat.of(verify.metric(), rules, language).of(verify.bound(), null);
    }
}
