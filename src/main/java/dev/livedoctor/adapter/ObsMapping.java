package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.YamlValue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a log of OBS means.
 *
 * @param window how long the windows are in which changes of the line are told
 * @param attributes of the room
 * @param metrics metric to what the log says
 * @param events change to the type of event that rules know it by
 */
record ObsMapping(
        Duration window,
        Map<String, Object> attributes,
        Map<Measure, Says> metrics,
        Map<ObsBroadcast.What, String> events) {

    /** What a log says. */
    enum Says {
        DROPPED_FRAMES,
        SKIPPED_FRAMES,
        LAGGED_FRAMES,
        RECONNECTS,
        CONNECTED,
        TARGET_FRAME_RATE,
        TARGET_BITRATE,
        HEIGHT
    }

    static ObsMapping read(YamlValue file, RulePack pack) {
        file.allow("window", "attributes", "metrics", "events");
        Map<Measure, Says> metrics = new LinkedHashMap<>();
        file.at("metrics").fields().forEach((name, value) -> {
            Says says = value.constant(Says.class);
            MappingYaml.measure(name, value, pack).ifPresent(measure -> metrics.put(measure, says));
        });
        if (metrics.isEmpty()) {
            file.at("metrics")
                    .complain(
                            ComplaintCode.MISSING_VALUE,
                            "no metric is taken.",
                            "ingest.dropped_frame_ratio: dropped_frames?");
        }
        Map<ObsBroadcast.What, String> events = new EnumMap<>(ObsBroadcast.What.class);
        file.at("events").fields().forEach((name, value) -> {
            for (ObsBroadcast.What what : ObsBroadcast.What.values()) {
                if (what.name().equalsIgnoreCase(name)) {
                    events.put(what, value.text());
                    return;
                }
            }
            value.complainOfKey(
                    ComplaintCode.UNKNOWN_KEY,
                    "'" + name + "' is not known here.",
                    "connected, disconnected, reconnecting or encoder_failed?");
        });
        return new ObsMapping(
                MappingYaml.time(file.at("window"), Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1)),
                MappingYaml.attributes(file.at("attributes"), pack),
                metrics,
                events);
    }
}
