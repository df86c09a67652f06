package dev.livedoctor.adapter;

import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.List;

/** Where snapshots go. */
interface Recorder {

    /**
     * What became of a snapshot.
     *
     * @param kind whether it was kept
     * @param why it was refused; empty otherwise
     */
    record Outcome(Kind kind, String why) {
        static final Outcome RECORDED = new Outcome(Kind.RECORDED, "");
        static final Outcome KNOWN = new Outcome(Kind.KNOWN, "");

        /** Whether it was kept. */
        enum Kind {
            /** It is durable now, and was perhaps before. */
            RECORDED,
            /** The window is recorded with other content, which stays. */
            KNOWN,
            /** It is no snapshot, or too old. */
            REFUSED
        }

        static Outcome refused(String why) {
            return new Outcome(Kind.REFUSED, why);
        }
    }

    /**
     * Records {@code snapshots}, and returns when that is durable: what became of each, in the same order.
     *
     * @throws dev.livedoctor.history.HistoryUnavailableException where that cannot be now
     */
    List<Outcome> record(List<MetricSnapshot> snapshots);
}
