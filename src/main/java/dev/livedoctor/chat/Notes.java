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
public final class Notes {
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
    private static final Text USUALLY = new Text("usually ", "平时 ");
    private static final Text WITHIN = new Text("worked if within %d min: ", "%d 分钟内达到即有效：");
    private static final Text NOTHING_TO_DO = new Text("There is nothing to do.", "无需处理。");

    /** {@code lines} as an incoming webhook of {@code platform} takes them. */
    public ObjectNode words(Platform platform, List<String> lines) {
        Markup markup = Envelope.markup(platform);
        return Envelope.of(platform, lines.stream().map(markup::words).toList());
    }

    /** What the diagnoses of {@code report} rest on. */
    public ObjectNode why(Platform platform, Report report, Language language) {
        return Envelope.of(platform, new Why(Envelope.markup(platform), language).lines(report));
    }

    /** What to do about {@code report} first, and what to measure. */
    public ObjectNode next(Platform platform, Report report, Language language) {
        return Envelope.of(platform, new Next(Envelope.markup(platform), language).lines(report));
    }

    private static String heading(Report report, Wording wording) {
        return wording.markup()
                .strong(Labels.emoji(report.status()) + " "
                        + Labels.status(report.status()).in(wording.language()) + " · "
                        + wording.markup().words(Line.of(report.room(), MOST_OF_A_TEXT)));
    }

    private static Detail detail() {
        return new Detail(MOST_CAUSES, MOST_CAUSES, MOST_STEPS, MOST_MEASUREMENTS, 0, MOST_OF_A_TEXT);
    }

    /** What a report rests on. */
    private record Why(Markup markup, Language language, Wording wording) {
        Why(Markup markup, Language language) {
            this(markup, language, new Wording(markup, language));
        }

        List<String> lines(Report report) {
            List<String> lines = new ArrayList<>();
            lines.add(heading(report, wording));
            if (report.diagnoses().isEmpty()) {
                lines.add(markup.words(ScopeWords.summary(report, language)));
                report.symptoms().forEach(symptom -> {
                    lines.add(markup.words(symptom.knowledge().title().in(language)));
                    seen(symptom.evidence(), MOST_EVIDENCE, "🔬 ", lines);
                });
            }
            int rank = 0;
            for (Report.Diagnosis diagnosis : first(report.diagnoses(), MOST_CAUSES)) {
                lines.add("");
                lines.add(wording.ranked(Brief.cause(++rank, diagnosis, language, detail())));
                seen(diagnosis.evidence(), MOST_EVIDENCE, "🔬 ", lines);
                seen(diagnosis.counterEvidence(), MOST_AGAINST, "⚖️ " + AGAINST.in(language), lines);
            }
            others(report, lines);
            return lines;
        }

        private void others(Report report, List<String> lines) {
            if (!report.ruledOut().isEmpty() || !report.untestable().isEmpty()) {
                lines.add("");
            }
            for (Report.RuledOut one : first(report.ruledOut(), MOST_OTHERS)) {
                lines.add("❌ " + RULED_OUT.in(language) + markup.name(one.cause())
                        + one.because().stream()
                                .findFirst()
                                .map(seen -> " – " + seen(seen))
                                .orElse(""));
            }
            for (Report.Untestable one : first(report.untestable(), MOST_OTHERS)) {
                lines.add("❔ " + UNTESTABLE.in(language) + markup.name(one.cause()) + " – " + NEEDS.in(language)
                        + names(one.needs()));
            }
        }

        private void seen(List<Observation> observations, int most, String mark, List<String> lines) {
            first(observations, most).forEach(one -> lines.add(mark + seen(one)));
        }

        private String seen(Observation one) {
            String line = wording.evidence(Brief.evidence(one, language, MOST_OF_A_TEXT));
            return one.expected() == null
                    ? line
                    : line
                            + (language == Language.ZH ? "，" : ", ")
                            + USUALLY.in(language)
                            + SixDigits.of(one.expected());
        }

        private String names(List<String> names) {
            return first(names, MOST_OTHERS).stream().map(markup::name).collect(Collectors.joining(", "));
        }
    }

    /** What to do, and what to measure. */
    private record Next(Markup markup, Language language, Wording wording) {
        Next(Markup markup, Language language) {
            this(markup, language, new Wording(markup, language));
        }

        List<String> lines(Report report) {
            List<String> lines = new ArrayList<>();
            lines.add(heading(report, wording));
            int rank = 0;
            for (Report.Diagnosis diagnosis : first(report.diagnoses(), MOST_CAUSES)) {
                Brief.Cause cause = Brief.cause(++rank, diagnosis, language, detail());
                lines.add("");
                lines.add(wording.ranked(cause));
                cause.action().ifPresent(action -> lines.addAll(wording.task(action)));
                diagnosis.verifications().stream().findFirst().ifPresent(verify -> lines.add(check(verify)));
            }
            if (!report.measureNext().isEmpty()) {
                lines.add("");
            }
            for (Report.Measurement one : first(report.measureNext(), MOST_MEASUREMENTS)) {
                lines.add("📏 " + Labels.MEASURE_NEXT.in(language) + markup.name(one.metric()) + " – "
                        + DECIDES.in(language)
                        + first(one.decides(), MOST_OTHERS).stream()
                                .map(markup::name)
                                .collect(Collectors.joining(", ")));
            }
            if (lines.size() == 1) {
                lines.add(markup.words(ScopeWords.summary(report, language)));
                lines.add(NOTHING_TO_DO.in(language));
            }
            return lines;
        }

        private String check(Verification verify) {
            return "✅ " + WITHIN.in(language).formatted(verify.withinMinutes()) + markup.name(verify.metric()) + " "
                    + Labels.direction(verify.direction()).in(language) + " " + SixDigits.of(verify.bound());
        }
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
