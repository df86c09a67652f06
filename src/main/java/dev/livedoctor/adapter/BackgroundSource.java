package dev.livedoctor.adapter;

/** A source that does something by itself, on a thread of its own. */
interface BackgroundSource extends AutoCloseable {

    /** Begins with it. */
    void begin();

    /** Ends it. */
    @Override
    void close();
}
