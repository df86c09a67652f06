package dev.livedoctor.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.diagnosis.Attribute;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.RuleTrace.Miss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rules fared, as a model reads it: those that fired, then those that came nearest. */
public record TraceView(
        List<Fired> fired,
        @JsonPropertyDescription("nearest first") List<NotFired> notFired,

        @JsonPropertyDescription("how many more rules there are to tell of")
        int omitted) {
    private static final int MOST_FIRED = 20;
    private static final int MOST_NOT_FIRED = 10;

    /** A rule that fired. */
    public record Fired(String rule, String concludes, List<FactEntry> facts) {}

    /** A rule that did not. */
    public record NotFired(String rule, String concludes, List<MissEntry> misses) {}

    /** A condition that is not met. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MissEntry(
            String condition,
            RuleTrace.Reason reason,
            @Nullable FactEntry nearest,

            @JsonPropertyDescription("by how much the value is off") @Nullable
            Double by) {}

    /** What a rule looks at. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FactEntry(
            String name,
            String scope,
            @Nullable String value,
            @Nullable Double bound) {}

    static TraceView of(List<RuleTrace> traces) {
        List<Fired> fired = new ArrayList<>();
        List<NotFired> notFired = new ArrayList<>();
        for (RuleTrace trace : traces) {
            if (trace.fired().isEmpty()) {
                notFired.add(new NotFired(
                        trace.rule(),
                        trace.concludes(),
                        trace.misses().stream().map(TraceView::miss).toList()));
            }
            for (List<Fact> facts : trace.fired()) {
                fired.add(new Fired(
                        trace.rule(),
                        trace.concludes(),
                        facts.stream().map(TraceView::fact).toList()));
            }
        }
        return Truncation.fitting(MOST_FIRED, most -> first(fired, notFired, most));
    }

    private static TraceView first(List<Fired> fired, List<NotFired> notFired, int most) {
        List<Fired> some = fired.subList(0, Math.min(fired.size(), most));
        List<NotFired> others = notFired.subList(0, Math.min(notFired.size(), Math.min(most, MOST_NOT_FIRED)));
        return new TraceView(
                List.copyOf(some), List.copyOf(others), fired.size() + notFired.size() - some.size() - others.size());
    }

    private static MissEntry miss(Miss miss) {
        return new MissEntry(
                Truncation.text(miss.condition()),
                miss.reason(),
                miss.nearest() == null ? null : fact(miss.nearest()),
                Double.isFinite(miss.distance()) ? miss.distance() : null);
    }

    private static FactEntry fact(Fact fact) {
        if (fact instanceof Reading reading) {
            return new FactEntry(
                    fact.subject(),
                    Truncation.value(fact.scope()),
                    SixDigits.of(reading.value()),
                    Double.isFinite(reading.bound()) ? reading.bound() : null);
        }
        return new FactEntry(
                fact.subject(),
                Truncation.value(fact.scope()),
                fact instanceof Attribute attribute ? value(attribute) : null,
                null);
    }

    private static String value(Attribute attribute) {
        if (!attribute.text().isEmpty()) {
            return Truncation.value(attribute.text());
        }
        return Double.isNaN(attribute.number()) ? Boolean.toString(attribute.flag()) : SixDigits.of(attribute.number());
    }
}
