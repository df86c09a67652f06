package dev.livedoctor.ruleset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Snapshots from trees, for tests that go around HTTP. */
public final class Snapshots {
    private Snapshots() {}

    /** The snapshot that {@code tree} describes; a missing room or window is made up. */
    public static MetricSnapshot of(JsonNode tree) {
        JsonNode window = tree.path("window");
        List<Slice> slices = new ArrayList<>();
        tree.path("slices")
                .forEach(slice -> slices.add(new Slice(
                        map(slice.path("dimensions"), JsonNode::asText),
                        map(slice.path("metrics"), JsonNode::asDouble),
                        map(slice.path("baseline"), JsonNode::asDouble))));
        List<RoomEvent> events = new ArrayList<>();
        tree.path("events")
                .forEach(event -> events.add(new RoomEvent(
                        instant(event.path("at"), "2026-11-22T13:04:30Z"),
                        event.path("type").asText(),
                        null)));
        return new MetricSnapshot(
                tree.path("room").asText("room"),
                new Window(
                        instant(window.path("start"), "2026-11-22T13:04:00Z"),
                        instant(window.path("end"), "2026-11-22T13:05:00Z")),
                map(tree.path("metrics"), JsonNode::asDouble),
                map(tree.path("attributes"), Snapshots::scalar),
                map(tree.path("baseline"), JsonNode::asDouble),
                map(tree.path("previous"), JsonNode::asDouble),
                slices,
                events);
    }

    private static Object scalar(JsonNode node) {
        return node.isBoolean()
                ? (Object) node.asBoolean()
                : node.isNumber() ? (Object) node.asDouble() : node.asText();
    }

    private static Instant instant(JsonNode node, String otherwise) {
        return OffsetDateTime.parse(node.asText(otherwise)).toInstant();
    }

    private static <T> Map<String, T> map(JsonNode node, Function<JsonNode, T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        node.fields().forEachRemaining(entry -> map.put(entry.getKey(), value.apply(entry.getValue())));
        return map;
    }
}
