package dev.livedoctor.history;

import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.RoomEvent;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What looking back asks of an hour: a pure function of its windows, so that it may be made again whenever one comes late. A roll-up of
 * fewer windows never takes the place of one of more.
 */
record HourRollUp(
        int windows,
        Map<Long, QuarterTally> quarters,
        Map<SliceHour.Key, SliceTally> slices,
        Map<CauseKey, CauseTally> causes,
        List<RoomEvent> releases) {
    /** Causes of an hour that are kept; a report names a dozen at most. */
    private static final int MOST_CAUSES = 200;

    private static final int MOST_RELEASES = 20;
    private static final int LONGEST = 200;

    record CauseKey(String cause, String scope) {}

    /** In how many windows a cause was found, how many minutes they cover, and how sure it was at best. */
    record CauseTally(int windows, double minutes, double confidence) {
        CauseTally and(CauseTally other) {
            return new CauseTally(
                    windows + other.windows, minutes + other.minutes, Math.max(confidence, other.confidence));
        }
    }

    /** Of these windows; {@code kinds} is what rules call the dimensions of slices that a client calls otherwise. */
    static HourRollUp of(List<AnalysedWindow> windows, UnaryOperator<String> kinds) {
        Map<Long, QuarterTally> quarters = new TreeMap<>();
        Map<CauseKey, CauseTally> causes = new HashMap<>();
        for (AnalysedWindow window : windows) {
            quarters.computeIfAbsent(Quarter.of(window.snapshot().window().start()), quarter -> new QuarterTally())
                    .add(window);
            for (StoredFindings.Cause cause : window.found().causes()) {
                CauseKey key =
                        new CauseKey(cause.code(), cut(Scope.of(cause.scope()).toString()));
                boolean counts = cause.likely() && !cause.harmless();
                if (counts && (causes.size() < MOST_CAUSES || causes.containsKey(key))) {
                    causes.merge(key, new CauseTally(1, window.minutes(), cause.confidence()), CauseTally::and);
                }
            }
        }
        List<RoomEvent> releases = windows.stream()
                .flatMap(window -> window.snapshot().events().stream())
                .filter(event -> event.type().startsWith("release."))
                .distinct()
                .limit(MOST_RELEASES)
                .toList();
        return new HourRollUp(windows.size(), quarters, SliceTally.of(windows, kinds), causes, releases);
    }

    /** Writes it in the place of what was there of the hour. */
    void write(WriteConnection connection, int room, long hour) throws SQLException {
        for (Map.Entry<Long, QuarterTally> quarter : quarters.entrySet()) {
            quarter.getValue().write(connection, room, quarter.getKey());
        }
        for (Map.Entry<SliceHour.Key, SliceTally> slice : slices.entrySet()) {
            slice.getValue().write(connection, room, hour, slice.getKey(), windows);
        }
        for (Map.Entry<CauseKey, CauseTally> cause : causes.entrySet()) {
            CauseTally tally = cause.getValue();
            connection
                    .prepare(
                            """
                            INSERT INTO caused (room, hour, cause, scope, windows, minutes, confidence)
                            VALUES (?, ?, ?, ?, ?, ?, ?)
                            ON CONFLICT (room, hour, cause, scope) DO UPDATE SET
                                windows = excluded.windows, minutes = excluded.minutes, confidence = excluded.confidence
                            WHERE excluded.windows >= caused.windows""",
                            room,
                            hour,
                            connection.word(cause.getKey().cause),
                            connection.word(cause.getKey().scope),
                            tally.windows,
                            tally.minutes,
                            tally.confidence)
                    .executeUpdate();
        }
        for (RoomEvent release : releases) {
            connection
                    .prepare(
                            """
                            INSERT INTO released (room, at, type, note) VALUES (?, ?, ?, ?)
                            ON CONFLICT (room, at, type) DO NOTHING""",
                            room,
                            Hour.nanos(release.at()),
                            connection.word(cut(release.type())),
                            connection.word(release.note() == null ? "" : cut(release.note())))
                    .executeUpdate();
        }
    }

    /** Lets go of what lies before {@code hour}; how many quarters that were. */
    static int forget(WriteConnection connection, int room, long hour) throws SQLException {
        connection
                .prepare("DELETE FROM sliced WHERE room = ? AND hour < ?", room, hour)
                .executeUpdate();
        connection
                .prepare("DELETE FROM caused WHERE room = ? AND hour < ?", room, hour)
                .executeUpdate();
        connection
                .prepare("DELETE FROM released WHERE room = ? AND at < ?", room, hour * Hour.NANOS)
                .executeUpdate();
        return connection
                .prepare("DELETE FROM quarter WHERE room = ? AND quarter < ?", room, hour * Quarter.AN_HOUR)
                .executeUpdate();
    }

    /** Bounds names, so that a client with very long ones cannot fill the disk. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
