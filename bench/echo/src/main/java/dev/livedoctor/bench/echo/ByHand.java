package dev.livedoctor.bench.echo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a diagnosis costs at least: a streaming parse of all of the request, ranges checked by ifs, a dozen rules as ifs, a small answer.
 */
@ApplicationScoped
public class ByHand {
    private static final JsonFactory JSON = new JsonFactory();

    void register(@Observes Router router) {
        router.post("/by-hand").handler(request -> {
            request.request().body().onComplete(
                    body -> answer(request, body.getBytes()), failure -> request.response().setStatusCode(400).end());
            // Quarkus hands requests over paused.
            request.request().resume();
        });
    }

    private static void answer(RoutingContext request, byte[] body) {
        try {
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(Buffer.buffer(diagnose(body)));
        } catch (IOException | RuntimeException e) {
            request.response().setStatusCode(400).end(String.valueOf(e.getMessage()));
        }
    }

    private static String diagnose(byte[] body) throws IOException {
        Room room = new Room();
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, "an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "room" -> room.name = json.getText();
                    case "window" -> readWindow(json, room);
                    case "attributes" -> texts(json, room.attributes);
                    case "metrics" -> numbers(json, room.metrics);
                    case "baseline" -> numbers(json, room.baseline);
                    case "previous" -> numbers(json, room.previous);
                    case "slices" -> readSlices(json, room);
                    case "events" -> readEvents(json);
                    default -> json.skipChildren();
                }
            }
        }
        expect(room.name != null && !room.name.isBlank() && room.name.length() <= 128, "a room");
        expect(room.start != null && room.end != null && room.start.isBefore(room.end), "a window");
        expect(!room.metrics.isEmpty(), "metrics");
        return "{\"room\":\"" + room.name + "\",\"cause\":\"" + room.cause() + "\"}";
    }

    private static void readWindow(JsonParser json, Room room) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "start" -> room.start = Instant.parse(json.getText());
                case "end" -> room.end = Instant.parse(json.getText());
                default -> json.skipChildren();
            }
        }
    }

    private static void readSlices(JsonParser json, Room room) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> dimensions = new HashMap<>();
            Map<String, Double> metrics = new HashMap<>();
            Map<String, Double> baseline = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "dimensions" -> texts(json, dimensions);
                    case "metrics" -> numbers(json, metrics);
                    case "baseline" -> numbers(json, baseline);
                    default -> json.skipChildren();
                }
            }
            expect(!dimensions.isEmpty() && !metrics.isEmpty(), "dimensions and metrics");
            double stall = metrics.getOrDefault("playback.stall_ratio", 0.0);
            if (stall > room.worstStall) {
                room.worstStall = stall;
                room.worstErrors = metrics.getOrDefault("delivery.edge_error_ratio", 0.0);
            }
        }
    }

    private static void readEvents(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> event = new HashMap<>();
            texts(json, event);
            Instant.parse(event.get("at"));
            expect(!event.get("type").isBlank(), "a type");
        }
    }

    private static void texts(JsonParser json, Map<String, String> texts) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            texts.put(name, json.getText());
        }
    }

    private static void numbers(JsonParser json, Map<String, Double> numbers) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            expect(json.nextToken().isNumeric(), "a number");
            double value = json.getDoubleValue();
            expect(value >= 0 && (value <= 1 || !name.endsWith("_ratio")), "a value in its range");
            numbers.put(name, value);
        }
    }

    private static void expect(boolean holds, String what) throws JsonProcessingException {
        if (!holds) {
            throw new JsonParseException(null, "expected " + what);
        }
    }

    /** What was read of one request. */
    private static final class Room {
        private final Map<String, String> attributes = new HashMap<>();
        private final Map<String, Double> metrics = new HashMap<>();
        private final Map<String, Double> baseline = new HashMap<>();
        private final Map<String, Double> previous = new HashMap<>();
        private String name;
        private Instant start;
        private Instant end;
        private double worstStall;
        private double worstErrors;

        private String cause() {
            if (of("ingest.connected", 1) == 0) {
                return "UPLINK_LOST";
            }
            if (of("ingest.dropped_frame_ratio", 0) > 0.02) {
                return "UPLINK_CONGESTED";
            }
            if (of("ingest.skipped_frame_ratio", 0) > 0.02) {
                return "ENCODER_OVERLOADED";
            }
            if (worstErrors > 0.03) {
                return "CDN_NODE_FAULT";
            }
            if (of("delivery.origin_error_ratio", 0) > 0.02) {
                return "ORIGIN_OVERLOADED";
            }
            if (of("delivery.bandwidth_utilization_ratio", 0) > 0.9) {
                return "BANDWIDTH_EXHAUSTED";
            }
            if (worstStall > 0.03) {
                return "LAST_MILE_ISOLATED";
            }
            if (of("playback.latency_ms", 0) > ("rtc".equals(attributes.get("stream.transport")) ? 800 : 9_000)) {
                return "DELIVERY_TOO_SLOW";
            }
            double retention = of("audience.retention_60s_ratio", 1);
            if (retention < 0.23 || retention < 0.7 * baseline.getOrDefault("audience.retention_60s_ratio", 0.0)) {
                return "OPENING_WEAK";
            }
            if (of("audience.exits", 0) > 1.8 * previous.getOrDefault("audience.exits", Double.MAX_VALUE)) {
                return "HOST_NOT_ENGAGING";
            }
            if (of("commerce.orders", 1) / of("commerce.product_clicks", 1) < 0.01) {
                return "PRICE_UNCOMPETITIVE";
            }
            return "NONE";
        }

        private double of(String metric, double absent) {
            return metrics.getOrDefault(metric, absent);
        }
    }
}
