package dev.livedoctor.history;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rolls windows up by the hour and lets go of what is too old, in small steps that each go between two commits. */
final class RollUpJob {
    /** Of one step. */
    private static final int MOST = 500;

    private static final int HOURS_A_DAY = 24;

    private final HistoryReader reader;
    private final GroupCommit writer;
    private final RecordingLimits limits;
    private final Clock clock;
    private final UnaryOperator<String> kinds;

    RollUpJob(
            HistoryReader reader,
            GroupCommit writer,
            RecordingLimits limits,
            Clock clock,
            UnaryOperator<String> kinds) {
        this.reader = reader;
        this.writer = writer;
        this.limits = limits;
        this.clock = clock;
        this.kinds = kinds;
    }

    /** Hours before this one are let go of already. */
    private long oldestHour = Long.MIN_VALUE;

    private record Due(int room, long hour, int changes) {}

    private record Newest(int room, long begins) {}

    /** Does whatever is due now. */
    void run() {
        rollUp("hour < ?", hourUnderWay());
        forget();
    }

    /** The hour that is not over yet. */
    long hourUnderWay() {
        return Hour.of(clock.instant());
    }

    /** Rolls up the hours {@code which}, as far as it gets by {@code deadline}. */
    void settle(Instant deadline, String which, Object... parameters) {
        List<Due> due;
        do {
            due = due(which, parameters);
            for (Due one : due) {
                if (clock.instant().isAfter(deadline)) {
                    return;
                }
                rollUp(one);
            }
        } while (due.size() == MOST);
    }

    /** Rolls up the hours of {@code room} before {@code hour}. */
    void settle(String room, long hour) {
        rollUp("hour < ? AND room = (SELECT id FROM room WHERE name = ?)", hour, room);
    }

    /** Rolls up the hours of all rooms of {@code category} before {@code hour}. */
    void settleCategory(String category, long hour) {
        rollUp("hour < ? AND room IN (SELECT id FROM room WHERE category = ?)", hour, category);
    }

    private void rollUp(String which, Object... parameters) {
        List<Due> due;
        do {
            due = due(which, parameters);
            due.forEach(this::rollUp);
        } while (due.size() == MOST);
    }

    private List<Due> due(String which, Object... parameters) {
        return reader.rows(
                "SELECT room, hour, changes FROM due WHERE " + which + " ORDER BY hour, room LIMIT " + MOST,
                row -> new Due(row.getInt(1), row.getLong(2), row.getInt(3)),
                parameters);
    }

    private void rollUp(Due due) {
        List<AnalysedWindow> windows = reader
                .rows(
                        "SELECT report, taken, content, findings FROM recording WHERE room = ? AND begins >= ? AND begins < ?"
                                + " ORDER BY begins, ends",
                        row -> new AnalysedWindow(
                                HistoryReader.window(row).snapshot(), StoredFindings.of(row.getString(4))),
                        due.room,
                        due.hour * Hour.NANOS,
                        (due.hour + 1) * Hour.NANOS)
                .stream()
                .filter(window -> Hour.has(window.snapshot().window()))
                .toList();
        Map<String, MetricRollUp> rollUps =
                MetricRollUp.of(windows.stream().map(AnalysedWindow::snapshot).toList());
        HourRollUp rollUp = HourRollUp.of(windows, kinds);
        writer.commit(connection -> {
            connection.on(today());
            rollUp.write(connection, due.room, due.hour);
            for (Map.Entry<String, MetricRollUp> one : rollUps.entrySet()) {
                MetricRollUp hour = one.getValue();
                connection
                        .prepare(
                                """
                                        INSERT INTO hourly (room, metric, hour, windows, minutes, total, median, rate, lowest, highest)
                                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                        ON CONFLICT (room, metric, hour) DO UPDATE SET
                                            windows = excluded.windows, minutes = excluded.minutes, total = excluded.total,
                                            median = excluded.median, rate = excluded.rate,
                                            lowest = excluded.lowest, highest = excluded.highest
                                        WHERE excluded.windows >= hourly.windows""",
                                due.room,
                                connection.metric(one.getKey()),
                                due.hour,
                                hour.windows(),
                                hour.minutes(),
                                hour.total(),
                                hour.median(),
                                hour.rate(),
                                hour.lowest(),
                                hour.highest())
                        .executeUpdate();
            }
            // A window that came meanwhile has counted one more change, and the hour stays due.
            return connection
                    .prepare(
                            "DELETE FROM due WHERE room = ? AND hour = ? AND changes = ?",
                            due.room,
                            due.hour,
                            due.changes)
                    .executeUpdate();
        });
    }

