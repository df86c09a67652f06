package dev.livedoctor.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * An event of AWS IVS, as EventBridge delivers it.
 *
 * @param id of the event, the same each time that it is delivered
 * @param at when it happened, to the millisecond: EventBridge gives the second, and the rest is made of the id, so that two events of
 *     one second are two, and one that comes twice is one
 * @param name of the event, of the limit, or of the state of a recording
 * @param arn of the channel; empty where it is of the whole account
 * @param channel the channel's name; perhaps empty
 * @param note what else it says, and its id, so that two events never say quite the same
 */
record IvsEvent(String id, Instant at, String name, String arn, String channel, String note) {
    private static final String SOURCE = "aws.ivs";
    private static final int MILLIS = 1_000;
    private static final int LONGEST_NOTE = 500;

    /** The event in {@code tree}; empty where it is none of IVS. */
    static Optional<IvsEvent> of(JsonNode tree) {
        JsonNode detail = tree.path("detail");
        String id = tree.path("id").asText();
        String name = first(detail, "event_name", "limit_name", "recording_status");
        if (!tree.path("source").asText().equals(SOURCE) || id.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(tree.path("time").asText());
            int rest = Math.floorMod(Arrays.hashCode(id.getBytes(StandardCharsets.UTF_8)), MILLIS);
            return Optional.of(new IvsEvent(
                    id,
                    time.getNano() == 0 ? time.plusMillis(rest) : time,
                    name,
                    channel(tree.path("resources")),
                    detail.path("channel_name").asText(),
                    note(tree.path("detail-type").asText(), name, detail) + " [" + shortened(id) + "]"));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String first(JsonNode detail, String... names) {
        return Arrays.stream(names)
                .map(name -> detail.path(name).asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String channel(JsonNode resources) {
        for (JsonNode resource : resources) {
            if (resource.asText().contains(":channel/")) {
                return resource.asText();
            }
        }
        return "";
    }

    private static String note(String type, String name, JsonNode detail) {
        StringBuilder note = new StringBuilder(type).append(": ").append(name);
        if (detail.has("limit_value")) {
            note.append(", limit ")
                    .append(detail.path("limit_value").asText())
                    .append(' ')
                    .append(detail.path("limit_unit").asText())
                    .append(", exceeded by ")
                    .append(detail.path("exceeded_by").asText());
        }
        String more = first(detail, "reason", "code", "recording_status_reason");
        if (!more.isEmpty()) {
            note.append(", ").append(more);
        }
        return shortened(note.toString());
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) : text;
    }
}
