package dev.livedoctor.adapter;

import dev.livedoctor.adapter.Recorder.Outcome;
import dev.livedoctor.snapshot.MetricSnapshot;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes metrics of OpenTelemetry. What is answered is durable; what could not be recorded changes nothing, so that it can come again.
 */
final class OtlpSource {
    private static final int MOST_SERIES = 50_000;
    private static final int MOST_POINTS = 200_000;
    private static final int MOST_REQUESTS = 1_000;

    private final Mapping<OtlpMapping> mapping;
    private final int mostRooms;
    private final Recorder recorder;
    private final Ledger ledger;
    private final OtlpCounters counters = new OtlpCounters(MOST_SERIES);

    /** What came lately, since whoever got no answer in time sends the same bytes again. */
    private final Map<ByteBuffer, OtlpRejections> lately = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, OtlpRejections> eldest) {
            return size() > MOST_REQUESTS;
        }
    };

    OtlpSource(Mapping<OtlpMapping> mapping, int mostRooms, Recorder recorder, Ledger ledger) {
        this.mapping = mapping;
        this.mostRooms = mostRooms;
        this.recorder = recorder;
        this.ledger = ledger;
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
            ledger.trouble(rejections.reasons());
        }
        return rejections;
    }

    private void record(ExportMetricsServiceRequest request, OtlpRejections rejections) {
        OtlpMapping held = mapping.current();
        List<OtlpPoint> measured = new ArrayList<>();
        Map<String, Integer> rooms = new LinkedHashMap<>();
        for (OtlpPoint point : OtlpReader.read(request, held.wanted(), rejections)) {
            String room = OtlpWindows.room(point, held);
            if (room == null) {
                rejections.add(
                        1,
                        point.metric() + " has no attribute " + String.join(" or ", held.roomAttributes())
                                + ", which names the room.");
            } else if (!rooms.containsKey(room) && rooms.size() >= mostRooms) {
                rejections.add(1, "There are more than " + mostRooms + " rooms.");
            } else if (measured.size() >= MOST_POINTS) {
                rejections.add(1, "There are more than " + MOST_POINTS + " points.");
            } else {
                rooms.merge(room, 1, Integer::sum);
                counters.delta(point, held.window()).ifPresent(measured::add);
            }
        }
        List<MetricSnapshot> snapshots =
                new OtlpWindows(held, trouble -> rejections.add(0, trouble)).snapshots(measured);
        List<Outcome> outcomes = ledger.record(snapshots, recorder);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).kind() == Outcome.Kind.REFUSED) {
                // The points of a room go together.
                rejections.add(
                        Objects.requireNonNullElse(rooms.remove(snapshots.get(i).room()), 0),
                        "A snapshot of " + snapshots.get(i).room() + " was refused: "
                                + outcomes.get(i).why() + ".");
            }
        }
    }
}
