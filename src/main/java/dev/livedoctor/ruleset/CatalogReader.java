package dev.livedoctor.ruleset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads metrics.yaml and attributes.yaml. */
final class CatalogReader {
    private static final Set<String> OPERANDS = Set.of("window.minutes", "window.seconds", "picture.pixels");

    private CatalogReader() {}

    static Map<String, Metric> metrics(YamlValue catalog) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        catalog.fields()
                .forEach((group, values) -> values.fields().forEach((name, value) -> {
                    value.allow("unit", "worse", "of", "derive", "means");
                    YamlValue of = value.at("of");
                    Metric metric = new Metric(
                            name,
                            value.at("unit").constant(Unit.class),
                            value.at("worse").constant(Metric.Worse.class),
                            of.present() ? of.text() : null,
                            derivation(value.at("derive")),
                            value.at("means").text());
                    if (metrics.put(name, metric) != null) {
                        value.complain(name + " is declared twice.", "");
                    }
                }));
        catalog.fields()
                .values()
                .forEach(group -> group.fields().values().forEach(value -> checkNames(value, metrics)));
        return metrics;
    }

    private static Metric.@Nullable Derivation derivation(YamlValue value) {
        if (!value.present()) {
            return null;
        }
        value.allow("from", "per", "times");
        if (value.at("from").items().isEmpty()) {
            value.complain("a derived metric needs something to be derived from.", "from: [a.metric]?");
        }
        return new Metric.Derivation(
                value.at("from").texts(),
                value.at("per").texts(),
                value.at("times").number(1));
    }

    private static void checkNames(YamlValue value, Map<String, Metric> metrics) {
        YamlValue of = value.at("of");
        if (of.present() && !metrics.containsKey(of.text())) {
            of.complain(of.text() + " is declared nowhere.", "");
        }
        YamlValue derive = value.at("derive");
        if (derive.present()) {
            for (YamlValue operand : List.of(derive.at("from"), derive.at("per"))) {
                operand.items().stream()
                        .filter(item -> !metrics.containsKey(item.text()) && !OPERANDS.contains(item.text()))
                        .forEach(item -> item.complain(item.text() + " is declared nowhere.", ""));
            }
        }
    }

    static Map<String, AttributeDefinition> attributes(YamlValue catalog) {
        Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();
        catalog.fields().forEach((name, value) -> {
            value.allow("type", "values", "derive", "means");
            attributes.put(
                    name,
                    new AttributeDefinition(
                            name,
                            value.at("type").constant(AttributeDefinition.Type.class),
                            value.at("values").texts(),
                            value.at("derive").present(),
                            value.at("means").text()));
        });
        return attributes;
    }
}
