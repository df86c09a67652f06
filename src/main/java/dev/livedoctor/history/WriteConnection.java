package dev.livedoctor.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writer's connection, with what it remembers: prepared statements, and the numbers of rooms and metrics. */
final class WriteConnection implements AutoCloseable {
    private static final int MOST_NAMES = 100_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, Room> rooms = new HashMap<>();
    private final Map<String, Integer> metrics = new HashMap<>();
    private final Map<String, Integer> words = new HashMap<>();
    private long today;

    private record Room(
            int id,
            @Nullable String zone,
            @Nullable String category,
            @Nullable String market) {
        /** Whether what is told of the room is news. */
        boolean knows(@Nullable String zone, @Nullable String category, @Nullable String market) {
            return (zone == null || zone.equals(this.zone))
                    && (category == null || category.equals(this.category))
                    && (market == null || market.equals(this.market));
        }
    }

    WriteConnection(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** {@code sql} with its parameters, prepared once. */
    PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** The number of a room, which is made known with what is told of it. */
    int room(String name, @Nullable String zone, @Nullable String category, @Nullable String market)
            throws SQLException {
        Room known = rooms.get(name);
        if (known == null || !known.knows(zone, category, market)) {
            int id = number(prepare("""
                    INSERT INTO room (name, zone, category, market) VALUES (?, ?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET
                        zone = COALESCE(excluded.zone, room.zone), category = COALESCE(excluded.category, room.category),
                        market = COALESCE(excluded.market, room.market)
                    RETURNING id""", name, zone, category, market));
            known = new Room(
                    id,
                    zone == null && known != null ? known.zone : zone,
                    category == null && known != null ? known.category : category,
                    market == null && known != null ? known.market : market);
            forgetMany(rooms);
            rooms.put(name, known);
        }
        return known.id;
    }

    /** The number of a metric. */
    int metric(String name) throws SQLException {
        return number(metrics, name, """
                INSERT INTO metric (name) VALUES (?)
                ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id""", name);
    }

    /** Starts a new day (days since 1970). Cached word ids are cleared, since unused words are deleted after a day. */
    void on(long day) {
        if (day != today) {
            words.clear();
            today = day;
        }
    }

    /** The id of a text that is stored once and referred to by many rows. */
    int word(String text) throws SQLException {
        return number(words, text, """
                INSERT INTO word (text, used) VALUES (?, ?)
                ON CONFLICT (text) DO UPDATE SET used = excluded.used RETURNING id""", text, today);
    }

    private int number(Map<String, Integer> numbers, String name, String insert, Object... parameters)
            throws SQLException {
        Integer known = numbers.get(name);
        if (known == null) {
            known = number(prepare(insert, parameters));
            forgetMany(numbers);
            numbers.put(name, known);
        }
        return known;
    }

    /** Bounds the cache, so that a client that makes up names cannot fill the memory. */
    private static void forgetMany(Map<String, ?> names) {
        if (names.size() >= MOST_NAMES) {
            names.clear();
        }
    }

    private static int number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Undoes what was not committed, and forgets what it made known. */
    void rollback() throws SQLException {
        rooms.clear();
        metrics.clear();
        words.clear();
        connection.rollback();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is given up; a broken one fails to close.
        }
    }
}
