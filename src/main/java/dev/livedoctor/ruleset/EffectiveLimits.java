package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Layer;
import dev.livedoctor.ruleset.Thresholds.Limits;
import java.util.List;
import java.util.Optional;

/**
 * What holds for one metric in one room.
 *
 * @param limits the bounds, each from the first layer that names it
 * @param layers those that hold over the base, the most specific first
 */
public record EffectiveLimits(Limits limits, List<Layer> layers) {

    static EffectiveLimits of(Limits base, List<Layer> layers) {
        Limits limits = Limits.NONE;
        for (Layer layer : layers) {
            limits = limits.over(layer.limits());
        }
        return new EffectiveLimits(limits.over(base), layers);
    }

    /** The layer that a bound comes from; empty where it is the base. */
    public Optional<Layer> from(Thresholds.Bound bound) {
        return layers.stream()
                .filter(layer -> !Double.isNaN(bound.of(layer.limits())))
                .findFirst();
    }

    /** Where the layer of {@code bound}, which is the high or the low limit, stands; empty where it is the base. */
    String layerOf(double bound) {
        return from(bound == limits.high() ? Thresholds.Bound.HIGH : Thresholds.Bound.LOW)
                .map(layer -> layer.origin().place())
                .orElse("");
    }
}
