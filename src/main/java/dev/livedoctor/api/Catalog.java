package dev.livedoctor.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.MetricTerm;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.EffectiveLimits;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.ruleset.Thresholds;
import dev.livedoctor.ruleset.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule pack knows, as a client sees it.
 *
 * @param rules which pack
 * @param metrics what a snapshot may measure
 * @param attributes what a snapshot may say of a room
 * @param symptoms what may be wrong
 * @param causes why, and what to do
 */
public record Catalog(
        RulesEntry rules,
        List<MetricEntry> metrics,
        List<AttributeEntry> attributes,
        Collection<SymptomKnowledge> symptoms,
        Collection<CauseKnowledge> causes) {

    /** What {@code ruleset} knows, with the thresholds that hold where {@code attributes} are known. */
    static Catalog of(Ruleset ruleset, Map<String, Object> attributes) {
        RulePack pack = ruleset.pack();
        return new Catalog(
                new RulesEntry(pack.name(), pack.version(), ruleset.revision()),
                pack.metrics().values().stream()
                        .map(metric -> MetricEntry.of(
                                metric,
                                pack.terms().get(metric.name()),
                                pack.thresholds().bounds().get(metric.name()),
                                pack.thresholds().effective(metric.name(), attributes)))
                        .toList(),
                pack.attributes().values().stream()
                        .map(attribute -> AttributeEntry.of(
                                attribute,
                                pack.thresholds().bounds().get(attribute.name()),
                                pack.thresholds().effective(attribute.name(), attributes)))
                        .toList(),
                pack.symptoms().values(),
                pack.causes().values());
    }

    /**
     * Which rules these are.
     *
     * @param revision of the git checkout that they lie in; null where there is none
     */
    public record RulesEntry(
            String pack, String version, @Nullable String revision) {}

    /**
     * A metric.
     *
     * @param title what people call it; absent where the pack does not say so
     * @param of the count that a ratio is taken of
     * @param derived how it is computed where it is not given
     * @param threshold when it is bad; absent where only the baseline says so
     * @param effective what holds for the room that was asked for; absent where only the baseline says so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MetricEntry(
            String name,
            @Nullable Text title,
            Unit unit,
            String range,
            Metric.Worse worse,
            @Nullable String of,
            Metric.@Nullable Derivation derived,
            String means,
            @Nullable ThresholdEntry threshold,
            @Nullable EffectiveEntry effective) {

        static MetricEntry of(
                Metric metric,
                @Nullable MetricTerm term,
                Thresholds.@Nullable Bounds bounds,
                EffectiveLimits effective) {
            return new MetricEntry(
                    metric.name(),
                    term == null ? null : term.title(),
                    metric.unit(),
                    metric.unit().range(),
                    metric.worse(),
                    metric.of(),
                    metric.derivation(),
                    metric.meaning(),
                    bounds == null ? null : ThresholdEntry.of(bounds),
                    EffectiveEntry.of(bounds, effective));
        }
    }

    /**
     * An attribute.
     *
     * @param threshold when it is high or low; absent where it is no number, or has no bounds
     * @param effective what holds for the room that was asked for; absent where nothing does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AttributeEntry(
            String name,
            AttributeDefinition.Type type,
            List<String> values,
            boolean derived,
            String meaning,
            @Nullable ThresholdEntry threshold,
            @Nullable EffectiveEntry effective) {

        static AttributeEntry of(
                AttributeDefinition attribute, Thresholds.@Nullable Bounds bounds, EffectiveLimits effective) {
            return new AttributeEntry(
                    attribute.name(),
                    attribute.type(),
                    attribute.values(),
                    attribute.derived(),
                    attribute.meaning(),
                    bounds == null ? null : ThresholdEntry.of(bounds),
                    EffectiveEntry.of(bounds, effective));
        }
    }

    /**
     * What holds for one room.
     *
     * @param chain the layers that hold, the most specific first; each bound is that of the first which names it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EffectiveEntry(
            @Nullable BoundEntry high,
            @Nullable BoundEntry low,
            @Nullable BoundEntry severe,
            List<ChainEntry> chain) {

        static @Nullable EffectiveEntry of(Thresholds.@Nullable Bounds bounds, EffectiveLimits effective) {
            if (bounds == null && effective.layers().isEmpty()) {
                return null;
            }
            List<ChainEntry> chain = new ArrayList<>();
            effective.layers().forEach(layer -> chain.add(ChainEntry.of(layer)));
            if (bounds != null) {
                chain.add(new ChainEntry(
                        "base",
                        bounds.origin().file(),
                        bounds.origin().line(),
                        List.of(),
                        Limits.of(bounds.base()),
                        bounds.why(),
                        bounds.source()));
            }
            return new EffectiveEntry(
                    BoundEntry.of(Thresholds.Bound.HIGH, effective),
                    BoundEntry.of(Thresholds.Bound.LOW, effective),
                    BoundEntry.of(Thresholds.Bound.SEVERE, effective),
                    chain);
        }
    }

    /**
     * A bound.
     *
     * @param layer file and line of the layer that it comes from, as in evidence; base where none of them names it
     */
    public record BoundEntry(double bound, String layer) {

        static @Nullable BoundEntry of(Thresholds.Bound bound, EffectiveLimits effective) {
            Double value = finite(bound.of(effective.limits()));
            return value == null
                    ? null
                    : new BoundEntry(
                            value,
                            effective
                                    .from(bound)
                                    .map(layer -> layer.origin().place())
                                    .orElse("base"));
        }
    }

    /**
     * A layer that holds.
     *
     * @param name stem of the file; base for what holds where no layer does
     * @param when whom it is for
     * @param limits what it names
     * @param by where the number comes from, or who wants it
     */
    public record ChainEntry(
            String name, String file, int line, List<ConditionEntry> when, Limits limits, String why, String by) {

        static ChainEntry of(Thresholds.Layer layer) {
            return new ChainEntry(
                    layer.origin().name(),
                    layer.origin().file(),
                    layer.origin().line(),
                    layer.when().stream().map(ConditionEntry::of).toList(),
                    Limits.of(layer.limits()),
                    layer.why(),
                    layer.by());
        }
    }

    /**
     * When a metric is bad.
     *
     * @param layers what replaces limits where all of its conditions hold, the most specific first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ThresholdEntry(
            Limits limits, List<LayerEntry> layers, boolean usesBaseline, String why, String source, String trust) {

        static ThresholdEntry of(Thresholds.Bounds bounds) {
            return new ThresholdEntry(
                    Limits.of(bounds.base()),
                    bounds.layers().stream()
                            .map(layer -> new LayerEntry(
                                    layer.when().stream()
                                            .map(ConditionEntry::of)
                                            .toList(),
                                    Limits.of(layer.limits())))
                            .toList(),
                    bounds.usesBaseline(),
                    bounds.why(),
                    bounds.source(),
                    bounds.trust());
        }
    }

    /** Limits under conditions. */
    public record LayerEntry(List<ConditionEntry> when, Limits limits) {}

    /** The attribute or metric is one of some values, or lies in a range. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConditionEntry(
            String name,
            @Nullable List<Object> values,
            @Nullable Double atLeast,
            @Nullable Double below) {

        static ConditionEntry of(Thresholds.Condition condition) {
            if (condition instanceof Thresholds.Range range) {
                return new ConditionEntry(range.name(), null, finite(range.atLeast()), finite(range.below()));
            }
            List<Object> values = condition instanceof Thresholds.OneOf oneOf
                    ? oneOf.values()
                    : ((Thresholds.Exactly) condition).values();
            return new ConditionEntry(condition.name(), values, null, null);
        }
    }

    /** Bounds; what is absent does not hold. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(
            @Nullable Double high,
            @Nullable Double low,
            @Nullable Double severe) {

        static Limits of(Thresholds.Limits limits) {
            return new Limits(finite(limits.high()), finite(limits.low()), finite(limits.severe()));
        }
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
