package dev.livedoctor.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The messages that are to be sent and those that were given up, on the disk. Messages on one room to one target stand in a line: only the
 * first of it is to be sent.
 */
final class Outbox {
    private static final String HEAD =
            "select * from letter where target = ? and room = ? and died is null order by id limit 1";
    private static final String WAITING = "select count(*) from letter where died is null and report = ?";
    private static final int MOST_UNDER_WAY = 64;

    /** What new messages leave free on the disk: to take messages out needs space, too. */
    static final long RESERVE = 16 << 20;

    private final OutboxDatabase database;
    private final LongSupplier free;
    private final long mostBytes;
    private final int mostDead;

    /**
     * An outbox in {@code database} that takes {@code mostBytes} and keeps {@code mostDead} messages that were given up; {@code free} says
     * how many bytes its disk still has.
     */
    Outbox(OutboxDatabase database, LongSupplier free, long mostBytes, int mostDead) {
        this.database = database;
        this.free = free;
        this.mostBytes = mostBytes;
        this.mostDead = mostDead;
    }

    /**
     * Puts all of {@code messages} in, or none; but for those that wait here already.
     *
     * @throws OutboxFullException where they would not be safe
     */
    void put(List<OutboxMessage> messages) {
        database.change(() -> {
            checkSpace();
            for (OutboxMessage message : messages) {
                if (number(WAITING + " and target = ?", message.report(), message.target()) > 0) {
                    continue;
                }
                database.run(
                        "insert into letter (target, kind, room, report, offered, loud, body) values (?, ?, ?, ?, ?, ?, ?)",
                        message.target(),
                        message.kind().name(),
                        message.room(),
                        message.report(),
                        message.offered().toEpochMilli(),
                        message.loud(),
                        message.body());
                line(message.target(), message.room(), message.offered());
            }
            return messages.size();
        });
    }

    /** Whether a message that tells {@code report} waits for anybody. */
    boolean waits(String report) {
        return database.change(() -> number(WAITING, report)) > 0;
    }

    /** What was given up makes room for what may still arrive. */
    private int dropOldestDead() throws SQLException {
        return database.run(
                "delete from letter where id in (select id from letter where died is not null order by died, id limit 100)");
    }

    private void checkSpace() throws SQLException {
        long page = number("select page_size from pragma_page_size");
        long unused = page * number("select freelist_count from pragma_freelist_count");
        long used = page * number("select page_count from pragma_page_count") - unused;
        if (used > mostBytes) {
            if (dropOldestDead() > 0) {
                checkSpace();
                return;
            }
            throw new OutboxFullException("The outbox holds " + used + " bytes of undelivered messages, and may hold "
                    + mostBytes + ". Maybe a target is down, see GET /notifications/targets?");
        }
        // The file does not shrink; what was taken out of it is used again.
        if (free.getAsLong() < RESERVE - unused) {
            throw new OutboxFullException("The disk of the outbox is full: it has less than " + (RESERVE >> 20)
                    + " MB left. Maybe livedoctor.notifications.directory should lie elsewhere?");
        }
    }

    private void line(String target, String room, Instant due) throws SQLException {
        database.run(
                "insert or ignore into line (target, room, due) values (?, ?, ?)", target, room, due.toEpochMilli());
    }

    private long number(String sql, Object... values) throws SQLException {
        return database.rows(row -> row.getLong(1), sql, values).get(0);
    }

    /**
     * When something is due for {@code target} for the first time.
     *
     * @param except rooms that it is not asked of
     * @param loud whether it is asked of those rooms only of which something loud waits
     */
    Optional<Line> nextDue(String target, Set<String> except, boolean loud) {
        String quiet = loud
                ? " and exists (select 1 from letter where letter.target = line.target and letter.room = line.room"
                        + " and died is null and loud)"
                : "";
        return database
                .look(
                        row -> new Line(row.getString(1), Instant.ofEpochMilli(row.getLong(2))),
                        "select room, due from line where target = ?" + quiet + " order by due limit " + MOST_UNDER_WAY,
                        target)
                .stream()
                .filter(line -> !except.contains(line.room()))
                .findFirst();
    }

    /** The messages on one room to one target. */
    record Line(String room, Instant due) {}

    /** The first message of a line. */
    Optional<OutboxMessage> peek(String target, String room) {
        return database.look(Outbox::message, HEAD, target, room).stream().findFirst();
    }

    private static OutboxMessage message(ResultSet row) throws SQLException {
        return new OutboxMessage(
                row.getLong("id"),
                row.getString("target"),
                TargetType.valueOf(row.getString("kind")),
                row.getString("room"),
                row.getString("report"),
                Instant.ofEpochMilli(row.getLong("offered")),
                row.getBoolean("loud"),
                row.getBytes("body"),
                row.getInt("attempts"));
    }

    /** {@code message} is delivered; the next of its line is due. */
    void delivered(OutboxMessage message, Instant now) {
        database.change(() -> {
            database.run("delete from letter where id = ?", message.id());
            advance(message, now);
            return message;
        });
    }

