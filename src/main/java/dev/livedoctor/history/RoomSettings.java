package dev.livedoctor.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How a room was set up: what snapshots say of it that somebody chose, and that is no measurement. */
final class RoomSettings {
    private static final JsonMapper JSON = new JsonMapper();
    /** PostgreSQL has no index of texts that are much longer. */
    private static final int MOST_BYTES = 2_000;

    /** Numbers that are settings; all others move by themselves. */
    private static final Set<String> NUMBERS = Set.of("chat.slow_mode_s", "payment.steps", "promotion.mechanics");
    /** What happens to a room, or depends on the hour, and is no choice. */
    private static final Set<String> MOMENTS =
            Set.of("peak", "maintenance", "stream.muted", "stream.viewer_limit_reached", "room.policy_restricted");

    private RoomSettings() {}

    /** The settings among {@code attributes}, as text. */
    static Map<String, String> of(Map<String, Object> attributes) {
        Map<String, String> setup = new TreeMap<>();
        int bytes = 0;
        for (Map.Entry<String, Object> attribute : new TreeMap<>(attributes).entrySet()) {
            String name = attribute.getKey();
            Object value = attribute.getValue();
            boolean chosen = value instanceof Double ? NUMBERS.contains(name) : !MOMENTS.contains(name);
            if (chosen) {
                Map<String, String> one = Map.of(HourRollUp.cut(name), HourRollUp.cut(text(value)));
                bytes += text(one).getBytes(StandardCharsets.UTF_8).length;
                if (bytes > MOST_BYTES) {
                    break;
                }
                setup.putAll(one);
            }
        }
        return setup;
    }

    private static String text(Object value) {
        return value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    static String text(Map<String, String> setup) {
        try {
            return JSON.writeValueAsString(setup);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> read(String text) {
        try {
            return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
