package dev.livedoctor.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.api.InvalidSnapshotException;
import dev.livedoctor.api.MalformedJsonException;
import dev.livedoctor.api.ParsedSnapshot;
import dev.livedoctor.api.ReportPipeline;
import dev.livedoctor.api.Violation;
import io.quarkiverse.mcp.server.InputSchemaGenerator;
import io.quarkiverse.mcp.server.ToolCallException;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/** Snapshots as a model gives them: the same as over HTTP, and refused with the same violations. */
@Singleton
public class SnapshotArgument implements InputSchemaGenerator<JsonObject> {
    private static final String SCHEMA = """
            {"type": "object", "required": ["snapshot"], "properties": {
              "snapshot": {
                "type": "object",
                "description": "What was measured of one room in one window. What is left out was not measured: never zero, never healthy. The tool catalog lists the names.",
                "required": ["room", "window", "metrics"],
                "properties": {
                  "room": {"type": "string", "minLength": 1, "maxLength": 128},
                  "window": {"type": "object", "required": ["start", "end"], "properties": {
                    "start": {"type": "string", "format": "date-time"}, "end": {"type": "string", "format": "date-time"}}},
                  "metrics": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "number"},
                    "examples": [{"audience.viewers": 4120, "playback.stall_ratio": 0.071}]},
                  "attributes": {"type": "object", "description": "such as room.market: ID, stream.transport: flv"},
                  "baseline": {"type": "object", "additionalProperties": {"type": "number"}, "description": "what the metrics usually are"},
                  "previous": {"type": "object", "additionalProperties": {"type": "number"}, "description": "the window before"},
                  "slices": {"type": "array", "items": {"type": "object", "required": ["dimensions", "metrics"], "properties": {
                    "dimensions": {"type": "object", "additionalProperties": {"type": "string"}, "examples": [{"region": "ID-JK", "cdn_node": "jkt-2"}]},
                    "metrics": {"type": "object", "additionalProperties": {"type": "number"}},
                    "baseline": {"type": "object", "additionalProperties": {"type": "number"}}}}},
                  "events": {"type": "array", "items": {"type": "object"}}}},
              %s}}""";

    private static final String LANGUAGE =
            "\"language\": {\"type\": \"string\", \"enum\": [\"en\", \"zh\"], \"default\": \"en\"}";
    private static final String ABOUT = "\"about\": {\"type\": \"string\", \"description\":"
            + " \"the code of a cause or symptom, such as CDN_NODE_FAULT: only the rules that speak of it\"}";

    private final ObjectMapper json;

    SnapshotArgument(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public JsonObject generate(ToolInfo tool) {
        return new JsonObject(SCHEMA.formatted(tool.name().equals("diagnose") ? LANGUAGE : ABOUT));
    }

    /**
     * The snapshot in {@code argument}.
     *
     * @throws ToolCallException with every violation, where it is none
     */
    ParsedSnapshot read(ReportPipeline pipeline, Map<String, Object> argument) {
        try {
            return pipeline.read(json.writeValueAsBytes(argument));
        } catch (InvalidSnapshotException e) {
            throw new ToolCallException(e.violations().stream()
                    .map(SnapshotArgument::words)
                    .collect(Collectors.joining("\n", e.getMessage() + "\n", "")));
        } catch (MalformedJsonException e) {
            throw new ToolCallException(String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            throw new ToolCallException("The snapshot is not a JSON object.");
        }
    }

    private static String words(Violation violation) {
        return violation.pointer() + " " + violation.message();
    }
}
