package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Bounds;
import dev.livedoctor.ruleset.Thresholds.Condition;
import dev.livedoctor.ruleset.Thresholds.Exactly;
import dev.livedoctor.ruleset.Thresholds.Layer;
import dev.livedoctor.ruleset.Thresholds.Limits;
import dev.livedoctor.ruleset.Thresholds.OneOf;
import dev.livedoctor.ruleset.Thresholds.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the files of overrides/. */
final class OverrideReader {
    private static final String[] LEVELS =
            Arrays.stream(OverrideLevel.values()).map(OverrideLevel::key).toArray(String[]::new);

    private final Map<String, Bounds> bounds;
    private final Map<String, Metric> metrics;
    private final Map<String, AttributeDefinition> attributes;
    private final Set<String> names;

    private OverrideReader(
            Map<String, Bounds> bounds, Map<String, Metric> metrics, Map<String, AttributeDefinition> attributes) {
        this.bounds = bounds;
        this.metrics = metrics;
        this.attributes = attributes;
        names = Vocabulary.readings(metrics, attributes);
    }

    static Overrides read(
            Map<String, YamlValue> files,
            Map<String, Bounds> bounds,
            Map<String, Metric> metrics,
            Map<String, AttributeDefinition> attributes) {
        OverrideReader reader = new OverrideReader(bounds, metrics, attributes);
        List<ThresholdOverride> read = new ArrayList<>();
        // Those that may tie: of the same levels, and with a name of the first of them in common.
        Map<List<Object>, List<ThresholdOverride>> rivals = new HashMap<>();
        files.forEach((file, value) -> {
            ThresholdOverride one = reader.read(file, value);
            List<List<ThresholdOverride>> places = one.when().keySet().stream()
                    .limit(1)
                    .flatMap(first -> values(one, first).stream().distinct())
                    .map(name -> rivals.computeIfAbsent(List.of(one.when().keySet(), name), place -> new ArrayList<>()))
                    .toList();
            places.stream().flatMap(List::stream).distinct().forEach(before -> refuseTie(one, before, value));
            places.forEach(place -> place.add(one));
            read.add(one);
        });
        return read.isEmpty() ? Overrides.NONE : new Overrides(read);
    }

    private ThresholdOverride read(String file, YamlValue value) {
        value.allow("when", "thresholds");
        Map<OverrideLevel, Condition> when = new EnumMap<>(OverrideLevel.class);
        value.at("when").allow(LEVELS);
        for (OverrideLevel level : OverrideLevel.values()) {
            YamlValue wanted = value.at("when").at(level.key());
            if (wanted.present()) {
                when.put(level, OverrideLevel.condition(level.attribute(), values(level, wanted)));
            }
        }
        if (when.isEmpty()) {
            value.complain(ComplaintCode.MISSING_VALUE, "an override says whom it is for.", "when: {room: the-room}?");
        }
        String name = file.substring(file.lastIndexOf('/') + 1).replace(".yaml", "");
        Map<String, Layer> layers = new LinkedHashMap<>();
        value.at("thresholds")
                .fields()
                .forEach((metric, bound) -> layers.put(metric, layer(name, file, metric, bound, when)));
        if (layers.isEmpty()) {
            value.complain(
                    ComplaintCode.MISSING_VALUE,
                    "an override says what holds instead.",
                    "thresholds: {a.metric: {high: ...}}?");
        }
        return new ThresholdOverride(file, when, layers);
    }

    private List<YamlValue> values(OverrideLevel level, YamlValue wanted) {
        AttributeDefinition attribute = attributes.get(level.attribute());
        if (attribute == null && level != OverrideLevel.ROOM) {
            wanted.complain(
                    ComplaintCode.UNKNOWN_NAME,
                    level.attribute() + " is declared nowhere.",
                    "a line for it in attributes.yaml?");
        }
        List<YamlValue> items = wanted.oneOrMore();
        if (items.isEmpty()) {
            wanted.complain(ComplaintCode.MISSING_VALUE, "one name at least expected.", level.key() + ": a-name?");
        }
        for (YamlValue item : items) {
            if (level == OverrideLevel.MARKET) {
                Countries.check(item);
            }
            if (attribute != null && !attribute.admits(item.text())) {
                item.complain(
                        ComplaintCode.UNKNOWN_WORD,
                        item.text() + " is no " + level.key() + ".",
                        attribute.expectation() + "?");
            }
        }
        return items;
    }

    private Layer layer(String name, String file, String metric, YamlValue value, Map<OverrideLevel, Condition> when) {
        value.allow("high", "low", "severe", "why", "by");
        if (!names.contains(metric)) {
            value.key().complainOfUnknown(ComplaintCode.UNKNOWN_NAME, metric, names, "a line for it in metrics.yaml");
        }
        Limits limits = ThresholdReader.limits(value);
        if (limits.equals(Limits.NONE)) {
            value.complain(ComplaintCode.MISSING_VALUE, "no bound is given.", "high, low or severe?");
        }
        Bounds known = bounds.get(metric);
        Limits base = known == null ? Limits.NONE : known.base();
        Metric definition = metrics.get(metric);
        int before = value.complained();
        if (definition != null) {
            SideCheck.checkOverride(value, definition, limits, base);
        }
        if (value.complained() == before) {
            Unit unit = definition == null ? Unit.NUMBER : definition.unit();
            BoundsCheck.check(value, metric, unit, limits.over(base), base);
        }
        return new Layer(
                new Origin(name, file, value.line()),
                List.copyOf(when.values()),
                limits,
                value.at("why").text(),
                value.at("by").text());
    }

    /** Two files of the same levels may not both hold for a room and name the same metric: nobody could say which counts. */
    private static void refuseTie(ThresholdOverride one, ThresholdOverride other, YamlValue file) {
        if (one.when().keySet().equals(other.when().keySet())
                && one.when().keySet().stream()
                        .noneMatch(level -> Collections.disjoint(values(one, level), values(other, level)))) {
            file.at("thresholds").fields().forEach((metric, value) -> {
                Layer rival = other.layers().get(metric);
                if (rival != null) {
                    value.complain(
                            ComplaintCode.DUPLICATE_NAME,
                            metric + " is set for the same rooms in "
                                    + rival.origin().place() + ".",
                            "one of the two?");
                }
            });
        }
    }

    private static List<Object> values(ThresholdOverride override, OverrideLevel level) {
        Condition condition = override.when().get(level);
        return condition instanceof Exactly exactly
                ? exactly.values()
                : condition instanceof OneOf oneOf ? oneOf.values() : List.of();
    }
}
