package dev.livedoctor.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Rooms, or causes in them, that nobody is told of for a while. They lie in the history, so that they hold in every process on it: what one
 * was asked, another knows within a second.
 */
public final class Mutes {
    /** The longest that a room may be muted: a month, since longer ones are forgotten. */
    public static final Duration LONGEST = Duration.ofDays(31);

    private static final System.Logger LOG = System.getLogger(Mutes.class.getName());
    private static final String WHOLE = "";
    private static final long KNOWN = TimeUnit.SECONDS.toNanos(1);
    /** A history that is gone takes seconds to be missed, which not everybody is to wait for. */
    private static final long AFTER_A_FAILURE = TimeUnit.SECONDS.toNanos(10);

    private final History history;
    private final Clock clock;
    private List<Mute> known = List.of();
    private long knownUntil = System.nanoTime();

    Mutes(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * A muted room, or cause in it.
     *
     * @param room its name
     * @param cause the code of the muted cause; empty for the whole room
     * @param until when it ends
     * @param by who muted it
     * @param reason why
     */
    public record Mute(String room, String cause, Instant until, String by, String reason) {
        private boolean isOf(String otherRoom, String otherCause) {
            return room.equals(otherRoom) && (cause.equals(WHOLE) || cause.equals(otherCause));
        }
    }

    /**
     * Mutes {@code room} until {@code until}, in place of an earlier mute of it. What waits in the outbox already is
     * still sent.
     *
     * @throws HistoryUnavailableException where that cannot be kept
     */
    public void mute(String room, Instant until, String by, String reason) {
        mute(room, WHOLE, until, by, reason);
    }

    /** Mutes one {@code cause} in {@code room} until {@code until}, in place of an earlier mute of it. */
    public void mute(String room, String cause, Instant until, String by, String reason) {
        changed(connection -> {
            connection
                    .prepare("DELETE FROM mute WHERE until <= ?", clock.millis())
                    .executeUpdate();
            return connection
                    .prepare("""
                            INSERT INTO mute (room, cause, until, who, reason) VALUES (?, ?, ?, ?, ?)
                            ON CONFLICT (room, cause) DO UPDATE
                            SET until = excluded.until, who = excluded.who, reason = excluded.reason""", room, cause, until.toEpochMilli(), by, reason)
                    .executeUpdate();
        });
    }

    /** Ends the mute of {@code room}; says whether there was one. */
    public boolean unmute(String room) {
        return unmute(room, WHOLE);
    }

    /** Ends the mute of one {@code cause} in {@code room}; returns whether there was one. */
    public boolean unmute(String room, String cause) {
        return all().stream().anyMatch(mute -> mute.room.equals(room) && mute.cause.equals(cause))
                && changed(connection -> connection
                                .prepare("DELETE FROM mute WHERE room = ? AND cause = ?", room, cause)
                                .executeUpdate())
                        > 0;
    }

    private int changed(Write<Integer> write) {
        int rows = history.open().writer().commit(write);
        synchronized (this) {
            knownUntil = System.nanoTime();
        }
        return rows;
    }

    /** The mute of {@code room}; empty where there is none, or none any more. */
    public Optional<Mute> find(String room) {
        return find(room, WHOLE);
    }

    /** The mute of {@code cause} in {@code room}, or of the whole room; as was known last while the history is away. */
    public Optional<Mute> find(String room, String cause) {
        Instant now = clock.instant();
        return known().stream()
                .filter(mute -> mute.isOf(room, cause) && mute.until.isAfter(now))
                .max(Comparator.comparing(Mute::until));
    }

    private synchronized List<Mute> known() {
        if (System.nanoTime() - knownUntil >= 0) {
            try {
                known = all();
                knownUntil = System.nanoTime() + KNOWN;
            } catch (HistoryUnavailableException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Mutes cannot be read, and hold as they were known last: {0}",
                        e.getMessage());
                knownUntil = System.nanoTime() + AFTER_A_FAILURE;
            }
        }
        return known;
    }

    /**
     * All mutes, the first to end first.
     *
     * @throws HistoryUnavailableException where they cannot be read
     */
    public List<Mute> all() {
        return history.isEmpty()
                ? List.of()
                : history.open()
                        .reader()
                        .rows("SELECT * FROM mute WHERE until > ? ORDER BY until", Mutes::mute, clock.millis());
    }

    private static Mute mute(ResultSet row) throws SQLException {
        return new Mute(
                row.getString("room"),
                row.getString("cause"),
                Instant.ofEpochMilli(row.getLong("until")),
                row.getString("who"),
                row.getString("reason"));
    }
}
