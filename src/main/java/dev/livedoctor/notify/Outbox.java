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
 * The letters that are to be sent and those that were given up, on the disk. Letters on one room to one target stand in a line: only the
 * first of it is to be sent.
 */
final class Outbox {
    private static final String HEAD =
            "select * from letter where target = ? and room = ? and died is null order by id limit 1";
    private static final String WAITING = "select count(*) from letter where died is null and report = ?";
    private static final int MOST_UNDER_WAY = 64;

    /** What new letters leave free on the disk: to take letters out needs space, too. */
    static final long RESERVE = 16 << 20;

    private final OutboxDatabase database;
    private final LongSupplier free;
    private final long mostBytes;
    private final int mostDead;

    /**
     * An outbox in {@code database} that takes {@code mostBytes} and keeps {@code mostDead} letters that were given up; {@code free} says
     * how many bytes its disk still has.
     */
    Outbox(OutboxDatabase database, LongSupplier free, long mostBytes, int mostDead) {
        this.database = database;
        this.free = free;
        this.mostBytes = mostBytes;
        this.mostDead = mostDead;
    }

    /**
     * Puts all of {@code letters} in, or none; but for those that wait here already.
     *
     * @throws OutboxFullException where they would not be safe
     */
    void put(List<Letter> letters) {
        database.change(() -> {
            checkSpace();
            for (Letter letter : letters) {
                if (number(WAITING + " and target = ?", letter.report(), letter.target()) > 0) {
                    continue;
                }
                database.run(
                        "insert into letter (target, kind, room, report, offered, loud, body) values (?, ?, ?, ?, ?, ?, ?)",
                        letter.target(),
                        letter.kind().name(),
                        letter.room(),
                        letter.report(),
                        letter.offered().toEpochMilli(),
                        letter.loud(),
                        letter.body());
                line(letter.target(), letter.room(), letter.offered());
            }
            return letters.size();
        });
    }

    /** Whether a letter that tells {@code report} waits for anybody. */
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
    Optional<Line> first(String target, Set<String> except, boolean loud) {
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

    /** The letters on one room to one target. */
    record Line(String room, Instant due) {}

    /** The first letter of a line. */
    Optional<Letter> head(String target, String room) {
        return database.look(Outbox::letter, HEAD, target, room).stream().findFirst();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
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

    /** {@code letter} is delivered; the next of its line is due. */
    void delivered(Letter letter, Instant now) {
        database.change(() -> {
            database.run("delete from letter where id = ?", letter.id());
            advance(letter, now);
            return letter;
        });
    }

    /** {@code letter} is to be tried again at {@code due}. */
    void later(Letter letter, Instant due, String why) {
        database.change(() -> {
            database.run("update letter set attempts = attempts + 1, why = ? where id = ?", why, letter.id());
            database.run(
                    "update line set due = ? where target = ? and room = ?",
                    due.toEpochMilli(),
                    letter.target(),
                    letter.room());
            return letter;
        });
    }

    /** Nothing is to be sent to {@code place} before {@code until}, not even after a restart. */
    void rest(int place, Instant until) {
        database.change(() -> database.run(
                "insert into rest (place, until) values (?, ?)"
                        + " on conflict (place) do update set until = max(until, excluded.until)",
                place,
                until.toEpochMilli()));
    }

    /** Until when {@code place} wants to be left alone; empty where it never said so. */
    Optional<Instant> rest(int place) {
        return database
                .look(row -> Instant.ofEpochMilli(row.getLong(1)), "select until from rest where place = ?", place)
                .stream()
                .findFirst();
    }

    /** {@code letter} is given up; the next of its line is due. */
    void died(Letter letter, Instant now, String why) {
        database.change(() -> {
            database.run(
                    "update letter set attempts = attempts + 1, why = ?, died = ? where id = ?",
                    why,
                    now.toEpochMilli(),
                    letter.id());
            long dead = number("select count(*) from letter where died is not null");
            if (dead > mostDead) {
                database.run(
                        "delete from letter where id in (select id from letter where died is not null order by died limit ?)",
                        dead - mostDead);
            }
            advance(letter, now);
            return letter;
        });
    }

    private void advance(Letter letter, Instant now) throws SQLException {
        database.run("delete from line where target = ? and room = ?", letter.target(), letter.room());
        if (!database.rows(Outbox::letter, HEAD, letter.target(), letter.room()).isEmpty()) {
            line(letter.target(), letter.room(), now);
        }
    }

    /** Gives up what is for nobody: {@code known} are the targets that there are, each with its kind. Says how much that was. */
    int strand(Collection<Target> known, Instant now) {
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

    /** Puts a letter that was given up back into its place; says whether there was one, to one of {@code targets}. */
    boolean revive(long id, Collection<String> targets, Instant now) {
        return revive(now, "id = ?", id, letter -> targets.contains(letter.target())) > 0;
    }

    /** Puts all letters to {@code target} that were given up back into their places; says how many there were. */
    int reviveAll(String target, Instant now) {
        return revive(now, "target = ?", target, letter -> true);
    }

    private int revive(Instant now, String which, Object value, Predicate<Letter> wanted) {
        return database.change(() -> {
            int revived = 0;
            List<Long> ids = database.rows(
                    row -> row.getLong(1), "select id from letter where died is not null and " + which, value);
            for (long id : ids) {
                Letter letter = database.rows(Outbox::letter, "select * from letter where id = ?", id)
                        .get(0);
                if (wanted.test(letter)) {
                    database.run("update letter set died = null, attempts = 0 where id = ?", id);
                    line(letter.target(), letter.room(), now);
                    revived++;
                }
            }
            return revived;
        });
    }

    /** Throws a letter away that was given up; says whether there was one. */
    boolean discard(long id) {
        return database.change(() -> database.run("delete from letter where id = ? and died is not null", id) > 0);
    }

    /** What lies here for {@code target}. */
    Depth depth(String target) {
        return database.change(() -> new Depth(
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
