package dev.livedoctor.chat;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.RuleTrace.Miss;
import dev.livedoctor.diagnosis.RuleTrace.Reason;
import dev.livedoctor.diagnosis.Text;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says how rules fared, for people: all that fired, and the nearest of the others. */
final class TraceText {
    private static final int MOST_MISSES = 10;
    private static final Text FIRED = new Text("Fired:", "已触发：");
    private static final Text NEARLY = new Text("Nearly fired:", "接近触发：");
    private static final Map<Reason, Text> REASONS = Map.of(
            Reason.MISSING, new Text("was not measured", "没有测量"),
            Reason.UNMET, new Text("is not met", "不满足"),
            Reason.PRESENT, new Text("should not be there", "不应出现"),
            Reason.APART, new Text("no facts belong together", "事实之间对不上"));

    private TraceText() {}

    static Stream<String> lines(List<RuleTrace> traces, Markup markup, Language language) {
        return Stream.of(
                        Stream.of(markup.words(FIRED.in(language))),
                        traces.stream()
                                .flatMap(trace -> trace.fired().stream()
                                        .map(facts -> "- " + markup.name(trace.rule()) + ": "
                                                + facts.stream()
                                                        .map(fact -> fact(fact, markup))
                                                        .collect(Collectors.joining(", ")))),
                        Stream.of(markup.words(NEARLY.in(language))),
                        traces.stream()
                                .filter(trace -> trace.fired().isEmpty())
                                .limit(MOST_MISSES)
                                .flatMap(trace -> Stream.concat(
                                        Stream.of("- " + markup.name(trace.rule())),
                                        trace.misses().stream().map(miss -> "  - " + miss(miss, markup, language)))))
                .flatMap(lines -> lines);
    }

    private static String miss(Miss miss, Markup markup, Language language) {
        Fact nearest = miss.nearest();
        return markup.words(miss.condition()) + " "
                + Objects.requireNonNull(REASONS.get(miss.reason())).in(language)
                + (nearest == null ? "" : ": " + fact(nearest, markup))
                + (Double.isFinite(miss.distance())
                        ? " (± " + SixDigits.of(miss.distance()) + ", " + Math.round(miss.relativeDistance() * 100)
                                + " %)"
                        : "");
    }

    private static String fact(Fact fact, Markup markup) {
        String name = markup.name(fact.subject() + (fact.scope().isRoom() ? "" : " [" + fact.scope() + "]"));
        return fact instanceof Reading reading ? name + " " + SixDigits.of(reading.value()) : name;
    }
}
