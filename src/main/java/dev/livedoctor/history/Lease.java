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
 * Says which of several processes on one history tells somebody of changes, and how far it is. A process that has it shows again and again
 * that it lives; one that has not done so for {@link #LENGTH}, by a clock that nobody sets, is succeeded.
 */
public final class Lease {
    /** After which silence another process takes over. */
    public static final Duration LENGTH = Duration.ofSeconds(30);

    private static final String NOBODY = "";

    private final History history;
    private final String name;
    private final LongSupplier ticks;
    private final String holder = UUID.randomUUID().toString();
    private @Nullable Other other;

    /** The process that has it, as it was seen first at {@code since}. */
    private record Other(String holder, long beat, long since) {
        boolean isAsIn(Other now) {
            return holder.equals(now.holder) && beat == now.beat;
        }
    }

    /** The lease on telling whoever is known by {@code name}; {@code ticks} are nanoseconds. */
    Lease(History history, String name, LongSupplier ticks) {
        this.history = history;
        this.name = name;
        this.ticks = ticks;
    }

    /**
     * Takes it, or shows that its holder lives.
     *
     * @param fromBeginning whether the first one to take it tells all that ever happened, or what happens from now on
     * @return up to which change it was told; empty where another process tells
     * @throws HistoryUnavailableException where that cannot be asked
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
