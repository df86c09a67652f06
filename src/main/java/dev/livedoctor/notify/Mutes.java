package dev.livedoctor.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rooms that nobody is told of for a while. They are kept beside the outbox and outlive a restart. */
public final class Mutes {
    private final Store store;
    private final Clock clock;

    /** The mutes in {@code store}. */
    public Mutes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A room that nobody is told of.
     *
     * @param room its name
     * @param until when it ends
     * @param by who muted it
     * @param reason why
     */
    public record Mute(String room, Instant until, String by, String reason) {}

    /**
     * Tells nobody of {@code room} before {@code until}, in place of what was said of it before. What waits in the outbox already is
     * still sent.
     *
     * @throws OutboxFullException where that would not be safe
     */
    public void mute(String room, Instant until, String by, String reason) {
        Database open = store.open();
        open.change(() -> {
            open.run("delete from mute where until <= ?", clock.millis());
            return open.run(
                    "insert or replace into mute (room, until, who, reason) values (?, ?, ?, ?)",
                    room,
                    until.toEpochMilli(),
                    by,
                    reason);
        });
    }

    /** Ends the mute of {@code room}; says whether there was one. */
    public boolean unmute(String room) {
        Database open = store.open();
        return open.change(() -> open.run("delete from mute where room = ? and until > ?", room, clock.millis()) > 0);
    }

    /** The mute of {@code room}; empty where there is none, or none any more. */
    public Optional<Mute> of(String room) {
        return store
                .open()
                .look(Mutes::mute, "select * from mute where room = ? and until > ?", room, clock.millis())
                .stream()
                .findFirst();
    }

    /** All mutes, the first to end first. */
    public List<Mute> all() {
        return store.open().look(Mutes::mute, "select * from mute where until > ? order by until", clock.millis());
    }

    private static Mute mute(ResultSet row) throws SQLException {
        return new Mute(
                row.getString("room"),
                Instant.ofEpochMilli(row.getLong("until")),
                row.getString("who"),
                row.getString("reason"));
    }
}
