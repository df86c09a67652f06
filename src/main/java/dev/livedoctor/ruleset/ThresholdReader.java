package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Bounds;
import dev.livedoctor.ruleset.Thresholds.Condition;
import dev.livedoctor.ruleset.Thresholds.Deviation;
import dev.livedoctor.ruleset.Thresholds.Guards;
import dev.livedoctor.ruleset.Thresholds.Layer;
import dev.livedoctor.ruleset.Thresholds.Limits;
import dev.livedoctor.ruleset.Thresholds.Origin;
import dev.livedoctor.ruleset.Thresholds.Tolerance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads thresholds.yaml. */
final class ThresholdReader {
    private static final List<String> TRUST = List.of("A", "B", "C", "ENG");
    /** The shipped metrics have four; each is compared with each. */
    private static final int MOST_LAYERS = 100;

    /** The shipped pack has 3 at most. */
    private static final int MOST_TIMES = 20;

    private static final int MOST_GUARD = 1_000_000;
    /** How long the window is, which a layer may ask. */
    static final String WINDOW = "window.minutes";

    private final YamlValue catalog;
    private final Map<String, Metric> metrics;
    /** What has bounds. */
    private final Set<String> bounded;
    /** What a layer may ask of. */
    private final Set<String> asked;

    private final LayerCheck layerCheck;
    private final ShippedBounds shipped;

    private ThresholdReader(
            YamlValue catalog,
            Map<String, Metric> metrics,
            Map<String, AttributeDefinition> attributes,
            ShippedBounds shipped) {
        this.catalog = catalog;
        this.shipped = shipped;
        this.metrics = metrics;
        bounded = Vocabulary.readings(metrics, attributes);
        asked = new HashSet<>(metrics.keySet());
        asked.addAll(attributes.keySet());
        asked.add(WINDOW);
        asked.add(OverrideLevel.ROOM_NAME);
        layerCheck = new LayerCheck(metrics, attributes);
    }

    static Thresholds read(
            YamlValue file,
            Map<String, YamlValue> overrides,
            YamlValue catalog,
            Map<String, Metric> metrics,
            Map<String, AttributeDefinition> attributes,
            ShippedBounds shipped) {
        int before = file.complained();
        Thresholds thresholds = new ThresholdReader(catalog, metrics, attributes, shipped).read(file);
        // What lies over bounds that cannot be read says nothing.
        return overrides.isEmpty() || file.complained() > before
                ? thresholds
                : new Thresholds(
                        thresholds.guards(),
                        thresholds.tolerances(),
                        thresholds.bounds(),
                        OverrideReader.read(overrides, thresholds.bounds(), metrics, attributes));
    }

    private Thresholds read(YamlValue file) {
        file.allow("guards", "baselines", "thresholds");
        YamlValue guards = file.at("guards");
        YamlValue baselines = file.at("baselines");
        List<String> units = Stream.of(Unit.values()).map(Unit::word).toList();
        if (isEmpty("guards", file)
                || isEmpty("baselines", file)
                || lost("baselines", units, file, guards)
                || lost("thresholds", bounded, file, baselines)) {
            return new Thresholds(new Guards(0, 0, 0, 0, 0, 0), Map.of(), Map.of(), Overrides.NONE);
        }
        guards.allow("sample", "events", "significance", "overdispersion", "few", "fewShare");
        Map<Unit, Tolerance> tolerances = new EnumMap<>(Unit.class);
        baselines.allow(units.toArray(String[]::new));
        for (Unit unit : Unit.values()) {
            tolerances.put(unit, tolerance(baselines.at(unit.word()), unit, null));
        }
        Map<String, Bounds> bounds = new HashMap<>();
        file.at("thresholds").fields().forEach((name, value) -> {
            if (!bounded.contains(name)) {
                value.key()
                        .complainOfUnknown(
                                ComplaintCode.UNKNOWN_NAME,
                                name,
                                bounded,
                                "a line for it in metrics.yaml, or a number in attributes.yaml");
            }
            Metric metric = metrics.get(name);
            bounds.put(name, bounds(name, value, metric, tolerances));
        });
        return new Thresholds(
                new Guards(
                        guard(guards.at("sample"), 1, MOST_GUARD),
                        guard(guards.at("events"), 1, MOST_GUARD),
                        guard(guards.at("significance"), 1, 10),
                        guard(guards.at("overdispersion"), 0, 1),
                        guard(guards.at("few"), 0, MOST_GUARD),
                        guard(guards.at("fewShare"), 0, 1)),
                tolerances,
                bounds,
                Overrides.NONE);
    }

