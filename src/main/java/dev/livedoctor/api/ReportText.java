package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Urgency;
import dev.livedoctor.diagnosis.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes reports as short messages for a phone: the state, up to three causes with what decided them, what to do first. */
final class ReportText {
    private static final int MOST_CAUSES = 3;
    private static final int MOST_MEASUREMENTS = 3;

    private static final Map<Status, Text> STATUSES = Map.of(
            Status.HEALTHY, new Text("HEALTHY", "正常"),
            Status.WATCH, new Text("WATCH", "需关注"),
            Status.DEGRADED, new Text("DEGRADED", "异常"),
            Status.CRITICAL, new Text("CRITICAL", "严重"),
            Status.UNKNOWN, new Text("UNKNOWN", "无法判断"));
    private static final Map<Verdict, Text> VERDICTS = Map.of(
            Verdict.CONFIRMED, new Text("confirmed", "已确认"),
            Verdict.LIKELY, new Text("likely", "很可能"),
            Verdict.POSSIBLE, new Text("possible", "可能"),
            Verdict.RULED_OUT, new Text("ruled out", "已排除"),
            Verdict.UNTESTABLE, new Text("untestable", "无法验证"));
    private static final Map<Owner, Text> OWNERS = Map.of(
            Owner.HOST, new Text("host", "主播"),
            Owner.OPERATIONS, new Text("operations", "运营"),
            Owner.NETWORK, new Text("network", "网络"),
            Owner.PLATFORM, new Text("platform", "平台"),
            Owner.CONTENT, new Text("content", "内容"),
            Owner.COMMERCE, new Text("commerce", "商品"),
            Owner.PAYMENT, new Text("payment", "支付"),
            Owner.DATA, new Text("data", "数据"));
    private static final Map<Urgency, Text> URGENCIES = Map.of(
            Urgency.NOW, new Text("now", "立即"),
            Urgency.THIS_BROADCAST, new Text("this broadcast", "本场"),
            Urgency.NEXT_BROADCAST, new Text("next broadcast", "下场"));
    private static final Text ABOVE = new Text("above", "高于");
    private static final Text BELOW = new Text("below", "低于");
    private static final Text DO_NOT = new Text("Do not: ", "注意：");
    private static final Text MEASURE_NEXT = new Text("Measure next: ", "接下来测量：");
    private static final Text REPORT = new Text("Report ", "报告 ");

    /** The message as UTF-8; {@code format} is TEXT or MARKDOWN. */
    byte[] write(String id, Report report, Format format, Language language) {
        return write(id, report, List.of(), format, language);
    }

    /** The message as UTF-8, with how the rules fared where {@code traces} are given. */
    byte[] write(String id, Report report, List<RuleTrace> traces, Format format, Language language) {
        Markup markup = format == Format.MARKDOWN ? Markup.MARKDOWN : Markup.PLAIN;
        return new Message(markup, language).of(id, report, traces).getBytes(StandardCharsets.UTF_8);
    }

    /** One message in the making. */
    private record Message(Markup markup, Language language, StringBuilder out) {
        Message(Markup markup, Language language) {
            this(markup, language, new StringBuilder(1_024));
        }

        String of(String id, Report report, List<RuleTrace> traces) {
            line(markup.heading(Objects.requireNonNull(STATUSES.get(report.status()))
                            .in(language) + " · " + markup.words(report.room())));
            line(report.window().start() + " – " + report.window().end());
            line("");
            line(markup.words(ScopeWords.summary(report, language)));
            int rank = 0;
            for (Report.Diagnosis diagnosis : report.diagnoses()
                    .subList(0, Math.min(MOST_CAUSES, report.diagnoses().size()))) {
                line("");
                cause(++rank, diagnosis);
            }
            measureNext(report.measureNext());
            report.warnings().stream().limit(MOST_CAUSES).forEach(warning -> {
                line("");
                line(markup.words(warning.message().in(language)));
            });
            if (!traces.isEmpty()) {
                line("");
                TraceText.lines(traces, markup, language).forEach(this::line);
            }
            line("");
            line(REPORT.in(language) + markup.name(id) + " · "
                    + markup.words(report.rules().pack()));
            return out.toString();
        }

        private void cause(int rank, Report.Diagnosis diagnosis) {
            Scope scope = diagnosis.scope();
            line(rank + ". " + markup.strong(words(diagnosis.cause().title(), scope)) + " "
                    + markup.name(diagnosis.code())
                    + " · "
                    + Objects.requireNonNull(VERDICTS.get(diagnosis.verdict())).in(language)
                    + " " + Math.round(diagnosis.confidence() * 100) + " %"
                    + (scope.dimensions().isEmpty() ? "" : " · " + markup.name(scope.toString())));
            diagnosis.evidence().stream().findFirst().ifPresent(deciding -> line("   - " + observation(deciding)));
            diagnosis.cause().actions().stream().findFirst().ifPresent(action -> action(action, scope, rank == 1));
        }

        private String observation(Observation observation) {
            Object observed = observation.observed();
            String seen = markup.name(observation.metric()) + " "
                    + (observed instanceof Double number ? SixDigits.of(number) : markup.words(observed.toString()));
            if (observation.bound() == null || observation.direction() == null) {
                return seen;
            }
            return seen + (language == Language.ZH ? "，" : ", ")
                    + (observation.direction() == Direction.ABOVE ? ABOVE : BELOW).in(language) + " "
                    + SixDigits.of(observation.bound());
        }

        /** All steps for the first cause; the others have time. */
        private void action(Action action, Scope scope, boolean whole) {
            line("   - " + markup.strong(words(action.title(), scope)) + " · "
                    + Objects.requireNonNull(OWNERS.get(action.owner())).in(language) + " · "
                    + Objects.requireNonNull(URGENCIES.get(action.urgency())).in(language));
            if (whole) {
                for (String step : action.steps(language)) {
                    line("     - " + markup.words(ScopeWords.fill(step, scope, language)));
                }
                line("   - " + DO_NOT.in(language) + words(action.doNot(), scope));
            }
        }

        private void measureNext(List<Report.Measurement> measurements) {
            if (!measurements.isEmpty()) {
                line("");
                line(MEASURE_NEXT.in(language)
                        + String.join(
                                ", ",
                                measurements.stream()
                                        .limit(MOST_MEASUREMENTS)
                                        .map(measurement -> markup.name(measurement.metric()))
                                        .toList()));
            }
        }

        private String words(Text text, Scope scope) {
            return markup.words(ScopeWords.fill(text.in(language), scope, language));
        }

        private void line(String line) {
            out.append(line).append('\n');
        }
    }
}
