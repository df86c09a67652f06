package dev.livedoctor.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.livedoctor.alert.AlertEvaluator;
import dev.livedoctor.alert.AlertEvaluator.Outcome;
import dev.livedoctor.alert.AlertPolicy;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.RoomState;
import dev.livedoctor.alert.WindowSummaries;
import dev.livedoctor.alert.WindowSummary;
import dev.livedoctor.history.RoomLiveness.Heard;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Updates the alerts of a room for new windows and telemetry gaps, in the transaction that records them. */
final class AlertRecorder {
    private static final System.Logger LOG = System.getLogger(AlertRecorder.class.getName());

    private final AlertEvaluator evaluator;
    private final Clock clock;
    private final RoomLiveness liveness;

    AlertRecorder(AlertPolicy policy, Clock clock, LongSupplier nanos) {
        evaluator = new AlertEvaluator(policy);
        this.clock = clock;
        liveness = new RoomLiveness(policy.gap(), clock, nanos);
    }

    RoomLiveness liveness() {
        return liveness;
    }

    /** Evaluates a state. */
    private interface Step {
        Outcome take(RoomState state, LongSupplier ids);
    }

    /** Updates alerts for a recorded window; the window stays recorded even if that fails. */
    List<EpisodeChange> recorded(WriteConnection connection, int room, RecordWindow write) throws SQLException {
        Instant now = clock.instant();
        MetricSnapshot snapshot = write.window().snapshot();
        String name = snapshot.room();
        try {
            return change(connection, room, name, (state, ids) -> {
                WindowSummary summary = WindowSummaries.of(
                        write.window().report(), write.report(), snapshot, state.open(), write.traits());
                return evaluator.onWindow(state, wasSilent(state, write) ? summary : summary.afterOthers(), now, ids);
            });
        } catch (NoAlertsException e) {
            LOG.log(Level.ERROR, "A window of " + name + " is recorded, but not watched", e);
            return List.of();
        }
    }

    /** Whether a gap between the times of windows is real: not if the room was heard meanwhile, or this process did not listen. */
    private boolean wasSilent(RoomState state, RecordWindow write) {
        Heard heard = write.heard();
        if (heard.unbroken() || !heard.first() || !heard.live()) {
            return !heard.unbroken();
        }
        Instant over = evaluator.broadcastOverAt(state);
        return over == null || !heard.window().start().isBefore(over);
    }

    /** Updates alerts of {@code room}, of which nothing has arrived until now. */
    List<EpisodeChange> silent(WriteConnection connection, int room, String name) throws SQLException {
        try {
            return change(connection, room, name, (state, ids) -> {
                Instant now = liveness.now(name);
                Instant due = evaluator.nextCheckAt(state);
                return due == null || due.isAfter(now) ? evaluator.nothing(state) : evaluator.onNoData(state, now, ids);
            });
        } catch (NoAlertsException e) {
            LOG.log(Level.ERROR, "The silence of " + name + " is not watched until it reports again", e);
            connection
                    .prepare("UPDATE watch SET due = NULL WHERE room = ?", room)
                    .executeUpdate();
            return List.of();
        }
    }

    /** Notes that {@code action} was taken; changes nothing if the episode is not open. */
    List<EpisodeChange> acted(WriteConnection connection, int room, String name, long id, String action, Instant at)
            throws SQLException {
        return change(
                connection,
                room,
                name,
                (state, ids) -> state.open(id)
                        .map(episode -> evaluator.onAction(state, episode, action, at, ids))
                        .orElseGet(() -> evaluator.nothing(state)));
    }

