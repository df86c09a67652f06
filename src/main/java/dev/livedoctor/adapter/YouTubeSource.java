package dev.livedoctor.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.livedoctor.adapter.YouTubeMapping.Stream;
import dev.livedoctor.outbound.HttpReply;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Window;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Asks YouTube how live streams are: their status and health, and how many watch. What it said of the past it does not tell, so that
 * windows in which it could not be asked are lost.
 */
final class YouTubeSource implements PolledSource {
    static final String ADDRESS = "https://www.googleapis.com/youtube/v3";
    private static final int OK = 200;
    private static final int LONGEST = 500;
    /** Stream statuses before, between and after broadcasts. */
    private static final Set<String> SILENT = Set.of("created", "ready", "inactive");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(50).build());
    }

    private final SourceClient client;
    private final Mapping<YouTubeMapping> mapping;
    private final Recorder recorder;
    private final SourceStats stats;
    private final Clock clock;
    private final WindowSchedule schedule = new WindowSchedule();

    YouTubeSource(
            SourceClient client, Mapping<YouTubeMapping> mapping, Recorder recorder, SourceStats stats, Clock clock) {
        this.client = client;
        this.mapping = mapping;
        this.recorder = recorder;
        this.stats = stats;
        this.clock = clock;
    }

    @Override
    public boolean poll() {
        YouTubeMapping held = mapping.current();
        Optional<Window> due = schedule.next(clock.instant(), held.every(), Duration.ZERO, Duration.ZERO);
        stats.skip(schedule.skipped());
        if (due.isEmpty()) {
            return false;
        }
        Window window = due.get();
        SnapshotBuilder builder = new SnapshotBuilder(window, YouTubeMapping.MOST_STREAMS, stats::trouble);
        Map<String, JsonNode> streams =
                list("/liveStreams?part=id,status", held.streams().keySet());
        held.streams().forEach((id, stream) -> {
            JsonNode found = streams.get(id);
            if (found == null) {
                stats.trouble("YouTube knows no live stream " + id + " of this account.");
            } else {
                health(found.path("status"), stream, held, window.end(), builder);
            }
        });
        viewers(held, builder);
        stats.record(builder.snapshots(held.attributes()), recorder);
        schedule.done(window);
        return true;
    }

    private void health(JsonNode status, Stream stream, YouTubeMapping held, Instant at, SnapshotBuilder builder) {
        String line = status.path("streamStatus").asText();
        // Where nothing is meant to arrive, the health is of what once did.
        JsonNode health = SILENT.contains(line) ? MissingNode.getInstance() : status.path("healthStatus");
        List<EventMapping> eventMappings = new ArrayList<>();
        for (String word : List.of(line, health.path("status").asText())) {
            EventMapping eventMapping = held.statuses().get(word);
            if (eventMapping != null) {
                eventMappings.add(eventMapping);
                tell(eventMapping, "YouTube says " + word, stream, at, builder);
            }
        }
        for (JsonNode issue : health.path("configurationIssues")) {
            EventMapping eventMapping = held.issues().get(issue.path("type").asText());
            if (eventMapping != null) {
                eventMappings.add(eventMapping);
                String note = issue.path("severity").asText() + ": "
                        + issue.path("reason").asText() + ". "
                        + issue.path("description").asText();
                tell(eventMapping, note, stream, at, builder);
            }
        }
        Map<MappedMetric, Double> metrics = new HashMap<>();
        eventMappings.forEach(eventMapping -> eventMapping.metrics().forEach(metrics::putIfAbsent));
        metrics.forEach((mapped, value) -> builder.measured(stream.room(), Map.of(), mapped, value));
    }

    private static void tell(
            EventMapping eventMapping, String note, Stream stream, Instant at, SnapshotBuilder builder) {
        eventMapping.attributes().forEach((name, value) -> builder.described(stream.room(), name, value));
        if (eventMapping.event() != null) {
            String text = note.length() > LONGEST ? note.substring(0, LONGEST) : note;
            builder.happened(stream.room(), new RoomEvent(at, eventMapping.event(), text));
        }
    }

    private void viewers(YouTubeMapping held, SnapshotBuilder builder) {
        MappedMetric mapped = held.viewers();
        List<String> videos = held.streams().values().stream()
                .map(Stream::video)
                .filter(Objects::nonNull)
                .toList();
        if (mapped == null || videos.isEmpty()) {
            return;
        }
        Map<String, JsonNode> found = list("/videos?part=id,liveStreamingDetails", videos);
        for (Stream stream : held.streams().values()) {
            JsonNode video = stream.video() == null ? null : found.get(stream.video());
            // Where viewers are hidden, or the broadcast is over, there is no such field.
            if (video != null && video.path("liveStreamingDetails").has("concurrentViewers")) {
                double watching = video.path("liveStreamingDetails")
                        .path("concurrentViewers")
                        .asDouble(Double.NaN);
                builder.measured(stream.room(), Map.of(), mapped, watching);
            }
        }
    }

    /** What is there of {@code ids}, by id. */
    private Map<String, JsonNode> list(String path, Collection<String> ids) {
        HttpReply reply = client.get(path + "&maxResults=" + YouTubeMapping.MOST_STREAMS + "&id="
                + URLEncoder.encode(String.join(",", ids), StandardCharsets.UTF_8));
        JsonNode tree;
        try {
            tree = JSON.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new SourceUnavailableException(client + " answers " + reply.status() + ", and no JSON.");
        }
        if (reply.status() != OK) {
            String why = tree.path("error").path("message").asText();
            throw new SourceUnavailableException(client + " answers " + reply.status() + ": "
                    + why.substring(0, Math.min(why.length(), LONGEST))
                    + " Maybe a token with the scope youtube.readonly?");
        }
        Map<String, JsonNode> items = new HashMap<>();
        tree.path("items").forEach(item -> items.put(item.path("id").asText(), item));
        return items;
    }
}
