package dev.livedoctor.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the history. No reader waits for the writer. */
final class HistoryReader implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final long PATIENCE_MS = 5_000;
    private static final int ROWS_AT_ONCE = 1_000;
    private static final String WINDOW = """
            SELECT w.report, w.taken, w.content, w.status, w.findings FROM recording w JOIN room r ON r.id = w.room
            """;

    private final Database database;
    private final HikariDataSource connections;

    /** Makes something of one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    interface EachRow {
        void read(ResultSet row) throws SQLException;
    }

    HistoryReader(Database database) {
        this.database = database;
        HikariConfig config = new HikariConfig();
        config.setPoolName("history-readers");
        config.setDataSource(database.source());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE_MS);
        // Nobody waits for a connection here: the first reader does.
        config.setInitializationFailTimeout(-1);
        connections = new HikariDataSource(config);
    }

    /**
     * The rows of {@code sql}.
     *
     * @throws HistoryUnavailableException where they cannot be read
     */
    <T> List<T> rows(String sql, Row<T> row, Object... parameters) {
        List<T> rows = new ArrayList<>();
        read(false, sql, results -> rows.add(row.read(results)), parameters);
        return rows;
    }

    /** Passes the rows of {@code sql} to {@code row} one by one, for more rows than fit into memory. */
    void each(String sql, EachRow row, Object... parameters) {
        read(true, sql, row, parameters);
    }

    private void read(boolean many, String sql, EachRow row, Object... parameters) {
        // No row has a NUL, and PostgreSQL refuses to look for one.
        if (Arrays.stream(parameters).anyMatch(one -> one instanceof String text && text.indexOf(0) >= 0)) {
            return;
        }
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (many) {
                // PostgreSQL sends rows bit by bit within a transaction only; the pool ends it.
                connection.setAutoCommit(false);
                statement.setFetchSize(ROWS_AT_ONCE);
            }
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    row.read(results);
                }
            }
        } catch (SQLException e) {
            throw new HistoryUnavailableException(
                    "The history in " + database + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The first windows of {@code room} after the place {@code begins}, {@code ends} in order of time, that begin before {@code to}. */
    List<RecordedFindings> windows(String room, long begins, long ends, long to, int most) {
        return rows(
                WINDOW + """
                        WHERE r.name = ? AND w.begins >= ? AND (w.begins > ? OR w.ends > ?) AND w.begins < ?
                        ORDER BY w.begins, w.ends LIMIT ?""",
                row -> new RecordedFindings(window(row), row.getString(4), row.getString(5)),
                room,
                begins,
                begins,
                ends,
                to,
                most);
    }

    /** The names of all rooms, sorted. */
    List<String> rooms() {
        return rows("SELECT name FROM room ORDER BY name", row -> row.getString(1));
    }

    /** The window of the report with this id. */
    List<RecordedWindow> byReport(String report) {
        return rows(WINDOW + "WHERE w.report = ?", HistoryReader::window, report);
    }

    /** The latest window of {@code room}. */
    List<RecordedWindow> latest(String room) {
        return rows(
                WINDOW + "WHERE r.name = ? ORDER BY w.begins DESC, w.ends DESC LIMIT 1", HistoryReader::window, room);
    }

    static RecordedWindow window(ResultSet row) throws SQLException {
        WindowContent content = WindowContent.of(row.getBytes(3));
        return new RecordedWindow(
                content.snapshot(), content.usual(), row.getString(1), Instant.ofEpochMilli(row.getLong(2)));
    }

    @Override
    public void close() {
        connections.close();
    }
}
