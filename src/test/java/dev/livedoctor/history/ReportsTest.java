package dev.livedoctor.history;

import static dev.livedoctor.history.Windows.NOON;
import static dev.livedoctor.history.Windows.record;
import static dev.livedoctor.history.Windows.report;
import static dev.livedoctor.history.Windows.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.livedoctor.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final String ROOM = "room beauty";

    @TempDir
    private Path folder;

    private History history;
    private RecentReports recent;
    private Reports reports;

    @BeforeEach
    void open() {
        history = new History(
                new HistoryPlace.Folder(folder.resolve("history")), HistoryContract.LIMITS, new SetClock(NOON));
        recent = new RecentReports(8);
        reports = new Reports(recent, history, snapshot -> report(snapshot).report());
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void whatWasRecordedIsThereWithoutMemory() {
        RecordedWindow recorded = record(history, window(ROOM, NOON, 1));
        StoredReport latest = reports.latest(ROOM).orElseThrow();
        assertEquals(recorded.report(), latest.id());
        assertEquals(recorded.snapshot().window(), latest.report().window());
        assertEquals(Optional.of(latest), reports.byId(recorded.report()));
        assertEquals(Optional.empty(), reports.latest("another"));
    }

    @Test
    void theLaterOfBothIsTheLatest() {
        StoredReport remembered = report(window(ROOM, NOON.plusSeconds(10), 2));
        recent.add(remembered);
        record(history, window(ROOM, NOON, 1));
        assertEquals(Optional.of(remembered), reports.latest(ROOM));
        RecordedWindow later = record(history, window(ROOM, NOON.plusSeconds(20), 3));
        assertEquals(later.report(), reports.latest(ROOM).orElseThrow().id());
    }

    @Test
    void memoryDoesWithoutAHistoryThatIsGone() throws IOException {
        record(history, window(ROOM, NOON, 1));
        history.close();
        StoredReport remembered = report(window(ROOM, NOON, 1));
        recent.add(remembered);
        try (History gone = new History(
                new HistoryPlace.Folder(folder.resolve("history")), HistoryContract.LIMITS, new SetClock(NOON))) {
            Files.writeString(folder.resolve("history").resolve("history.db"), "no database");
            Reports left =
                    new Reports(recent, gone, snapshot -> report(snapshot).report());
            assertEquals(Optional.of(remembered), left.latest(ROOM));
            assertThrows(HistoryUnavailableException.class, () -> left.latest("another"));
        }
    }
}
