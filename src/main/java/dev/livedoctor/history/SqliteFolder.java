package dev.livedoctor.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** One SQLite file in a folder that this process alone uses. */
final class SqliteFolder implements Database {
    static final String FILE = "history.db";
    /** Readers never wait for the writer; only a check-point may ask for a moment. */
    private static final int PATIENCE_MS = 5_000;

    private final FolderLock lock;
    private final SQLiteDataSource source;

    private SqliteFolder(Path folder, FolderLock lock) {
        this.lock = lock;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // Each commit waits for the disk, so that what was acknowledged outlives a power cut, too.
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(PATIENCE_MS);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve(FILE));
    }

    /**
     * Opens {@code folder}, made where it is missing.
     *
     * @throws IOException where it cannot be used, or another process uses it
     */
    static SqliteFolder open(Path folder) throws IOException {
        try {
            return new SqliteFolder(folder, FolderLock.take(folder, "lock"));
        } catch (FolderLock.InUseException e) {
            throw new IOException(
                    e.getMessage()
                            + ". Maybe give this one a folder of its own (livedoctor.history.directory), or both a PostgreSQL"
                            + " (livedoctor.history.url)?",
                    e);
        }
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public Map<String, String> dialect() {
        return Map.of("identity", "INTEGER PRIMARY KEY", "bytes", "BLOB", "clustered", "WITHOUT ROWID");
    }

    @Override
    public String toString() {
        return source.getUrl();
    }

    @Override
    public void close() {
        lock.close();
    }
}
