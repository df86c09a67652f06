package dev.livedoctor.ruleset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every tunable number of a pack.
 *
 * @param guards what protects from noise
 * @param tolerances how far from its baseline a metric may lie, by unit
 * @param bounds by metric or numeric attribute
 */
public record Thresholds(Guards guards, Map<Unit, Tolerance> tolerances, Map<String, Bounds> bounds) {

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
     * @param base what holds where no layer fits
     * @param layers the first that fits replaces what it names
     * @param tolerance of this metric; null where that of the unit holds
     * @param usesBaseline whether a baseline is looked at
     * @param why the reason in words
     * @param source where the number comes from
     * @param trust A, B, C or ENG
     */
    public record Bounds(
            Limits base,
            List<Layer> layers,
            @Nullable Tolerance tolerance,
            boolean usesBaseline,
            String why,
            String source,
            String trust) {}

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

    /** Limits that hold where every condition does. */
    public record Layer(List<Condition> when, Limits limits) {}

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");

    /** What a layer asks of a snapshot. */
    public sealed interface Condition permits OneOf, Range {
        String name();
    }

    /** The attribute is one of {@code values}, or a text that has one of them as a word. */
    public record OneOf(String name, List<Object> values) implements Condition {

        /** Whether {@code value} fits; null does not. */
        boolean admits(@Nullable Object value) {
            return value instanceof String text
                    ? values.contains(text)
                            || WORDS.splitAsStream(text.toLowerCase(Locale.ROOT))
                                    .anyMatch(values::contains)
                    : value != null && values.contains(value);
        }
    }

    /** The metric or numeric attribute is at least {@code atLeast} and below {@code below}. */
    public record Range(String name, double atLeast, double below) implements Condition {}
}
