package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpPoint.Series;
import dev.livedoctor.snapshot.MetricSnapshot;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes metrics of OpenTelemetry. What is answered is durable; what could not be recorded changes nothing, so that it can come again.
 */
final class OtlpSource {
    private static final long MOST_BYTES_OF_COUNTERS = 64 << 20;
    private static final int MOST_REQUESTS = 1_000;
    /** A point further ahead is of a wrong clock, and must not block its counter until then. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final Mapping<OtlpMapping> mapping;
    private final int mostRooms;
    private final Recorder recorder;
    private final SourceStats stats;
    private final Clock clock;
    private final OtlpCounters counters = new OtlpCounters(MOST_BYTES_OF_COUNTERS);
    private final OtlpParts parts = new OtlpParts();

    /** What came lately, since a client that got no answer in time sends the same bytes again. */
    private final Map<ByteBuffer, OtlpRejections> lately = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, OtlpRejections> eldest) {
            return size() > MOST_REQUESTS;
        }
    };

    OtlpSource(Mapping<OtlpMapping> mapping, int mostRooms, Recorder recorder, SourceStats stats, Clock clock) {
        this.mapping = mapping;
        this.mostRooms = mostRooms;
        this.recorder = recorder;
        this.stats = stats;
        this.clock = clock;
    }

    /**
     * Records what is in {@code request}; counters are looked at one request at a time.
     *
     * @param digest of its bytes
     * @return what of it could not be used
     * @throws dev.livedoctor.history.HistoryUnavailableException where it cannot be recorded now
     */
    synchronized OtlpRejections take(ExportMetricsServiceRequest request, byte[] digest) {
        ByteBuffer key = ByteBuffer.wrap(digest);
        OtlpRejections before = lately.get(key);
        if (before != null) {
            return before;
        }
        OtlpRejections rejections = new OtlpRejections();
        counters.forget();
        record(request, rejections);
        counters.keep();
        lately.put(key, rejections);
        if (!rejections.reasons().isEmpty()) {
            stats.trouble(rejections.reasons());
        }
        return rejections;
    }

    private void record(ExportMetricsServiceRequest request, OtlpRejections rejections) {
        OtlpMapping held = mapping.current();
        Instant latest = clock.instant().plus(AHEAD);
        List<OtlpPoint> measured = new ArrayList<>();
        Map<String, List<Series>> rooms = new LinkedHashMap<>();
        for (OtlpPoint point : OtlpReader.read(request, held.wanted(), rejections)) {
            String room = OtlpWindows.room(point, held);
            if (room == null) {
                rejections.add(
                        1,
                        point.metric() + " has no attribute " + String.join(" or ", held.roomAttributes())
                                + ", which names the room.");
            } else if (!rooms.containsKey(room) && rooms.size() >= mostRooms) {
                rejections.add(1, "There are more than " + mostRooms + " rooms.");
            } else if (point.time().isAfter(latest)) {
                rejections.add(1, point.metric() + " was measured in the future. Maybe a clock is wrong?");
            } else {
                rooms.computeIfAbsent(room, none -> new ArrayList<>()).add(point.series());
                counters.delta(point, held.window(), rejections).ifPresent(measured::add);
            }
        }
        List<MetricSnapshot> snapshots =
                new OtlpWindows(held, trouble -> rejections.add(0, trouble)).snapshots(measured);
        Map<String, String> refused = parts.record(snapshots, together -> stats.record(together, recorder));
        refused.forEach((room, why) -> {
            // The points of a room go together, and what its counters counted goes to the next window.
            List<Series> series = Objects.requireNonNullElse(rooms.get(room), List.of());
            counters.forget(series);
            rejections.add(series.size(), "A snapshot of " + room + " was refused: " + why + ".");
        });
    }
}
