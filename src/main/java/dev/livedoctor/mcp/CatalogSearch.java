package dev.livedoctor.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.livedoctor.chat.ScopeWords;
import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Thresholds;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalog as a model reads it: what matches a search, in detail where that is little. */
public record CatalogSearch(
        @JsonPropertyDescription("how many match in all") int total, List<Entry> entries) {
    private static final int MOST = 40;
    /** As many are told in detail. */
    private static final int FEW = 3;

    /** What a name is of. */
    public enum Kind {
        METRIC,
        ATTRIBUTE,
        SYMPTOM,
        CAUSE
    }

    /** Something with a name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            Kind kind,
            String name,
            String title,

            @JsonPropertyDescription("unit and range of a metric, or the values of an attribute") @Nullable
            String values,

            @JsonPropertyDescription("when a metric is bad") @Nullable
            String threshold,

            @JsonPropertyDescription("of symptoms and causes, where few match") @Nullable
            Detail detail) {}

    /** What is known of a symptom or cause. */
    public record Detail(
            String meaning,
            String viewersNotice,
            String howToConfirm,
            String knownGaps,
            List<String> needs,
            List<ReportView.ActionEntry> actions) {}

    static CatalogSearch of(RulePack pack, String search, @Nullable Kind kind, Language language) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        List<Function<Boolean, Entry>> matching = Stream.of(
                        entries(pack.symptoms().values(), symptom -> symptom(symptom, language)),
                        entries(pack.causes().values(), cause -> cause(cause, language)),
                        entries(pack.metrics().values(), metric -> detailed -> metric(metric, pack)),
                        entries(pack.attributes().values(), attribute -> detailed -> attribute(attribute)))
                .flatMap(Function.identity())
                .filter(entry -> matches(entry.apply(false), wanted, kind))
                .toList();
        return new CatalogSearch(
                matching.size(),
                matching.stream()
                        .limit(MOST)
                        .map(entry -> entry.apply(matching.size() <= FEW))
                        .toList());
    }

    /** Each as what says it, in detail or not. */
    private static <T> Stream<Function<Boolean, Entry>> entries(
            Collection<T> things, Function<T, Function<Boolean, Entry>> entry) {
        return things.stream().map(entry);
    }

    private static boolean matches(Entry entry, String wanted, @Nullable Kind kind) {
        return (kind == null || entry.kind == kind)
                && (entry.name.toLowerCase(Locale.ROOT).contains(wanted)
                        || entry.title.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Function<Boolean, Entry> symptom(SymptomKnowledge one, Language language) {
        return detailed -> new Entry(
                Kind.SYMPTOM,
                one.code(),
                one.title().in(language),
                null,
                null,
                detailed
                        ? new Detail(
                                one.meaning().in(language),
                                one.viewers().in(language),
                                one.confirm().in(language),
                                one.gaps().in(language),
                                List.of(),
                                List.of())
                        : null);
    }

    private static Function<Boolean, Entry> cause(CauseKnowledge one, Language language) {
        return detailed -> new Entry(
                Kind.CAUSE,
                one.code(),
                words(one.title(), language),
                null,
                null,
                detailed
                        ? new Detail(
                                words(one.meaning(), language),
                                words(one.viewers(), language),
                                words(one.confirm(), language),
                                words(one.gaps(), language),
                                one.needs(),
                                one.actions().stream()
                                        .map(action -> ReportView.action(action, action.verify(), Scope.ROOM, language))
                                        .toList())
                        : null);
    }

    private static String words(Text text, Language language) {
        return ScopeWords.fill(text.in(language), Scope.ROOM, language);
    }

    private static Entry metric(Metric metric, RulePack pack) {
        Thresholds.@Nullable Bounds bounds = pack.thresholds().bounds().get(metric.name());
        return new Entry(
                Kind.METRIC,
                metric.name(),
                metric.meaning(),
                metric.unit().name().toLowerCase(Locale.ROOT) + ", "
                        + metric.unit().range(),
                bounds == null ? null : threshold(bounds.base()),
                null);
    }

    private static @Nullable String threshold(Thresholds.Limits limits) {
        String high = Double.isNaN(limits.high()) ? "" : "above " + SixDigits.of(limits.high());
        String low = Double.isNaN(limits.low()) ? "" : "below " + SixDigits.of(limits.low());
        String both = high + (high.isEmpty() || low.isEmpty() ? "" : " or ") + low;
        return both.isEmpty() ? null : both;
    }

    private static Entry attribute(AttributeDefinition attribute) {
        return new Entry(Kind.ATTRIBUTE, attribute.name(), attribute.meaning(), attribute.expectation(), null, null);
    }
}