    /** Counts age from the newest window where the clock is ahead of it: a clock that jumps must not empty the store. */
    private void forget() {
        List<Newest> rooms = reader.rows(
                "SELECT id, (SELECT MAX(begins) FROM recording WHERE room = room.id) FROM room",
                row -> new Newest(row.getInt(1), row.getLong(2)));
        long newest = rooms.stream().mapToLong(Newest::begins).max().orElse(0);
        long now = Math.min(newest, Hour.nanos(clock.instant()));
        long old = now - limits.hourly().toNanos();
        for (Newest room : rooms) {
            forget(room.room, now - limits.raw().toNanos(), Hour.NANOS);
            forget(room.room, old, Long.MAX_VALUE);
        }
        long hour = Math.floorDiv(old, Hour.NANOS);
        if (hour >= oldestHour + HOURS_A_DAY) {
            int forgotten = 0;
            for (Newest room : rooms) {
                forgotten += writer.commit(connection -> {
                    connection
                            .prepare("DELETE FROM hourly WHERE room = ? AND hour < ?", room.room, hour)
                            .executeUpdate();
                    return HourRollUp.forget(connection, room.room, hour);
                });
            }
            if (forgotten > 0) {
                forgetWords();
            }
            writer.commit(connection -> {
                connection
                        .prepare(
                                "DELETE FROM episode_change WHERE episode IN (SELECT id FROM episode WHERE closed < ?)",
                                old)
                        .executeUpdate();
                return connection
                        .prepare("DELETE FROM episode WHERE closed < ?", old)
                        .executeUpdate();
            });
            oldestHour = hour;
        }
    }

    private long today() {
        return hourUnderWay() / HOURS_A_DAY;
    }

    /**
     * Deletes words no row refers to. The list is read outside the writer, so a word may be used meanwhile: words used today or yesterday
     * are kept.
     */
    private void forgetWords() {
        long yesterday = today() - 1;
        List<Integer> unused = reader.rows("""
                SELECT id FROM word WHERE used < ? AND id NOT IN (
                    SELECT setup FROM quarter UNION SELECT value FROM sliced UNION SELECT cause FROM caused
                    UNION SELECT scope FROM caused UNION SELECT type FROM released UNION SELECT note FROM released)""", row -> row.getInt(1), yesterday);
        for (int word : unused) {
            writer.commit(connection -> connection
                    .prepare("DELETE FROM word WHERE id = ? AND used < ?", word, yesterday)
                    .executeUpdate());
        }
    }

    /** Lets go of windows that began before {@code time}, are no longer than {@code longest} and were rolled up. */
    private void forget(int room, long time, long longest) {
        Optional<Long> last;
        do {
            last = reader.rows("""
                            SELECT begins FROM recording WHERE room = ? AND begins < ? AND ends - begins <= ?
                            AND NOT EXISTS (SELECT 1 FROM due
                                WHERE due.room = recording.room AND due.hour = recording.begins / ?)
                            ORDER BY begins LIMIT ?""", row -> row.getLong(1), room, time, longest, Hour.NANOS, MOST).stream()
                    .reduce((one, next) -> next);
            last.ifPresent(begins -> writer.commit(connection ->
                    connection.prepare("""
                                    DELETE FROM recording WHERE room = ? AND begins <= ? AND ends - begins <= ?
                                    AND NOT EXISTS (SELECT 1 FROM due
                                        WHERE due.room = recording.room AND due.hour = recording.begins / ?)""", room, begins, longest, Hour.NANOS).executeUpdate()));
        } while (last.isPresent());
    }
}
