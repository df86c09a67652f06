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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads thresholds.yaml. */
final class ThresholdReader {
    private static final Set<String> TRUST = Set.of("A", "B", "C", "ENG");
    /** What a layer may ask of besides metrics and attributes. */
    private static final String WINDOW = "window.minutes";

    private final Set<String> names = new HashSet<>(Set.of(WINDOW, Level.ROOM_NAME));

    private ThresholdReader(Set<String> metrics, Set<String> attributes) {
        names.addAll(metrics);
        names.addAll(attributes);
    }

    static Thresholds read(
            YamlValue file,
            Map<String, YamlValue> overrides,
            Map<String, Metric> metrics,
            Map<String, AttributeDefinition> attributes) {
        ThresholdReader reader = new ThresholdReader(metrics.keySet(), attributes.keySet());
        Thresholds thresholds = reader.read(file, metrics);
        return overrides.isEmpty()
                ? thresholds
                : new Thresholds(
                        thresholds.guards(),
                        thresholds.tolerances(),
                        thresholds.bounds(),
                        OverrideReader.read(overrides, thresholds.bounds(), metrics, attributes));
    }

    private Thresholds read(YamlValue file, Map<String, Metric> metrics) {
        file.allow("guards", "baselines", "thresholds");
        YamlValue guards = file.at("guards");
        guards.allow("sample", "events", "significance", "overdispersion", "few", "fewShare");
        Map<Unit, Tolerance> tolerances = new EnumMap<>(Unit.class);
        for (Unit unit : Unit.values()) {
            tolerances.put(
                    unit, tolerance(file.at("baselines").at(unit.name().toLowerCase(java.util.Locale.ROOT)), null));
        }
        Map<String, Bounds> bounds = new HashMap<>();
        file.at("thresholds").fields().forEach((name, value) -> {
            if (!names.contains(name)) {
                value.complain(name + " is declared nowhere.", "");
            }
            Metric metric = metrics.get(name);
            bounds.put(name, bounds(value, metric, tolerances));
        });
        return new Thresholds(
                new Guards(
                        guards.at("sample").number(),
                        guards.at("events").number(),
                        guards.at("significance").number(),
                        guards.at("overdispersion").number(),
                        guards.at("few").number(),
                        guards.at("fewShare").number()),
                tolerances,
                bounds,
                Overrides.NONE);
    }

    private Bounds bounds(YamlValue value, @Nullable Metric metric, Map<Unit, Tolerance> tolerances) {
        value.allow("high", "low", "severe", "baseline", "layers", "why", "source", "trust");
        List<Layer> layers = new ArrayList<>();
        for (YamlValue layer : value.at("layers").items()) {
            layer.allow("when", "high", "low", "severe");
            List<Condition> when = new ArrayList<>();
            layer.at("when").fields().forEach((name, condition) -> when.add(condition(name, condition)));
            layers.add(new Layer(
                    origin(layer),
                    when,
                    limits(layer, metric),
                    value.at("why").text(),
                    value.at("source").text()));
        }
        layers.sort(Layer.MOST_SPECIFIC_FIRST);
        YamlValue baseline = value.at("baseline");
        boolean used = !baseline.isText() || !baseline.text().equals("none");
        Tolerance unit = tolerances.get(metric == null ? Unit.NUMBER : metric.unit());
        String trust = value.at("trust").text();
        if (!TRUST.contains(trust)) {
            value.at("trust").complain("'" + trust + "' is no degree of trust.", "A, B, C or ENG?");
        }
        return new Bounds(
                limits(value, metric),
                layers,
                used && baseline.present() ? tolerance(baseline, unit) : null,
                used,
                value.at("why").text(),
                value.at("source").text(),
                trust,
                origin(value));
    }

    private static Origin origin(YamlValue value) {
        return new Origin("thresholds", "thresholds.yaml", value.line());
    }

    /** The bounds that {@code value} names, which must lie in the range of {@code metric}. */
    static Limits limits(YamlValue value, @Nullable Metric metric) {
        for (String bound : List.of("high", "low", "severe")) {
            YamlValue number = value.at(bound);
            if (number.present()
                    && metric != null
                    && !metric.unit().admits(number.number())
                    && metric.unit() != Unit.FLAG) {
                number.complain(
                        number.number() + " is no " + metric.unit() + ".",
                        metric.unit().range() + "?");
            }
        }
        return new Limits(
                value.at("high").number(Double.NaN),
                value.at("low").number(Double.NaN),
                value.at("severe").number(Double.NaN));
    }

    private Condition condition(String name, YamlValue value) {
        if (!names.contains(name)) {
            value.complain(name + " is declared nowhere.", "");
        }
        if (value.isList() || value.isText()) {
            List<YamlValue> items = value.isList() ? value.items() : List.of(value);
            return Level.condition(name, items);
        }
        value.allow("atLeast", "below");
        return new Thresholds.Range(
                name,
                value.at("atLeast").number(Double.NEGATIVE_INFINITY),
                value.at("below").number(Double.POSITIVE_INFINITY));
    }

    private static Tolerance tolerance(YamlValue value, @Nullable Tolerance otherwise) {
        value.allow("high", "low");
        return new Tolerance(
                deviation(value.at("high"), otherwise == null ? null : otherwise.high()),
                deviation(value.at("low"), otherwise == null ? null : otherwise.low()));
    }

    private static Deviation deviation(YamlValue value, @Nullable Deviation otherwise) {
        if (!value.present() && otherwise != null) {
            return otherwise;
        }
        value.allow("times", "least");
        return new Deviation(value.at("times").number(), value.at("least").number());
    }
}
