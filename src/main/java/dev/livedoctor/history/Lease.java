package dev.livedoctor.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leader lease among processes that share one history. The holder counts up a heartbeat; a process that sees the same heartbeat for
 * {@link #LENGTH} (by its monotonic clock) takes over, and continues after the last recorded change.
 */
public final class Lease {
    /** After how long without a heartbeat another process takes over. */
    public static final Duration LENGTH = Duration.ofSeconds(30);

    private static final String NOBODY = "";

    private final History history;
    private final String name;
    private final LongSupplier ticks;
    private final String holder = UUID.randomUUID().toString();
    private @Nullable Other other;

    /** The holder and its heartbeat, first seen at {@code since} by the monotonic clock. */
    private record Other(String holder, long beat, long since) {
        boolean isAsIn(Other now) {
            return holder.equals(now.holder) && beat == now.beat;
        }
    }

    /** The lease {@code name}; {@code ticks} is the monotonic clock, in nanoseconds. */
    Lease(History history, String name, LongSupplier ticks) {
        this.history = history;
        this.name = name;
        this.ticks = ticks;
    }

    /**
     * Acquires the lease, or renews its heartbeat.
     *
     * @param fromBeginning whether its very first holder starts with the first change ever, or with the next one
     * @return the last change recorded as delivered; empty if another process holds the lease
     * @throws HistoryUnavailableException if the history cannot be used
     */
    public OptionalLong acquireOrRenew(boolean fromBeginning) {
        return history.open().writer().commit(connection -> {
            OptionalLong ours = number(connection.prepare(
                    "UPDATE told SET beat = beat + 1 WHERE name = ? AND holder = ? RETURNING last", name, holder));
            if (ours.isPresent()) {
                return ours;
            }
            OptionalLong first = number(connection.prepare("""
                    INSERT INTO told (name, last, holder, beat)
                    SELECT ?, CASE WHEN ? = 1 THEN 0 ELSE last END, ?, 0 FROM counter WHERE name = 'alerts'
                    ON CONFLICT (name) DO NOTHING RETURNING last""", name, fromBeginning ? 1 : 0, holder));
            return first.isPresent() ? first : succeed(connection);
        });
    }

    private OptionalLong succeed(WriteConnection connection) throws SQLException {
        Other now;
        try (ResultSet rows = connection
                .prepare("SELECT holder, beat FROM told WHERE name = ?", name)
                .executeQuery()) {
            rows.next();
            now = new Other(rows.getString(1), rows.getLong(2), ticks.getAsLong());
        }
        Other before = other;
        if (before == null || !before.isAsIn(now)) {
            other = now;
            before = now;
        }
        boolean gone = now.holder.equals(NOBODY) || !history.isShared() || now.since - before.since >= LENGTH.toNanos();
        return gone
                ? number(connection.prepare(
                        "UPDATE told SET holder = ?, beat = beat + 1 WHERE name = ? AND holder = ? AND beat = ? RETURNING last",
                        holder,
                        name,
                        now.holder,
                        now.beat))
                : OptionalLong.empty();
    }

    private static OptionalLong number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    /** Notes that it was told up to the change {@code last}; nothing where another process has it by now. */
    public void recordProgress(long last) {
        history.open()
                .writer()
                .commit(connection -> connection
                        .prepare(
                                "UPDATE told SET last = ?, beat = beat + 1 WHERE name = ? AND holder = ? AND last < ?",
                                last,
                                name,
                                holder,
                                last)
                        .executeUpdate());
    }

    /** Leaves it to the next that asks. */
    public void release() {
        history.open()
                .writer()
                .commit(connection -> connection
                        .prepare("UPDATE told SET holder = ? WHERE name = ? AND holder = ?", NOBODY, name, holder)
                        .executeUpdate());
    }
}
