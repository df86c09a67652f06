package dev.livedoctor.history;

import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.diagnosis.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alerts of all rooms, as they were written down with the windows that made them. */
public final class Episodes {
    private static final String EPISODE = "SELECT e.content FROM episode e JOIN room r ON r.id = e.room ";
    private static final String CHANGE = "SELECT content, taken FROM episode_change ";
    static final String DUE = "SELECT w.room, r.name, w.due FROM watch w JOIN room r ON r.id = w.room"
            + " WHERE w.due <= ? AND (w.due, w.room) > (?, ?) ORDER BY w.due, w.room LIMIT ?";
    private static final int MOST = 10_000;
    private static final int PAGE = 200;

    private final History history;

    Episodes(History history) {
        this.history = history;
    }

    /**
     * Which episodes.
     *
     * @param room its name; null for all
     * @param open whether they are; null for both
     * @param severity the least; null for all
     * @param before only episodes with a lower id; null for all
     * @param most how many, the newest first
     */
    public record Query(
            @Nullable String room,
            @Nullable Boolean open,
            @Nullable Severity severity,
            @Nullable Long before,
            int most) {}

    /** The episodes of {@code room} that were open at some time from {@code from} until before {@code to}, in order of opening. */
    public List<Episode> between(String room, Instant from, Instant to) {
        return rows(
                EPISODE + "WHERE r.name = ? AND e.opened < ? AND (e.closed IS NULL OR e.closed >= ?)"
                        + " ORDER BY e.opened, e.id LIMIT " + MOST,
                room,
                Hour.nanos(to),
                Hour.nanos(from));
    }

    /** Those that {@code query} asks for, the newest first. */
    public List<Episode> find(Query query) {
        StringBuilder where = new StringBuilder("WHERE 1 = 1");
        List<Object> values = new ArrayList<>();
        if (query.room != null) {
            where.append(" AND r.name = ?");
            values.add(query.room);
        }
        if (query.open != null) {
            where.append(query.open ? " AND e.closed IS NULL" : " AND e.closed IS NOT NULL");
        }
        if (query.severity != null) {
            where.append(" AND e.severity <= ?");
            values.add(query.severity.ordinal());
        }
        if (query.before != null) {
            where.append(" AND e.id < ?");
            values.add(query.before);
        }
        values.add(query.most);
        return rows(EPISODE + where + " ORDER BY e.id DESC LIMIT ?", values.toArray());
    }

    /** The episode with this id. */
    public Optional<Episode> byId(long id) {
        return rows(EPISODE + "WHERE e.id = ?", id).stream().findFirst();
    }

    /** The changes of the episode with this id, in order. */
    public List<EpisodeChange> timeline(long id) {
        return changes(CHANGE + "WHERE episode = ? ORDER BY id LIMIT " + MOST, id);
    }

    /** The first changes after the one at place {@code id}, of all rooms, in the order in which they were written down. */
    public List<EpisodeChange> changesAfter(long id, int most) {
        return changes(CHANGE + "WHERE id > ? ORDER BY id LIMIT ?", id, most);
    }

    /**
     * A change as it was written down.
     *
     * @param taken when, by the clock of who did
     */
    public record Noted(EpisodeChange change, Instant taken) {}

    /** The first changes after the one with {@code id}, with when they were written down. */
    public List<Noted> timedChangesAfter(long id, int most) {
        return history.isEmpty()
                ? List.of()
                : history.open()
                        .reader()
                        .rows(
                                CHANGE + "WHERE id > ? ORDER BY id LIMIT ?",
                                row -> new Noted(
                                        AlertStateJson.change(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))),
                                id,
                                most);
    }

    /** The place of the last change. */
    public long lastChangeId() {
        return history.isEmpty()
                ? 0
                : history.open()
                        .reader()
                        .rows("SELECT last FROM counter WHERE name = 'alerts'", row -> row.getLong(1))
                        .get(0);
    }

    /** Whether nothing was ever recorded. */
    public boolean isEmpty() {
        return history.isEmpty();
    }

    /**
     * Notes that {@code action} was taken at {@code at}; returns the changed episode, empty if none with this id is open.
     *
     * @throws HistoryUnavailableException where that cannot be written
     */
    public Optional<Episode> recordAction(long id, String action, Instant at) {
        return byId(id).flatMap(episode -> committed(connection -> {
                    int room = connection.room(episode.room(), null, null, null);
                    return history.recorder().acted(connection, room, episode.room(), id, action, at);
                })
                .stream()
                .map(EpisodeChange::episode)
                .findFirst());
    }

    /** Checks which rooms have a telemetry gap by now; returns how many there were. */
    public int checkTelemetryGaps() {
        try {
            return history.isEmpty() ? 0 : checkTelemetryGaps(history.open());
        } catch (HistoryUnavailableException e) {
            history.recorder().liveness().resetAfterOutage();
            throw e;
        }
    }

    private int checkTelemetryGaps(OpenHistory open) {
        RoomLiveness liveness = history.recorder().liveness();
        long now = Hour.nanos(liveness.furthest());
        Due last = new Due(0, "", Long.MIN_VALUE);
        int noticed = 0;
        List<Due> page;
        do {
            page = open.reader()
                    .rows(
                            DUE,
                            row -> new Due(row.getInt(1), row.getString(2), row.getLong(3)),
                            now,
                            last.at,
                            last.room,
                            PAGE);
            for (Due due : page) {
                last = due;
                if (!liveness.wasHeardLately(due.name) && due.at <= Hour.nanos(liveness.now(due.name))) {
                    noticed += committed(connection -> history.recorder().silent(connection, due.room, due.name))
                                    .isEmpty()
                            ? 0
                            : 1;
                }
            }
        } while (page.size() == PAGE);
        return noticed;
    }

    private List<EpisodeChange> committed(Write<List<EpisodeChange>> write) {
        List<EpisodeChange> changes = history.open().writer().commit(write);
        history.tell(changes);
        return changes;
    }

    /** How many are open, by severity; nothing where the history is not in use yet. */
    public Map<Severity, Integer> openBySeverity() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        if (history.isOpen()) {
            history.open()
                    .reader()
                    .rows(
                            "SELECT severity, COUNT(*) FROM episode WHERE closed IS NULL GROUP BY severity",
                            row -> counts.put(Severity.values()[row.getInt(1)], row.getInt(2)));
        }
        return counts;
    }

    private record Due(int room, String name, long at) {}

    private List<Episode> rows(String sql, Object... values) {
        return history.isEmpty()
                ? List.of()
                : history.open().reader().rows(sql, row -> AlertStateJson.episode(row.getString(1)), values);
    }

    private List<EpisodeChange> changes(String sql, Object... values) {
        return history.isEmpty()
                ? List.of()
                : history.open().reader().rows(sql, row -> AlertStateJson.change(row.getString(1)), values);
    }
}
