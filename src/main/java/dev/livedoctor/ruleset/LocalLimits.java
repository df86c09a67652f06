package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Condition;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits that hold for one snapshot: those of the pack, under its layers and the overrides that fit. */
final class LocalLimits {
    private final Thresholds thresholds;
    private final Map<String, EffectiveLimits> base;
    private final MetricSnapshot snapshot;
    private final Map<String, Double> metrics;
    private final Map<String, Object> attributes;
    private final List<ThresholdOverride> overrides;
    private final Map<String, EffectiveLimits> known = new HashMap<>();

    /**
     * Limits by {@code thresholds}.
     *
     * @param base what holds for the metrics without layers wherever nothing is overridden
     * @param metrics those of {@code snapshot}, and what is derived of them
     * @param attributes the same of its attributes
     */
    LocalLimits(
            Thresholds thresholds,
            Map<String, EffectiveLimits> base,
            MetricSnapshot snapshot,
            Map<String, Double> metrics,
            Map<String, Object> attributes) {
        this.thresholds = thresholds;
        this.base = base;
        this.snapshot = snapshot;
        this.metrics = metrics;
        this.attributes = attributes;
        overrides = thresholds.overrides().fitting(this::attribute, this::holds);
    }

    /** The limits of a metric or a numeric attribute. */
    EffectiveLimits of(String name) {
        EffectiveLimits always = overrides.isEmpty() ? base.get(name) : null;
        return always != null
                ? always
                : known.computeIfAbsent(name, key -> thresholds.effective(key, overrides, this::holds));
    }

    private @Nullable Object attribute(String name) {
        return name.equals(OverrideLevel.ROOM_NAME) ? snapshot.room() : attributes.get(name);
    }

    private boolean holds(Condition condition) {
        if (condition instanceof Thresholds.Range range) {
            return range.admits(
                    range.name().equals("window.minutes")
                            ? (Object) snapshot.window().minutes()
                            : metrics.containsKey(range.name())
                                    ? metrics.get(range.name())
                                    : attributes.get(range.name()));
        }
        return condition.admits(attribute(condition.name()));
    }
}
