package dev.livedoctor.ruleset;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads metrics.yaml and attributes.yaml. */
final class CatalogReader {
    private static final Set<String> OPERANDS = Set.of("window.minutes", "window.seconds", "picture.pixels");
    /** What this build computes of a snapshot's attributes. */
    private static final List<String> DERIVED_ATTRIBUTES =
            List.of("local_hour", "day_part", "language_differs", "affected");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*");
    private static final int LONGEST_NAME = 100;

    private CatalogReader() {}

    static Map<String, Metric> metrics(YamlValue catalog) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        catalog.fields()
                .forEach((group, values) -> values.fields().forEach((name, value) -> {
                    checkName(name, value);
                    value.allow("unit", "worse", "of", "averaged", "tidal", "mostPerViewerMinute", "derive", "means");
                    YamlValue of = value.at("of");
                    Metric metric = new Metric(
                            name,
                            value.at("unit").constant(Unit.class),
                            value.at("worse").constant(Metric.Worse.class),
                            of.present() ? of.text() : null,
                            value.at("averaged").present()
                                    && value.at("averaged").flag(),
                            value.at("tidal").present() && value.at("tidal").flag(),
                            value.at("mostPerViewerMinute").number(Metric.MOST_PER_VIEWER_MINUTE),
                            derivation(value.at("derive")),
                            value.at("means").text());
                    checkUnit(metric, value.at("unit"));
                    checkMost(metric, value.at("mostPerViewerMinute"));
                    if (metrics.put(name, metric) != null) {
                        value.key()
                                .complain(ComplaintCode.DUPLICATE_NAME, name + " is declared twice.", "another name?");
                    }
                }));
        catalog.fields()
                .values()
                .forEach(group -> group.fields().forEach((name, value) -> checkOperands(name, value, metrics)));
        checkOrder(catalog, metrics);
        checkCount(catalog);
        return metrics;
    }

    private static void checkMost(Metric metric, YamlValue most) {
        if (most.present() && (metric.unit() != Unit.COUNT || metric.mostPerViewerMinute() <= 0)) {
            most.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    "mostPerViewerMinute bounds a count, and is more than 0.",
                    metric.unit() == Unit.COUNT ? "a number over 0?" : "leave it out?");
        }
    }

    private static void checkName(String name, YamlValue value) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            value.key()
                    .complain(
                            ComplaintCode.BAD_NAME,
                            "a name has small Latin letters, digits, _ and dots, " + LONGEST_NAME + " at most.",
                            meant(name) + "?");
        }
    }

    /**
     * The name of a metric may end in its unit. What ends in one and is of none, the difference of two perhaps, is a number; and a count of
     * what there is now is a gauge.
     */
    private static void checkUnit(Metric metric, YamlValue unit) {
        Stream.of(Unit.values())
                .filter(one -> one != Unit.COUNT && one != Unit.GAUGE && one != Unit.NUMBER && one != Unit.FLAG)
                .filter(one -> metric.name().endsWith("_" + one.word()))
                .max(Comparator.comparingInt(one -> one.word().length()))
                .filter(one -> one != metric.unit()
                        && metric.unit() != Unit.NUMBER
                        && unit.isText()
                        && unit.text().equalsIgnoreCase(metric.unit().word()))
                .ifPresent(one -> unit.complain(
                        ComplaintCode.UNLIKELY_UNIT,
                        metric.name() + " says that its unit is " + one.word() + ", not "
                                + metric.unit().word() + ".",
                        one.word() + "?"));
    }

    private static String meant(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.]+", "_").toLowerCase(Locale.ROOT);
        return NAME.matcher(plain).matches() ? plain : "group.name_of_it";
    }

    private static Metric.@Nullable Derivation derivation(YamlValue value) {
        if (!value.present()) {
            return null;
        }
        value.allow("from", "per", "times");
        if (value.at("from").items().isEmpty()
                && (value.at("from").isList() || !value.at("from").present())) {
            value.complain(
                    ComplaintCode.MISSING_VALUE,
                    "a derived metric needs something to be derived from.",
                    "from: [a.metric]?");
        }
        if (value.at("times").number(1) <= 0) {
            value.at("times")
                    .complain(
                            ComplaintCode.OUT_OF_RANGE,
                            "a metric that is derived with this factor is never more than 0.",
                            "a factor over 0?");
        }
        value.at("per").items().stream()
                .filter(item -> value.at("from").texts().contains(item.text()))
                .forEach(item -> item.complain(
                        ComplaintCode.OUT_OF_RANGE,
                        item.text() + " is divided by itself, which is always 1.",
                        "another metric?"));
        return new Metric.Derivation(
                value.at("from").texts(),
                value.at("per").texts(),
                value.at("times").number(1));
    }

    private static void checkOperands(String name, YamlValue value, Map<String, Metric> metrics) {
        YamlValue of = value.at("of");
        if (of.present() && !metrics.containsKey(of.text())) {
            of.complainOfUnknown(ComplaintCode.UNKNOWN_NAME, of.text(), metrics.keySet(), "a line for it");
        }
        operands(value.at("derive"))
                .filter(item -> !metrics.containsKey(item.text()) && !OPERANDS.contains(item.text()))
                .forEach(item -> item.complainOfUnknown(
                        ComplaintCode.UNKNOWN_NAME,
                        item.text(),
                        Stream.concat(metrics.keySet().stream(), OPERANDS.stream())
                                .collect(Collectors.toSet()),
                        item.text().startsWith("window") ? "window.minutes or window.seconds" : "a line for it"));
        if (of.present() && of.text().equals(name)) {
            of.complain(ComplaintCode.DERIVED_TOO_EARLY, name + " is no sample of itself.", "the count that it is of?");
        }
        Metric sample = of.present() ? metrics.get(of.text()) : null;
        // What is the sample of several is a count, whatever its declaration says.
        if (sample != null
                && !sample.name().equals(name)
                && sample.unit() != Unit.COUNT
                && sample.unit() != Unit.GAUGE
                && metrics.values().stream()
                                .filter(metric -> of.text().equals(metric.of()))
                                .count()
                        == 1) {
            of.complain(
                    ComplaintCode.UNLIKELY_UNIT,
                    of.text() + " counts nothing that " + name + " could be taken of: its unit is "
                            + sample.unit().word() + ".",
                    "a count or a gauge?");
        }
    }

    private static Stream<YamlValue> operands(YamlValue derive) {
        return derive.present()
                ? Stream.of(derive.at("from"), derive.at("per")).flatMap(list -> list.items().stream())
                : Stream.of();
    }

    /** Metrics are derived in the order of the file, so that none can be derived from a later one, nor from itself. */
    private static void checkOrder(YamlValue catalog, Map<String, Metric> metrics) {
        Set<String> later = new HashSet<>();
        metrics.values().stream().filter(metric -> metric.derivation() != null).forEach(one -> later.add(one.name()));
        catalog.fields()
                .values()
                .forEach(group -> group.fields().forEach((name, value) -> {
                    operands(value.at("derive"))
                            .filter(item -> later.contains(item.text()))
                            .forEach(item -> item.complain(
                                    ComplaintCode.DERIVED_TOO_EARLY,
                                    item.text() + " is derived after " + name + " or from it.",
                                    "this line further down?"));
                    later.remove(name);
                }));
    }

    private static void checkCount(YamlValue catalog) {
        List<YamlValue> derived = catalog.fields().values().stream()
                .flatMap(group -> group.fields().values().stream())
                .map(value -> value.at("derive"))
                .filter(YamlValue::present)
                .toList();
        derived.stream()
                .filter(derive -> operands(derive).count() > PackLimits.MOST_OPERANDS)
                .forEach(derive -> derive.complain(
                        ComplaintCode.TOO_MANY,
                        "a metric is derived from " + PackLimits.MOST_OPERANDS + " others at most.",
                        "one derived from some of them, and this one from that?"));
        derived.stream()
                .skip(PackLimits.MOST_DERIVED)
                .findFirst()
                .ifPresent(derive -> derive.complain(
                        ComplaintCode.TOO_MANY,
                        "a pack has " + PackLimits.MOST_DERIVED + " derived metrics at most.",
                        "numbers that the senders compute?"));
    }

    /** What may have happened, by name, with its meaning. */
    static Map<String, String> events(YamlValue catalog) {
        Map<String, String> events = new LinkedHashMap<>();
        catalog.fields().forEach((name, meaning) -> {
            checkName(name, meaning);
            events.put(name, meaning.text());
        });
        return events;
    }

    static Map<String, AttributeDefinition> attributes(YamlValue catalog, Set<String> metrics) {
        Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();
        catalog.fields().forEach((name, value) -> {
            checkName(name, value);
            int before = value.complained();
            value.allow("type", "values", "derive", "means");
            if (value.at("derive").present()) {
                value.at("derive").oneOf(DERIVED_ATTRIBUTES);
            }
            AttributeDefinition attribute = new AttributeDefinition(
                    name,
                    value.at("type").constant(AttributeDefinition.Type.class),
                    value.at("values").texts(),
                    value.at("derive").present(),
                    value.at("means").text());
            if (value.complained() == before
                    && (attribute.type() == AttributeDefinition.Type.ENUM)
                            == attribute.values().isEmpty()) {
                value.complain(
                        ComplaintCode.MISSING_VALUE,
                        "an enum has values, and nothing else has.",
                        "{type: enum, values: [one, other]}?");
            }
            Set<String> words = new HashSet<>();
            value.at("values").items().stream()
                    .filter(word -> !words.add(word.text()))
                    .forEach(word -> word.complain(
                            ComplaintCode.DUPLICATE_NAME, word.text() + " stands in this list twice.", "once?"));
            value.at("values").items().stream()
                    .filter(word -> word.isText() && word.text().matches("\\S+\\s.*"))
                    .forEach(word -> word.complain(
                            ComplaintCode.BAD_NAME, "a value of an enum is one word.", "a comma between the words?"));
            if (metrics.contains(name)) {
                value.key().complain(ComplaintCode.DUPLICATE_NAME, name + " is a metric already.", "another name?");
            }
            attributes.put(name, attribute);
        });
        return attributes;
    }
}
