package dev.livedoctor.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rooms, or causes in them, that nobody is told of for a while. They are kept beside the outbox and outlive a restart. */
public final class Mutes {
    private static final String WHOLE = "";

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
     * @param cause the code of the only cause that nobody is told of; empty for the whole room
     * @param until when it ends
     * @param by who muted it
     * @param reason why
     */
    public record Mute(String room, String cause, Instant until, String by, String reason) {}

    /**
     * Tells nobody of {@code room} before {@code until}, in place of what was said of it before. What waits in the outbox already is
     * still sent.
     *
     * @throws OutboxFullException where that would not be safe
     */
    public void mute(String room, Instant until, String by, String reason) {
        mute(room, WHOLE, until, by, reason);
    }

    /** The same of one cause in it. */
    public void mute(String room, String cause, Instant until, String by, String reason) {
        Database open = store.open();
        open.change(() -> {
            open.run("delete from mute where until <= ?", clock.millis());
            return open.run(
                    "insert or replace into mute (room, cause, until, who, reason) values (?, ?, ?, ?, ?)",
                    room,
                    cause,
                    until.toEpochMilli(),
                    by,
                    reason);
        });
    }

    /** Ends the mute of {@code room}; says whether there was one. */
    public boolean unmute(String room) {
        return unmute(room, WHOLE);
    }

    /** The same of one cause in it. */
    public boolean unmute(String room, String cause) {
        Database open = store.open();
        return open.change(() ->
                open.run("delete from mute where room = ? and cause = ? and until > ?", room, cause, clock.millis())
                        > 0);
    }

    /** The mute of {@code room}; empty where there is none, or none any more. */
    public Optional<Mute> of(String room) {
        return of(room, WHOLE);
    }

    /** The mute of {@code cause} in {@code room}, or of the whole room. */
    public Optional<Mute> of(String room, String cause) {
        return store
                .open()
                .look(
                        Mutes::mute,
                        "select * from mute where room = ? and cause in ('', ?) and until > ? order by until desc",
                        room,
                        cause,
                        clock.millis())
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
                row.getString("cause"),
                Instant.ofEpochMilli(row.getLong("until")),
                row.getString("who"),
                row.getString("reason"));
    }
}