    /** {@code message} is to be tried again at {@code due}. */
    void reschedule(OutboxMessage message, Instant due, String why) {
        database.change(() -> {
            database.run("update letter set attempts = attempts + 1, why = ? where id = ?", why, message.id());
            database.run(
                    "update line set due = ? where target = ? and room = ?",
                    due.toEpochMilli(),
                    message.target(),
                    message.room());
            return message;
        });
    }

    /** Nothing is to be sent to {@code place} before {@code until}, not even after a restart. */
    void pauseUntil(int place, Instant until) {
        database.change(() -> database.run(
                "insert into rest (place, until) values (?, ?)"
                        + " on conflict (place) do update set until = max(until, excluded.until)",
                place,
                until.toEpochMilli()));
    }

    /** Until when {@code place} wants to be left alone; empty where it never said so. */
    Optional<Instant> pausedUntil(int place) {
        return database
                .look(row -> Instant.ofEpochMilli(row.getLong(1)), "select until from rest where place = ?", place)
                .stream()
                .findFirst();
    }

    /** {@code message} is given up; the next of its line is due. */
    void markDead(OutboxMessage message, Instant now, String why) {
        database.change(() -> {
            database.run(
                    "update letter set attempts = attempts + 1, why = ?, died = ? where id = ?",
                    why,
                    now.toEpochMilli(),
                    message.id());
            long dead = number("select count(*) from letter where died is not null");
            if (dead > mostDead) {
                database.run(
                        "delete from letter where id in (select id from letter where died is not null order by died limit ?)",
                        dead - mostDead);
            }
            advance(message, now);
            return message;
        });
    }

    private void advance(OutboxMessage message, Instant now) throws SQLException {
        database.run("delete from line where target = ? and room = ?", message.target(), message.room());
        if (!database.rows(Outbox::message, HEAD, message.target(), message.room())
                .isEmpty()) {
            line(message.target(), message.room(), now);
        }
    }

    /** Gives up messages to targets that are no longer configured; {@code known} are those that are, with their types. Returns how many it gave up. */
    int abandonUnknownTargets(Collection<Target> known, Instant now) {
        Object[] values = Stream.concat(
                        Stream.of(now.toEpochMilli()),
                        known.stream()
                                .map(target ->
                                        target.name() + " " + target.kind().name()))
                .toArray();
        return database.change(() -> {
            int stranded = database.run(
                    "update letter set died = ?, why = 'the target is not configured any more'"
                            + " where died is null and target || ' ' || kind not in (" + "?,".repeat(known.size())
                            + "'')",
                    values);
            database.run("delete from line where not exists (select 1 from letter"
                    + " where letter.target = line.target and letter.room = line.room and died is null)");
            return stranded;
        });
    }

    /** What was given up, the latest first; of all targets where {@code target} is empty. */
    List<DeadLetter> dead(Optional<String> target, int most) {
        return database.look(
                row -> new DeadLetter(
                        row.getLong("id"),
                        row.getString("target"),
                        row.getString("room"),
                        row.getString("report"),
                        Instant.ofEpochMilli(row.getLong("offered")),
                        Instant.ofEpochMilli(row.getLong("died")),
                        row.getInt("attempts"),
                        row.getString("why")),
                "select * from letter where died is not null and (? = '' or target = ?) order by died desc, id desc limit ?",
                target.orElse(""),
                target.orElse(""),
                most);
    }

    /** Puts a message that was given up back into its place; says whether there was one, to one of {@code targets}. */
    boolean requeue(long id, Collection<String> targets, Instant now) {
        return requeue(now, "id = ?", id, message -> targets.contains(message.target())) > 0;
    }

    /** Puts all messages to {@code target} that were given up back into their places; says how many there were. */
    int requeueAll(String target, Instant now) {
        return requeue(now, "target = ?", target, message -> true);
    }

    private int requeue(Instant now, String which, Object value, Predicate<OutboxMessage> wanted) {
        return database.change(() -> {
            int revived = 0;
            List<Long> ids = database.rows(
                    row -> row.getLong(1), "select id from letter where died is not null and " + which, value);
            for (long id : ids) {
                OutboxMessage message = database.rows(Outbox::message, "select * from letter where id = ?", id)
                        .get(0);
                if (wanted.test(message)) {
                    database.run("update letter set died = null, attempts = 0 where id = ?", id);
                    line(message.target(), message.room(), now);
                    revived++;
                }
            }
            return revived;
        });
    }

    /** Throws a message away that was given up; says whether there was one. */
    boolean discard(long id) {
        return database.change(() -> database.run("delete from letter where id = ? and died is not null", id) > 0);
    }

    /** What lies here for {@code target}. */
    OutboxDepth depth(String target) {
        return database.change(() -> new OutboxDepth(
                number("select count(*) from letter where target = ? and died is null", target),
                number("select count(*) from letter where target = ? and died is not null", target),
                database
                        .rows(
                                row -> Instant.ofEpochMilli(row.getLong(1)),
                                "select offered from letter where id ="
                                        + " (select min(id) from letter where target = ? and died is null)",
                                target)
                        .stream()
                        .findFirst()));
    }
}
