package dev.livedoctor.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Thresholds;
import dev.livedoctor.ruleset.Unit;
import java.util.Collection;
import java.util.List;
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
        Report.Rules rules,
        List<MetricEntry> metrics,
        Collection<AttributeDefinition> attributes,
        Collection<SymptomKnowledge> symptoms,
        Collection<CauseKnowledge> causes) {

    static Catalog of(RulePack pack) {
        return new Catalog(
                new Report.Rules(pack.name(), pack.version()),
                pack.metrics().values().stream()
                        .map(metric -> MetricEntry.of(
                                metric, pack.thresholds().bounds().get(metric.name())))
                        .toList(),
                pack.attributes().values(),
                pack.symptoms().values(),
                pack.causes().values());
    }

    /**
     * A metric.
     *
     * @param of the count that a ratio is taken of
     * @param derived how it is computed where it is not given
     * @param threshold when it is bad; absent where only the baseline says so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MetricEntry(
            String name,
            Unit unit,
            String range,
            Metric.Worse worse,
            @Nullable String of,
            Metric.@Nullable Derivation derived,
            String means,
            @Nullable ThresholdEntry threshold) {

        static MetricEntry of(Metric metric, Thresholds.@Nullable Bounds bounds) {
            return new MetricEntry(
                    metric.name(),
                    metric.unit(),
                    metric.unit().range(),
                    metric.worse(),
                    metric.of(),
                    metric.derivation(),
                    metric.meaning(),
                    bounds == null ? null : ThresholdEntry.of(bounds));
        }
    }

    /**
     * When a metric is bad.
     *
     * @param layers what replaces the limits where all of its conditions hold; the first that fits
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
            Thresholds.OneOf oneOf = (Thresholds.OneOf) condition;
            return new ConditionEntry(oneOf.name(), oneOf.values(), null, null);
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
