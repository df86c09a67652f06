package dev.livedoctor.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.adapter.Recorder.Outcome;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes events of AWS IVS. Each is a window of its own that ends with it, and says what it says whenever it comes, so that late, doubled
 * and unordered ones need no memory.
 */
final class IvsSource {
    /** Two events of a room in one millisecond: the later is moved on by up to so many milliseconds. */
    private static final int MOST_SHIFTS = 10;

    private final Mapping<IvsMapping> mapping;
    private final Recorder recorder;
    private final SourceStats stats;

    /**
     * What became of events.
     *
     * @param recorded they are durable
     * @param ignored they mean nothing by the mapping
     * @param refused why the others are no snapshots
     */
    record Taken(int recorded, int ignored, List<String> refused) {}

    IvsSource(Mapping<IvsMapping> mapping, Recorder recorder, SourceStats stats) {
        this.mapping = mapping;
        this.recorder = recorder;
        this.stats = stats;
    }

    /**
     * Records events.
     *
     * @throws dev.livedoctor.history.HistoryUnavailableException where they cannot be recorded now
     */
    Taken take(List<JsonNode> events) {
        IvsMapping held = mapping.current();
        int recorded = 0;
        int ignored = 0;
        List<String> refused = new ArrayList<>();
        for (JsonNode tree : events) {
            Optional<IvsEvent> event = IvsEvent.of(tree);
            if (event.isEmpty()) {
                refused.add(
                        "This is not an event of aws.ivs with an id, a time and a name. Maybe the event as it is, without a"
                                + " transformer?");
                continue;
            }
            Outcome outcome = take(event.get(), held);
            switch (outcome.kind()) {
                case RECORDED -> recorded++;
                case KNOWN -> ignored++;
                case REFUSED -> refused.add(event.get().id() + ": " + outcome.why());
            }
        }
        refused.forEach(stats::trouble);
        return new Taken(recorded, ignored, refused);
    }

    /** Something is odd that is no event. */
    void trouble(String what) {
        stats.trouble(what);
    }

    private Outcome take(IvsEvent event, IvsMapping held) {
        EventMapping eventMapping = held.events().get(event.name());
        String room = held.room(event.arn(), event.channel());
        if (eventMapping == null || room.isEmpty()) {
            stats.trouble(event.name()
                    + (eventMapping == null
                            ? " is not in the mapping, and ignored."
                            : " is of the whole account, and ignored. Maybe account-room: and a room?"));
            return Outcome.KNOWN;
        }
        Outcome outcome = Outcome.KNOWN;
        for (int shift = 0; shift < MOST_SHIFTS && outcome.kind() == Outcome.Kind.KNOWN; shift++) {
            outcome = stats.record(snapshot(event, room, eventMapping, held, shift), recorder)
                    .get(0);
        }
        return outcome;
    }

    private List<MetricSnapshot> snapshot(
            IvsEvent event, String room, EventMapping eventMapping, IvsMapping held, int shift) {
        Window window = new Window(
                event.at().minus(held.window()).plusMillis(shift), event.at().plusMillis(shift));
        SnapshotBuilder builder = new SnapshotBuilder(window, 1, stats::trouble);
        eventMapping.metrics().forEach((mapped, value) -> builder.measured(room, Map.of(), mapped, value));
        eventMapping.attributes().forEach((name, value) -> builder.described(room, name, value));
        if (eventMapping.event() != null) {
            builder.happened(room, new RoomEvent(event.at(), eventMapping.event(), event.note()));
        }
        return builder.snapshots(held.attributes());
    }
}