    private List<EpisodeChange> change(WriteConnection connection, int room, String name, Step step)
            throws SQLException {
        Entry entry = entry(connection, room, name, step);
        Outcome outcome = entry.outcome;
        for (int i = 0; i < entry.episodes.size(); i++) {
            write(connection, room, outcome.episodes().get(i), entry.episodes.get(i));
        }
        long taken = liveness.now(name).toEpochMilli();
        for (int i = 0; i < entry.changes.size(); i++) {
            EpisodeChange change = outcome.changes().get(i);
            connection
                    .prepare(
                            "INSERT INTO episode_change (id, episode, taken, content) VALUES (?, ?, ?, ?)",
                            change.id(),
                            change.episode().id(),
                            taken,
                            entry.changes.get(i))
                    .executeUpdate();
        }
        connection
                .prepare("UPDATE watch SET state = ?, due = ? WHERE room = ?", entry.state, entry.due, room)
                .executeUpdate();
        return outcome.changes();
    }

    /** What is to be written: worked out before anything is, so that it may fail. */
    private record Entry(
            Outcome outcome,
            List<String> episodes,
            List<String> changes,
            String state,
            @Nullable Long due) {}

    /** What {@code step} makes of a room; where what was known of it is of no use, of a room that is begun anew. */
    private Entry entry(WriteConnection connection, int room, String name, Step step) throws SQLException {
        String known = known(connection, room);
        try {
            return entry(connection, name, known.isEmpty() ? RoomState.of(name) : AlertStateJson.state(known), step);
        } catch (HistoryUnavailableException e) {
            throw e;
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "What was known of the alerts of {0} cannot be used, and is begun anew: {1}",
                    name,
                    e);
        }
        try {
            return entry(connection, name, RoomState.of(name, orphans(connection, room)), step);
        } catch (HistoryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NoAlertsException(e);
        }
    }

    private Entry entry(WriteConnection connection, String name, RoomState state, Step step) {
        Outcome outcome = step.take(state, () -> next(connection));
        Instant due = outcome.silentAt();
        Instant seen = outcome.state().seen();
        if (due != null && seen != null && !liveness.isLive(name, seen)) {
            due = evaluator.broadcastOverAt(outcome.state());
        }
        return new Entry(
                outcome,
                outcome.episodes().stream().map(AlertStateJson::write).toList(),
                outcome.changes().stream().map(AlertStateJson::write).toList(),
                AlertStateJson.write(outcome.state()),
                due == null ? null : Hour.nanos(due));
    }

    /** What a window means for alerts cannot be worked out. */
    private static final class NoAlertsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAlertsException(RuntimeException cause) {
            super(cause);
        }
    }

    /** The state of a room as JSON, empty before the first, which nobody else changes until this is committed. */
    private static String known(WriteConnection connection, int room) throws SQLException {
        PreparedStatement statement = connection.prepare("""
                INSERT INTO watch (room, state) VALUES (?, '')
                ON CONFLICT (room) DO UPDATE SET room = excluded.room RETURNING state""", room);
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The open episodes of a room, which the next step closes unless it shows them again. */
    private static List<Episode> orphans(WriteConnection connection, int room) throws SQLException {
        List<Episode> orphans = new ArrayList<>();
        try (ResultSet rows = connection
                .prepare("SELECT content FROM episode WHERE room = ? AND closed IS NULL", room)
                .executeQuery()) {
            while (rows.next()) {
                orphans.add(AlertStateJson.episode(rows.getString(1)));
            }
        }
        return orphans;
    }

    private static void write(WriteConnection connection, int room, Episode episode, String content)
            throws SQLException {
        Instant closed = episode.closed();
        connection
                .prepare(
                        """
                        INSERT INTO episode (id, room, cause, severity, opened, closed, content) VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, opened = excluded.opened,
                            closed = excluded.closed, content = excluded.content""",
                        episode.id(),
                        room,
                        episode.cause(),
                        episode.severity().ordinal(),
                        Hour.nanos(episode.opened()),
                        closed == null ? null : Hour.nanos(closed),
                        content)
                .executeUpdate();
    }

    private static long next(WriteConnection connection) {
        try (ResultSet rows = connection
                .prepare("UPDATE counter SET last = last + 1 WHERE name = 'alerts' RETURNING last")
                .executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new HistoryUnavailableException("No alert can be named: " + e.getMessage(), e);
        }
    }
}
