package dev.livedoctor.notify;

import dev.livedoctor.history.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file that only this process has open. A change is on the disk when it is committed: write-ahead log, and synchronous in full.
 * Calls wait for each other.
 */
final class OutboxDatabase implements AutoCloseable {
    private static final int VERSION = 1;

    private static final String[] TABLES = {
        """
        create table letter (
          id integer primary key autoincrement,
          target text not null,
          kind text not null,
          room text not null,
          report text not null,
          offered integer not null,
          loud integer not null,
          body blob not null,
          attempts integer not null default 0,
          why text not null default '',
          died integer)""",
        "create index waiting on letter (target, room, id) where died is null",
        "create index dead on letter (target, died) where died is not null",
        // One for each room that something waits for: its first message is the one to send, at the earliest when it is
        // due.
        """
        create table line (
          target text not null,
          room text not null,
          due integer not null,
          primary key (target, room)) without rowid""",
        "create index due on line (target, due)",
        "create index telling on letter (report, target) where died is null",
        // Until when the targets at one address want to be left alone.
        "create table rest (place integer primary key, until integer not null)",
    };

    private final Path file;
    /** Two at once would mix up the order of messages. */
    private final FolderLock lock;

    private final Connection connection;

    /** Reads a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Changes something. */
    @FunctionalInterface
    interface Change<T> {
        T apply() throws SQLException;
    }

    private OutboxDatabase(Path file, FolderLock lock, Connection connection) {
        this.file = file;
        this.lock = lock;
        this.connection = connection;
    }

    /**
     * Opens {@code file}, and makes it and its folder where they are missing.
     *
     * @throws UncheckedIOException where that cannot be, or another process has it open
     */
    static OutboxDatabase open(Path file) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            FolderLock lock = FolderLock.take(folder, file.getFileName() + ".lock");
            try {
                return new OutboxDatabase(file, lock, connect(file));
            } catch (IOException | SQLException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new UncheckedIOException(new IOException(
                    "Cannot open " + file + ": " + e.getMessage()
                            + ". Maybe set livedoctor.notifications.directory to a folder that can be written, and that no other"
                            + " LiveDoctor uses?",
                    e));
        }
    }

    private static Connection connect(Path file) throws IOException, SQLException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && !Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            int version = statement.executeQuery("pragma user_version").getInt(1);
            if (version > VERSION) {
                throw new SQLException("written by a newer LiveDoctor");
            }
            if (version < VERSION) {
                statement.execute("begin");
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute("pragma user_version = " + VERSION);
                statement.execute("commit");
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /**
     * Does {@code change} wholly or not at all.
     *
     * @throws OutboxFullException where the disk does not take it
     */
    synchronized <T> T change(Change<T> change) {
        try {
            run("begin");
            T result = change.apply();
            run("commit");
            return result;
        } catch (SQLException e) {
            rollback(e);
            throw new OutboxFullException(
                    "The outbox cannot be read or written: " + e.getMessage() + ". Maybe the disk is full?", e);
        } catch (RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    /** SQLite itself has rolled back after some errors, such as that of a full disk. */
    private void rollback(Exception reason) {
        try {
            run("rollback");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** How many bytes the disk still has for us; very many where it does not say. */
    long free() {
        try {
            return Files.getFileStore(file).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Runs one statement, and says how many rows it changed. Within a change. */
    int run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Looks something up within a change. */
    <T> List<T> rows(Row<T> reader, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    /** Looks something up. */
    <T> List<T> look(Row<T> reader, String sql, Object... values) {
        return change(() -> rows(reader, sql, values));
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        return statement;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite closes what no statement has open", e);
        } finally {
            lock.close();
        }
    }
}
