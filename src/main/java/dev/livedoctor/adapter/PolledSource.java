package dev.livedoctor.adapter;

/** A source that is asked. */
interface PolledSource {

    /**
     * Records the next window that is due, if any.
     *
     * @return whether there was one
     * @throws SourceUnavailableException where the source has no answer now; the window is asked for again
     * @throws dev.livedoctor.history.HistoryUnavailableException where nothing can be recorded now
     */
    boolean poll();
}
