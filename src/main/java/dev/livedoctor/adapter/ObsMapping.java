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
        Map<MappedMetric, LogValue> metrics,
        Map<ObsBroadcast.ChangeType, String> events) {

    /** What a log says. */
    enum LogValue {
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
        Map<MappedMetric, LogValue> metrics = new LinkedHashMap<>();
        file.at("metrics").fields().forEach((name, value) -> {
            LogValue logValue = value.constant(LogValue.class);
            MappingYaml.mapped(name, value, pack).ifPresent(mapped -> metrics.put(mapped, logValue));
        });
        if (metrics.isEmpty()) {
            file.at("metrics")
                    .complain(
                            ComplaintCode.MISSING_VALUE,
                            "no metric is taken.",
                            "ingest.dropped_frame_ratio: dropped_frames?");
        }
        Map<ObsBroadcast.ChangeType, String> events = new EnumMap<>(ObsBroadcast.ChangeType.class);
        file.at("events").fields().forEach((name, value) -> {
            for (ObsBroadcast.ChangeType what : ObsBroadcast.ChangeType.values()) {
                if (what.name().equalsIgnoreCase(name)) {
                    events.put(what, value.text());
                    return;
                }
            }
            value.key()
                    .complain(
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
