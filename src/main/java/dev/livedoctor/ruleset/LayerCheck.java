package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Bound;
import dev.livedoctor.ruleset.Thresholds.Condition;
import dev.livedoctor.ruleset.Thresholds.Exactly;
import dev.livedoctor.ruleset.Thresholds.Layer;
import dev.livedoctor.ruleset.Thresholds.OneOf;
import dev.livedoctor.ruleset.Thresholds.Range;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds layers of thresholds that no snapshot can reach. */
final class LayerCheck {
    private final Map<String, Metric> metrics;
    private final Map<String, AttributeDefinition> attributes;

    LayerCheck(Map<String, Metric> metrics, Map<String, AttributeDefinition> attributes) {
        this.metrics = metrics;
        this.attributes = attributes;
    }

    /** Complains where {@code condition}, read from {@code value}, holds for no snapshot. */
    void checkFits(Condition condition, YamlValue value) {
        if (value.isList() && value.items().isEmpty()) {
            complain(value, "nothing is one of none.", "a word in it");
            return;
        }
        if (condition.name().equals(OverrideLevel.ROOM_NAME)) {
            return;
        }
        AttributeDefinition attribute = attributes.get(condition.name());
        Metric metric = metrics.get(condition.name());
        if (condition instanceof Range range) {
            if (attribute != null && attribute.type() != AttributeDefinition.Type.NUMBER) {
                complain(value, range.name() + " is no number.", attribute.expectation());
            } else if (!(range.atLeast() < range.below())) {
                complain(value, "nothing is at least and below that.", "the other way round");
            } else if (range.name().equals(ThresholdReader.WINDOW)
                    && (range.below() <= 0 || isNegative(range.atLeast()))) {
                value.complain(
                        ComplaintCode.OUT_OF_RANGE,
                        range.name(),
                        "a window is some minutes long, and never less than none.",
                        "the number without its sign?");
            } else if (metric != null && beyond(range, metric.unit())) {
                value.complain(
                        ComplaintCode.OUT_OF_RANGE,
                        range.name(),
                        "the layer never fits: " + range.name() + " is never there.",
                        metric.unit().range() + "?");
            }
            return;
        }
        List<Object> values = values(condition);
        if (attribute == null) {
            complain(value, condition.name() + " is a number.", "{atLeast: 1, below: 2}");
            return;
        }
        List<YamlValue> items = value.oneOrMore();
        if (condition.name().equals(OverrideLevel.MARKET.attribute())) {
            items.forEach(Countries::check);
        }
        for (int i = 0; i < items.size(); i++) {
            if (!attribute.admits(values.get(i))) {
                String text = String.valueOf(values.get(i));
                items.get(i)
                        .complain(
                                ComplaintCode.LAYER_NEVER_FITS,
                                attribute.name() + ": " + text,
                                "the layer never fits: " + condition.name() + " is " + attribute.expectation()
                                        + ", not '" + text + "'.",
                                value.meant(text, Set.copyOf(attribute.values()), attribute.expectation()));
            }
        }
    }

    private static boolean isNegative(double number) {
        return number < 0 && Double.isFinite(number);
    }

    private static boolean beyond(Range range, Unit unit) {
        return switch (unit) {
            case DB, NUMBER -> false;
            case RATIO, FLAG -> range.atLeast() > 1 || range.below() <= 0;
            default -> range.below() <= 0;
        };
    }

    private static void complain(YamlValue value, String problem, String maybe) {
        value.complain(ComplaintCode.LAYER_NEVER_FITS, "the layer never fits: " + problem, maybe + "?");
    }

    private static List<Object> values(Condition condition) {
        if (condition instanceof Exactly exactly) {
            return exactly.values();
        }
        return condition instanceof OneOf oneOf ? oneOf.values() : List.of();
    }

    /**
     * Complains of each layer whose bounds an earlier one sets wherever it fits.
     *
     * @param layers in the order in which they are asked
     * @param values where they stand, in the order of the file
     */
    static void checkOrder(List<Layer> layers, List<YamlValue> values) {
        for (int later = 1; later < layers.size(); later++) {
            Layer hidden = layers.get(later);
            layers.subList(0, later).stream()
                    .filter(earlier -> covers(earlier, hidden))
                    .findFirst()
                    .ifPresent(earlier -> values.stream()
                            .filter(value -> value.line() == hidden.origin().line())
                            .findFirst()
                            .ifPresent(value -> value.complain(
                                    ComplaintCode.LAYER_SHADOWED,
                                    "wherever this layer fits, that of line "
                                            + earlier.origin().line() + " fits too, and comes first.",
                                    "the narrower layer first?")));
        }
    }

    private static boolean covers(Layer earlier, Layer later) {
        return Stream.of(Bound.values())
                        .noneMatch(bound ->
                                Double.isNaN(bound.of(earlier.limits())) && !Double.isNaN(bound.of(later.limits())))
                && earlier.when().stream()
                        .allMatch(wide -> later.when().stream().anyMatch(narrow -> covers(wide, narrow)));
    }

    private static boolean covers(Condition wide, Condition narrow) {
        if (!wide.name().equals(narrow.name())) {
            return false;
        }
        if (wide instanceof Range outer) {
            return narrow instanceof Range inner
                    && outer.atLeast() <= inner.atLeast()
                    && outer.below() >= inner.below();
        }
        return !(narrow instanceof Range) && values(wide).containsAll(values(narrow));
    }
}
