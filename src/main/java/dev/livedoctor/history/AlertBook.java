package dev.livedoctor.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.livedoctor.alert.Change;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.Policy;
import dev.livedoctor.alert.RoomState;
import dev.livedoctor.alert.Sighting;
import dev.livedoctor.alert.Sightings;
import dev.livedoctor.alert.Ward;
import dev.livedoctor.alert.Ward.Outcome;
import dev.livedoctor.diagnosis.Report;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes down what windows, and silence, mean for the alerts of their room, within the transaction that records them. */
final class AlertBook {
    private static final System.Logger LOG = System.getLogger(AlertBook.class.getName());
    /** Whose last window is older was not reporting live, and its silence says nothing. */
    private static final Duration LIVE = Duration.ofMinutes(15);

    private static final int MOST_ROOMS = 100_000;

    private final Ward ward;
    private final long silence;
    private final Clock clock;
    /** When rooms were heard, by a clock that nobody sets. */
    private final Map<Integer, Long> heard = new ConcurrentHashMap<>();

    private final long began = System.nanoTime();

    AlertBook(Policy policy, Clock clock) {
        ward = new Ward(policy);
        silence = policy.gap().toNanos();
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether {@code room} may only seem silent, because a clock was set, or because this process has just begun to listen. */
    boolean wasHeardLately(int room) {
        return System.nanoTime() - heard.getOrDefault(room, began) < silence;
    }

    /** What a state becomes. */
    private interface Step {
        Outcome take(RoomState state, LongSupplier ids);
    }

    /** The window that {@code report} is about was recorded. */
    List<Change> recorded(Session session, int room, Recorded window, Report report) throws SQLException {
        Instant now = clock.instant();
        if (heard.size() >= MOST_ROOMS) {
            heard.clear();
        }
        heard.put(room, System.nanoTime());
        boolean live = !report.window().end().isBefore(now.minus(LIVE));
        return change(session, room, window.snapshot().room(), live, (state, ids) -> {
            Sighting sighting = Sightings.of(window.report(), report, window.snapshot(), state.open());
            return ward.see(state, sighting, now, ids);
        });
    }

    /** Nothing was recorded of {@code room} until now; what that means. */
    List<Change> silent(Session session, int room, String name) throws SQLException {
        Instant now = clock.instant();
        return change(session, room, name, true, (state, ids) -> {
            Instant due = ward.silentAt(state);
            return due == null || due.isAfter(now) ? ward.nothing(state) : ward.silent(state, now, ids);
        });
    }

    /** Somebody took {@code action}; what that changes, nothing where the episode is not open. */
    List<Change> acted(Session session, int room, String name, long id, String action, Instant at) throws SQLException {
        return change(
                session,
                room,
                name,
                true,
                (state, ids) -> state.open(id)
                        .map(episode -> ward.acted(state, episode, action, at, ids))
                        .orElseGet(() -> ward.nothing(state)));
    }

    private List<Change> change(Session session, int room, String name, boolean live, Step step) throws SQLException {
        RoomState state = state(session, room, name);
        Outcome outcome = step.take(state, () -> next(session));
        for (Episode episode : outcome.episodes()) {
            write(session, room, episode);
        }
        for (Change change : outcome.changes()) {
            session.prepare(
                            "INSERT INTO episode_change (id, episode, taken, content) VALUES (?, ?, ?, ?)",
                            change.id(),
                            change.episode().id(),
                            clock.millis(),
                            AlertJson.write(change))
                    .executeUpdate();
        }
        @Nullable Instant due = live ? outcome.silentAt() : null;
        session.prepare(
                        "UPDATE watch SET state = ?, due = ? WHERE room = ?",
                        AlertJson.write(outcome.state()),
                        due == null ? null : Hour.nanos(due),
                        room)
                .executeUpdate();
        return outcome.changes();
    }

    /** The state of a room, which nobody else changes until this is committed. */
    private static RoomState state(Session session, int room, String name) throws SQLException {
        PreparedStatement statement = session.prepare("""
                INSERT INTO watch (room, state) VALUES (?, '')
                ON CONFLICT (room) DO UPDATE SET room = excluded.room RETURNING state""", room);
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            String json = rows.getString(1);
            return json.isEmpty() ? RoomState.of(name) : AlertJson.state(json);
        } catch (JsonProcessingException e) {
            LOG.log(System.Logger.Level.WARNING, "What was known of the alerts of {0} cannot be read: {1}", name, e);
            return RoomState.of(name);
        }
    }

    private static void write(Session session, int room, Episode episode) throws SQLException {
        Instant closed = episode.closed();
        session.prepare(
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
                        AlertJson.write(episode))
                .executeUpdate();
    }

    private static long next(Session session) {
        try (ResultSet rows = session.prepare("UPDATE counter SET last = last + 1 WHERE name = 'alerts' RETURNING last")
                .executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new HistoryUnavailableException("No alert can be named: " + e.getMessage(), e);
        }
    }
}
