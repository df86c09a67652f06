package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.YamlValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What YouTube says of live streams, and what it means.
 *
 * @param every how often it is asked
 * @param streams id of a live stream to its room and video
 * @param attributes of all rooms
 * @param viewers the metric that concurrent viewers become; null where they are not asked for
 * @param statuses {@code streamStatus} and {@code healthStatus} to what it means
 * @param issues type of a configuration issue to what it means
 */
record YouTubeMapping(
        Duration every,
        Map<String, Stream> streams,
        Map<String, Object> attributes,
        @Nullable MappedMetric viewers,
        Map<String, EventMapping> statuses,
        Map<String, EventMapping> issues) {
    /** YouTube takes so many ids at once. */
    static final int MOST_STREAMS = 50;

    /**
     * A live stream.
     *
     * @param room its room
     * @param video the broadcast's video, which has the viewers; null where they are not asked for
     */
    record Stream(String room, @Nullable String video) {}

    static YouTubeMapping read(YamlValue file, RulePack pack) {
        file.allow("every", "streams", "attributes", "viewers", "statuses", "issues");
        Map<String, Stream> streams = new LinkedHashMap<>();
        file.at("streams").fields().forEach((id, value) -> {
            if (value.isText()) {
                streams.put(id, new Stream(value.text(), null));
            } else {
                value.allow("room", "video");
                YamlValue video = value.at("video");
                streams.put(id, new Stream(value.at("room").text(), video.present() ? video.text() : null));
            }
        });
        if (streams.isEmpty() || streams.size() > MOST_STREAMS) {
            file.at("streams")
                    .complain(
                            ComplaintCode.OUT_OF_RANGE,
                            "there are " + streams.size() + " streams: it takes 1 to " + MOST_STREAMS + ".",
                            "an id of liveStreams.list and a room?");
        }
        YamlValue viewers = file.at("viewers");
        MappedMetric mapped = viewers.present()
                ? MappingYaml.mapped(viewers.text(), viewers, pack).orElse(null)
                : null;
        return new YouTubeMapping(
                MappingYaml.time(file.at("every"), Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofHours(1)),
                streams,
                MappingYaml.attributes(file.at("attributes"), pack),
                mapped,
                eventMappings(file.at("statuses"), pack),
                eventMappings(file.at("issues"), pack));
    }

    private static Map<String, EventMapping> eventMappings(YamlValue fields, RulePack pack) {
        Map<String, EventMapping> eventMappings = new LinkedHashMap<>();
        fields.fields().forEach((name, value) -> eventMappings.put(name, EventMapping.read(value, pack)));
        return eventMappings;
    }
}
