package dev.livedoctor.notify;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of the outbox. It is opened when it is first needed. */
public final class OutboxStore implements AutoCloseable {
    private final Path file;
    private @Nullable OutboxDatabase database;

    /** The store in {@code directory}. */
    public OutboxStore(Path directory) {
        this.file = directory.resolve("notifications.db");
    }

    synchronized OutboxDatabase open() {
        OutboxDatabase open = database;
        if (open == null) {
            open = OutboxDatabase.open(file);
            database = open;
        }
        return open;
    }

    /** Closes the file where it is open. */
    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
            database = null;
        }
    }
}
