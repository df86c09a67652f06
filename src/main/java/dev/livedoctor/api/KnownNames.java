package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Unit;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one rule pack knows of the names in a snapshot.
 *
 * @param units of the metrics
 * @param attributes by name
 * @param unknownMetrics warns of other metrics
 * @param unknownAttributes warns of other attributes
 * @param unknownFields warns of other fields
 */
record KnownNames(
        Map<String, Unit> units,
        Map<String, AttributeDefinition> attributes,
        UnknownNames unknownMetrics,
        UnknownNames unknownAttributes,
        UnknownNames unknownFields) {

    static KnownNames of(RulePack pack) {
        Map<String, Unit> units = new HashMap<>();
        pack.metrics().values().forEach(metric -> units.put(metric.name(), metric.unit()));
        Map<String, AttributeDefinition> attributes = new HashMap<>(pack.attributes());
        Vocabulary vocabulary = pack.vocabulary();
        return new KnownNames(
                units,
                attributes,
                new UnknownNames("UNKNOWN_METRIC", new Text("metric", "指标"), vocabulary, Set.copyOf(units.keySet())),
                new UnknownNames(
                        "UNKNOWN_ATTRIBUTE", new Text("attribute", "属性"), vocabulary, Set.copyOf(attributes.keySet())),
                new UnknownNames("UNKNOWN_FIELD", new Text("field", "字段"), vocabulary, SnapshotParser.FIELDS.keySet()));
    }
}