    /** Whether nothing stands below {@code heading}, which is complained of; bounds alone may be none. */
    private static boolean isEmpty(String heading, YamlValue file) {
        boolean empty = file.fields().containsKey(heading)
                && !file.at(heading).isText()
                && !file.at(heading).isList()
                && file.at(heading).fields().isEmpty();
        if (empty) {
            file.at(heading)
                    .key()
                    .complain(
                            ComplaintCode.MISSING_VALUE,
                            "nothing stands below '" + heading + "'.",
                            "the numbers of the shipped pack?");
        }
        return empty;
    }

    /** Whether the line of {@code heading} is lost, which is complained of: names that stand below it stand in the part {@code above}. */
    private static boolean lost(String heading, Collection<String> names, YamlValue file, YamlValue above) {
        Optional<YamlValue> first = file.fields().containsKey(heading)
                ? Optional.empty()
                : above.fields().entrySet().stream()
                        .filter(entry -> names.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
        first.ifPresent(value -> value.key()
                .complain(
                        ComplaintCode.MISSING_VALUE,
                        "'" + heading + "' is missing, and what stands below it begins here.",
                        "a line " + heading + ": before it?"));
        return first.isPresent();
    }

    private static double guard(YamlValue value, int least, int most) {
        double number = value.number();
        if (number < least || number > most) {
            value.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    "this guard is " + least + " to " + most + ".",
                    number < 0 ? "the number without its sign?" : "the number of the shipped pack?");
        }
        return number;
    }

    private Bounds bounds(String name, YamlValue value, @Nullable Metric metric, Map<Unit, Tolerance> tolerances) {
        int before = value.complained();
        value.allow("high", "low", "severe", "baseline", "layers", "why", "source", "trust");
        Unit unit = metric == null ? Unit.NUMBER : metric.unit();
        Limits base = limits(value);
        boolean read = value.complained() == before;
        List<YamlValue> items = value.at("layers").items();
        List<Limits> over = items.stream().map(ThresholdReader::limits).toList();
        if (read && metric != null) {
            SideCheck.checkSwapped(value, metric, base);
            read = value.complained() == before;
        }
        if (read) {
            BoundsCheck.check(value, name, unit, base, Limits.NONE);
            if (value.complained() == before) {
                shipped.check(value, name, base);
            }
            if (value.complained() == before) {
                BoundsCheck.checkBase(value, unit, base, over);
            }
            if (metric != null && value.complained() == before) {
                SideCheck.check(value, metric, base, over, catalog);
            }
        }
        // What lies over a bound that is wrong is not compared with it.
        boolean comparable = value.complained() == before;
        List<Layer> layers = new ArrayList<>();
        if (items.size() > MOST_LAYERS) {
            items.get(MOST_LAYERS)
                    .complain(ComplaintCode.TOO_MANY, "a metric has at most " + MOST_LAYERS + " layers.", "overrides?");
            items = items.subList(0, MOST_LAYERS);
        }
        for (YamlValue layer : items) {
            layers.add(layer(name, layer, value, unit, comparable ? base : null));
        }
        layers.sort(Layer.MOST_SPECIFIC_FIRST);
        LayerCheck.checkOrder(layers, items);
        YamlValue baseline = value.at("baseline");
        if (baseline.isText()) {
            baseline.oneOf(List.of("none"));
        }
        boolean used = !baseline.isText();
        if (metric != null && baseline.present() && used && value.complained() == before) {
            SideCheck.checkBaseline(baseline, metric);
        }
        if (read && base.equals(Limits.NONE) && layers.isEmpty() && !baseline.present()) {
            value.complain(
                    ComplaintCode.MISSING_VALUE, "it bounds nothing.", "high, low, or a baseline with a tolerance?");
        }
        return new Bounds(
                base,
                layers,
                used && baseline.present() ? tolerance(baseline, unit, tolerances.get(unit)) : null,
                used,
                Translations.written(value.at("why")),
                value.at("source").text(),
                value.at("trust").oneOf(TRUST),
                origin(value));
    }

