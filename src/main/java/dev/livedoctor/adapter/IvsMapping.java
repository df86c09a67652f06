package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.YamlValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What events of AWS IVS mean.
 *
 * @param rooms ARN, id or name of a channel to its room
 * @param room what of a channel that is not there is the name of its room
 * @param accountRoom the room that limits of the whole account are told of; null where they are not
 * @param window how long the window before an event is
 * @param attributes of all rooms
 * @param events name of an event, of a limit or of a state of a recording to what it means
 */
record IvsMapping(
        Map<String, String> rooms,
        ChannelName room,
        @Nullable String accountRoom,
        Duration window,
        Map<String, Object> attributes,
        Map<String, EventMapping> events) {

    /** What a room is called after. */
    enum ChannelName {
        CHANNEL_NAME,
        CHANNEL_ID,
        CHANNEL_ARN
    }

    static IvsMapping read(YamlValue file, RulePack pack) {
        file.allow("room", "rooms", "account-room", "window", "attributes", "events");
        Map<String, String> rooms = new LinkedHashMap<>();
        file.at("rooms").fields().forEach((channel, room) -> rooms.put(channel, room.text()));
        Map<String, EventMapping> events = new LinkedHashMap<>();
        file.at("events").fields().forEach((name, value) -> {
            EventMapping eventMapping = EventMapping.read(value, pack);
            if (eventMapping.metrics().isEmpty()) {
                value.key()
                        .complain(
                                ComplaintCode.MISSING_VALUE,
                                "'" + name + "' measures nothing, and no snapshot is without a metric.",
                                "metrics: {ingest.platform_live: 1}?");
            }
            events.put(name, eventMapping);
        });
        if (events.isEmpty()) {
            file.at("events")
                    .complain(ComplaintCode.MISSING_VALUE, "no event means anything.", "Stream Start: and metrics?");
        }
        YamlValue room = file.at("room");
        return new IvsMapping(
                rooms,
                room.present() ? room.constant(ChannelName.class) : ChannelName.CHANNEL_NAME,
                file.at("account-room").present() ? file.at("account-room").text() : null,
                MappingYaml.time(file.at("window"), Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofHours(1)),
                MappingYaml.attributes(file.at("attributes"), pack),
                events);
    }

    /** The room of the channel {@code arn} that is called {@code name}; empty where there is no such channel. */
    String room(String arn, String name) {
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        for (String known : List.of(arn, id, name)) {
            String given = rooms.get(known);
            if (given != null && !known.isEmpty()) {
                return given;
            }
        }
        if (arn.isEmpty() && name.isEmpty()) {
            return accountRoom == null ? "" : accountRoom;
        }
        return switch (room) {
            case CHANNEL_NAME -> name.isEmpty() ? id : name;
            case CHANNEL_ID -> id;
            case CHANNEL_ARN -> arn;
        };
    }
}
