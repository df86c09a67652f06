package dev.livedoctor.history;

import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.history.RoomLiveness.Heard;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.WellKnown;
import dev.livedoctor.snapshot.Window;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records a window once. Where the room has it already, nothing is written and the answer is what lies there; empty where that has other
 * content. What a new one means for the alerts of its room is written with it.
 */
record RecordWindow(
        RecordedWindow window,
        byte[] digest,
        byte[] content,
        String status,
        String findings,
        Report report,
        MetricTraits traits,
        Heard heard,
        AlertRecorder recorder)
        implements Write<RecordWindow.Written> {

    /** What lies there now, empty where that has other content; and what it changed for alerts. */
    record Written(Optional<RecordedWindow> recorded, List<EpisodeChange> changes) {}

    @Override
    public Written apply(WriteConnection connection) throws SQLException {
        MetricSnapshot snapshot = window.snapshot();
        int room = connection.room(
                snapshot.room(), text(WellKnown.TIMEZONE), text(WellKnown.CATEGORY), text(WellKnown.MARKET));
        Window time = snapshot.window();
        long begins = Hour.nanos(time.start());
        long ends = Hour.nanos(time.end());
        int added = connection
                .prepare(
                        """
                        INSERT INTO recording (room, begins, ends, taken, report, status, findings, rules, digest, content)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, begins, ends) DO NOTHING""",
                        room,
                        begins,
                        ends,
                        window.taken().toEpochMilli(),
                        window.report(),
                        status,
                        findings,
                        report.rules().version(),
                        digest,
                        content)
                .executeUpdate();
        if (added == 0) {
            return new Written(
                    recorded(connection.prepare(
                            "SELECT report, taken, content, digest FROM recording WHERE room = ? AND begins = ? AND ends = ?",
                            room,
                            begins,
                            ends)),
                    List.of());
        }
        if (Hour.has(time)) {
            connection.prepare("""
                    INSERT INTO due (room, hour, changes) VALUES (?, ?, 1)
                    ON CONFLICT (room, hour) DO UPDATE SET changes = due.changes + 1""", room, Hour.of(time)).executeUpdate();
        }
        return new Written(Optional.of(window), recorder.recorded(connection, room, this));
    }

    private Optional<RecordedWindow> recorded(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return Arrays.equals(row.getBytes(4), digest) ? Optional.of(HistoryReader.window(row)) : Optional.empty();
        }
    }

    private @Nullable String text(String attribute) {
        return window.snapshot().attributes().get(attribute) instanceof String text ? text : null;
    }
}