    private static Origin origin(YamlValue value) {
        return new Origin("thresholds", "thresholds.yaml", value.line());
    }

    private Layer layer(String name, YamlValue value, YamlValue whole, Unit unit, @Nullable Limits base) {
        int before = value.complained();
        value.allow("when", "high", "low", "severe");
        if (!value.at("when").present() && value.complained() == before) {
            value.complain(ComplaintCode.MISSING_VALUE, "a layer says when it holds.", "when: {an.attribute: word}?");
        }
        List<Condition> when = new ArrayList<>();
        if (value.at("when").present() && value.at("when").fields().isEmpty() && value.complained() == before) {
            value.at("when")
                    .complain(
                            ComplaintCode.MISSING_VALUE,
                            "a layer that always holds hides the bounds below it.",
                            "when: {an.attribute: word}?");
        }
        value.at("when").fields().forEach((asked, condition) -> when.add(condition(asked, condition)));
        Limits limits = limits(value);
        if (value.complained() == before) {
            if (limits.equals(Limits.NONE)) {
                value.complain(ComplaintCode.MISSING_VALUE, "the layer bounds nothing.", "high, low or severe?");
            }
            if (base != null) {
                BoundsCheck.check(value, name, unit, limits.over(base), base);
            }
        }
        return new Layer(
                origin(value),
                when,
                limits,
                whole.at("why").text(),
                whole.at("source").text());
    }

    /** The bounds that {@code value} names. */
    static Limits limits(YamlValue value) {
        return new Limits(
                value.at("high").number(Double.NaN),
                value.at("low").number(Double.NaN),
                value.at("severe").number(Double.NaN));
    }

    private Condition condition(String name, YamlValue value) {
        Condition condition;
        if (value.isList() || value.isText()) {
            condition = OverrideLevel.condition(name, value.oneOrMore());
        } else {
            value.allow("atLeast", "below");
            condition = new Thresholds.Range(
                    name,
                    value.at("atLeast").number(Double.NEGATIVE_INFINITY),
                    value.at("below").number(Double.POSITIVE_INFINITY));
        }
        if (asked.contains(name)) {
            layerCheck.checkFits(condition, value);
        } else {
            value.key()
                    .complainOfUnknown(
                            ComplaintCode.UNKNOWN_NAME,
                            name,
                            asked,
                            name.startsWith("window") ? WINDOW : "a line for it in attributes.yaml or metrics.yaml");
        }
        return condition;
    }

    private static Tolerance tolerance(YamlValue value, Unit unit, @Nullable Tolerance otherwise) {
        value.allow("high", "low");
        if (!unit.admits(-1)) {
            checkTimes(value.at("high"), true);
            checkTimes(value.at("low"), false);
        }
        return new Tolerance(
                deviation(value.at("high"), otherwise == null ? null : otherwise.high()),
                deviation(value.at("low"), otherwise == null ? null : otherwise.low()));
    }

    /** Complains where what is usual would itself be too high, or too low. */
    private static void checkTimes(YamlValue deviation, boolean high) {
        if (!deviation.present() || !deviation.at("times").present()) {
            return;
        }
        YamlValue times = deviation.at("times");
        double number = times.number();
        if (number >= 0 && (high ? number < 1 : number > 1)) {
            times.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    "times is " + (high ? "1 or more" : "0 to 1") + " here: what is usual would be too "
                            + (high ? "high" : "low") + ".",
                    number == 0 ? "1?" : BoundsCheck.plain(Math.round(100 / number) / 100.0) + "?");
        }
    }

    private static Deviation deviation(YamlValue value, @Nullable Deviation otherwise) {
        if (!value.present() && otherwise != null) {
            return otherwise;
        }
        value.allow("times", "least");
        if (value.at("times").number() > MOST_TIMES) {
            value.at("times")
                    .complain(
                            ComplaintCode.OUT_OF_RANGE,
                            "no number becomes so many times what is usual: times is " + MOST_TIMES + " at most.",
                            "1.6, a factor and no percentage?");
        }
        for (String name : List.of("times", "least")) {
            if (value.at(name).number() < 0) {
                value.at(name)
                        .complain(ComplaintCode.OUT_OF_RANGE, name + " is 0 or more.", "the number without its sign?");
            }
        }
        return new Deviation(value.at("times").number(), value.at("least").number());
    }
}
