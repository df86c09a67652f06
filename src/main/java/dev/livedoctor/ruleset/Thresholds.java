package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every tunable number of a pack.
 *
 * @param guards what protects from noise
 * @param tolerances how far from its baseline a metric may lie, by unit
 * @param bounds by metric or numeric attribute
 * @param overrides what replaces bounds for some rooms
 */
public record Thresholds(
        Guards guards, Map<Unit, Tolerance> tolerances, Map<String, Bounds> bounds, Overrides overrides) {

    /**
     * What holds for {@code metric} where {@code attributes} are known: of the levels, and of {@code room}, its name. A layer that asks for
     * a metric, or for what is not known, does not hold.
     */
    public EffectiveLimits effective(String metric, Map<String, Object> attributes) {
        Predicate<Condition> holds = condition -> condition.admits(attributes.get(condition.name()));
        return effective(metric, overrides.fitting(attributes::get, holds), holds);
    }

    /** Whether {@code metric} has {@code bound} in some room at least. */
    public boolean has(String metric, Bound bound) {
        Bounds known = bounds.get(metric);
        Stream<Limits> own = known == null
                ? Stream.of()
                : Stream.concat(Stream.of(known.base()), known.layers().stream().map(Layer::limits));
        return Stream.concat(own, overrides.layers(metric).map(Layer::limits))
                .anyMatch(limits -> !Double.isNaN(bound.of(limits)));
    }

    /** The same, where the overrides that fit are found already. */
    EffectiveLimits effective(String metric, List<ThresholdOverride> fitting, Predicate<Condition> holds) {
        Bounds known = bounds.get(metric);
        Limits base = known == null ? Limits.NONE : known.base();
        if (fitting.isEmpty() && (known == null || known.layers().isEmpty())) {
            return new EffectiveLimits(base, List.of());
        }
        List<Layer> layers = new ArrayList<>();
        for (ThresholdOverride override : fitting) {
            Layer layer = override.layers().get(metric);
            if (layer != null) {
                layers.add(layer);
            }
        }
        int overriding = layers.size();
        if (known != null) {
            for (Layer layer : known.layers()) {
                if (allHold(layer.when(), holds)) {
                    layers.add(layer);
                }
            }
        }
        if (overriding > 0 && overriding < layers.size()) {
            layers.sort(Layer.MOST_SPECIFIC_FIRST);
        }
        return EffectiveLimits.of(base, layers);
    }

    private static boolean allHold(List<Condition> conditions, Predicate<Condition> holds) {
        for (Condition condition : conditions) {
            if (!holds.test(condition)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What protects from noise.
     *
     * @param sample a ratio of fewer says nothing
     * @param events fewer hits than this, seen or expected, say nothing
     * @param significance standard deviations from a baseline or from peers
     * @param overdispersion relative noise of a baseline besides counting noise
     * @param few fewer viewers hit are isolated lines
     * @param fewShare and so is a smaller share of the room
     */
    public record Guards(
            double sample, double events, double significance, double overdispersion, double few, double fewShare) {}

    /** How far from its baseline a metric may lie in either direction. */
    public record Tolerance(Deviation high, Deviation low) {}

    /**
     * A deviation from a baseline.
     *
     * @param times bound over baseline
     * @param least the distance that matters at all, in the metric's unit
     */
    public record Deviation(double times, double least) {}

    /**
     * The bounds of one metric.
     *
     * @param base what holds where no layer does
     * @param layers each replaces what it names, the most specific first, else in the order of the file
     * @param tolerance of this metric; null where that of the unit holds
     * @param usesBaseline whether a baseline is looked at
     * @param why the reason in words
     * @param source where the number comes from
     * @param trust A, B, C or ENG
     * @param origin where it stands
     */
    public record Bounds(
            Limits base,
            List<Layer> layers,
            @Nullable Tolerance tolerance,
            boolean usesBaseline,
            String why,
            String source,
            String trust,
            Origin origin) {}

    /**
     * Where a number stands.
     *
     * @param name stem of the file
     * @param file path within the pack
     * @param line from 1
     */
    public record Origin(String name, String file, int line) {

        /** File and line. */
        public String place() {
            return file + ":" + line;
        }
    }

    /** One of the numbers of {@link Limits}. */
    public enum Bound {
        HIGH(Limits::high),
        LOW(Limits::low),
        SEVERE(Limits::severe);

        private final transient ToDoubleFunction<Limits> value;

        Bound(ToDoubleFunction<Limits> value) {
            this.value = value;
        }

        /** The name in thresholds.yaml. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The number of {@code limits}; NaN where there is none. */
        public double of(Limits limits) {
            return value.applyAsDouble(limits);
        }
    }

    /** Bounds; NaN where there is none. */
    public record Limits(double high, double low, double severe) {
        /** No bound at all. */
        public static final Limits NONE = new Limits(Double.NaN, Double.NaN, Double.NaN);

        Limits over(Limits other) {
            return new Limits(
                    Double.isNaN(high) ? other.high : high,
                    Double.isNaN(low) ? other.low : low,
                    Double.isNaN(severe) ? other.severe : severe);
        }
    }

    /**
     * Limits that hold where every condition does.
     *
     * @param why the reason in words
     * @param by where the number comes from, or who wants it
     */
    public record Layer(Origin origin, List<Condition> when, Limits limits, String why, String by) {
        static final Comparator<Layer> MOST_SPECIFIC_FIRST = Comparator.comparingInt(
                        (Layer layer) -> OverrideLevel.specificity(layer.when()))
                .reversed();
    }

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");

    /** What a layer asks of a snapshot. */
    public sealed interface Condition permits OneOf, Exactly, Range {
        String name();

        /** Whether {@code value} fits; null does not. */
        boolean admits(@Nullable Object value);
    }

    /** The attribute, or the room, is one of {@code values}, to the letter. */
    public record Exactly(String name, List<Object> values) implements Condition {

        @Override
        public boolean admits(@Nullable Object value) {
            return value != null && values.contains(value);
        }
    }

    /** The attribute is one of {@code values}, or a text that has one of them as a word. */
    public record OneOf(String name, List<Object> values) implements Condition {

        @Override
        public boolean admits(@Nullable Object value) {
            return value instanceof String text
                    ? values.contains(text)
                            || WORDS.splitAsStream(text.toLowerCase(Locale.ROOT))
                                    .anyMatch(values::contains)
                    : value != null && values.contains(value);
        }
    }

    /** The metric or numeric attribute is at least {@code atLeast} and below {@code below}. */
    public record Range(String name, double atLeast, double below) implements Condition {

        @Override
        public boolean admits(@Nullable Object value) {
            return value instanceof Double number && number >= atLeast && number < below;
        }
    }
}
