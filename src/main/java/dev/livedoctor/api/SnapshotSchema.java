package dev.livedoctor.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;

/** The JSON Schema (2020-12) of a snapshot: the structure, and from the pack its metrics with their ranges and attributes with their types. */
final class SnapshotSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SnapshotSchema() {}

    static ObjectNode of(RulePack pack) {
        ObjectNode schema = object("What was measured of one room in one window");
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put(
                "$comment",
                "Rules " + pack.name() + " " + pack.version()
                        + ". Names that nobody knows are allowed and come back as warnings.");
        schema.putArray("required").add("room").add("window").add("metrics");
        ObjectNode properties = schema.putObject("properties");
        properties.set(
                "room", text("the room's name").put("minLength", 1).put("maxLength", SnapshotRequest.MOST_CHARACTERS));
        properties.set("window", window());
        properties.set("metrics", reference("metrics").put("minProperties", 1));
        properties.set("attributes", attributes(pack));
        properties.set(
                "baseline",
                reference("metrics").put("description", "what the metrics usually are, same room and local hour"));
        properties.set("previous", reference("metrics").put("description", "the values of the window before"));
        properties.set("slices", slices());
        properties.set("events", events());
        schema.putObject("$defs").set("metrics", metrics(pack));
        return schema;
    }

    private static ObjectNode window() {
        ObjectNode window = object("the time that the counts and shares cover; start before end, 24 h at most");
        window.putArray("required").add("start").add("end");
        window.putObject("properties").<ObjectNode>set("start", time()).set("end", time());
        return window;
    }

    private static ObjectNode metrics(RulePack pack) {
        ObjectNode metrics = object("metric name to number; what is absent was not measured");
        ObjectNode properties = metrics.putObject("properties");
        pack.metrics().values().forEach(metric -> properties.set(metric.name(), metric(metric)));
        metrics.putObject("additionalProperties").put("type", "number");
        return metrics;
    }

    private static ObjectNode metric(Metric metric) {
        ObjectNode schema = NODES.objectNode();
        switch (metric.unit()) {
            case RATIO -> schema.put("type", "number").put("minimum", 0).put("maximum", 1);
            case FLAG -> schema.putArray("enum").add(0).add(1);
            case DB, NUMBER -> schema.put("type", "number");
            default -> schema.put("type", "number").put("minimum", 0);
        }
        return schema.put("description", metric.meaning());
    }

    private static ObjectNode attributes(RulePack pack) {
        ObjectNode attributes = object("attribute name to text, number or true/false");
        ObjectNode properties = attributes.putObject("properties");
        pack.attributes().values().forEach(attribute -> properties.set(attribute.name(), attribute(attribute)));
        attributes
                .putObject("additionalProperties")
                .putArray("type")
                .add("string")
                .add("number")
                .add("boolean");
        return attributes;
    }

    private static ObjectNode attribute(AttributeDefinition attribute) {
        ObjectNode schema = NODES.objectNode();
        switch (attribute.type()) {
            case TEXT -> schema.put("type", "string");
            case NUMBER -> schema.put("type", "number");
            case FLAG -> schema.put("type", "boolean");
            case ENUM -> attribute.values().forEach(schema.putArray("enum")::add);
        }
        return schema.put("description", attribute.meaning());
    }

    private static ObjectNode slices() {
        ObjectNode slice = object("the metrics of the viewers who share some dimension values");
        slice.putArray("required").add("dimensions").add("metrics");
        ObjectNode properties = slice.putObject("properties");
        ObjectNode dimensions =
                object("dimension name to value, such as region to ID-JK").put("minProperties", 1);
        dimensions.putObject("additionalProperties").put("type", "string");
        properties.set("dimensions", dimensions);
        properties.set("metrics", reference("metrics"));
        properties.set("baseline", reference("metrics"));
        return array(
                slice, SnapshotRequest.MOST_SLICES, "a leaf table of several dimensions, or one table per dimension");
    }

    private static ObjectNode events() {
        ObjectNode event = object("something that was changed or happened");
        event.putArray("required").add("at").add("type");
        ObjectNode properties = event.putObject("properties");
        properties.set("at", time());
        properties.set("type", text("a dotted name such as release.deployed").put("minLength", 1));
        properties.set("note", text("free text"));
        return array(event, SnapshotRequest.MOST_EVENTS, "what was changed or happened around the window");
    }

    private static ObjectNode object(String description) {
        return NODES.objectNode().put("type", "object").put("description", description);
    }

    private static ObjectNode array(ObjectNode items, int most, String description) {
        ObjectNode array = NODES.objectNode()
                .put("type", "array")
                .put("description", description)
                .put("maxItems", most);
        array.set("items", items);
        return array;
    }

    private static ObjectNode text(String description) {
        return NODES.objectNode().put("type", "string").put("description", description);
    }

    private static ObjectNode time() {
        return NODES.objectNode().put("type", "string").put("format", "date-time");
    }

    private static ObjectNode reference(String definition) {
        return NODES.objectNode().put("$ref", "#/$defs/" + definition);
    }
}
