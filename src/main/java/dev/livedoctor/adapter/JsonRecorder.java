package dev.livedoctor.adapter;

import dev.livedoctor.adapter.Recorder.Outcome;
import java.util.List;

/** Where snapshots go that are JSON already. */
interface JsonRecorder {

    /**
     * A snapshot as it could be posted.
     *
     * @param room its room
     * @param body JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // read once and thrown away
    record Post(String room, byte[] body) {}

    /**
     * Records {@code posts}, and returns when that is durable: what became of each, in the same order.
     *
     * @throws dev.livedoctor.history.HistoryUnavailableException where that cannot be now
     */
    List<Outcome> post(List<Post> posts);
}
