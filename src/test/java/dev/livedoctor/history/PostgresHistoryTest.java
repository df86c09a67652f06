package dev.livedoctor.history;

import static dev.livedoctor.history.Windows.NOON;
import static dev.livedoctor.history.Windows.record;
import static dev.livedoctor.history.Windows.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same on a real server, where there is one. */
@EnabledIf("dev.livedoctor.history.RealPostgres#isInstalled")
class PostgresHistoryTest extends HistoryContract {
    private static RealPostgres server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RealPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        server.close();
    }

    @Override
    HistoryPlace place() {
        return server.place();
    }

    @Test
    void twoProcessesShareIt() {
        try (History second = new History(place(), LIMITS, clock)) {
            RecordedWindow first = record(history, window(room, NOON, 1));
            assertEquals(first, record(second, window(room, NOON, 1)));
            RecordedWindow next = record(second, window(room, NOON.plusSeconds(10), 2));
            assertEquals(List.of(first, next), all(room));
        }
    }

    @Test
    void aServerThatWasGoneIsUsedAgain() throws IOException, InterruptedException {
        RecordedWindow first = record(history, window(room, NOON, 1));
        server.control("stop", "-m", "immediate");
        CompletionException gone =
                assertThrows(CompletionException.class, () -> record(history, window(room, NOON.plusSeconds(10), 2)));
        assertInstanceOf(HistoryUnavailableException.class, gone.getCause());
        assertThrows(HistoryUnavailableException.class, () -> all(room));
        server.control("start");
        RecordedWindow second = record(history, window(room, NOON.plusSeconds(10), 2));
        server.control("restart", "-m", "fast");
        RecordedWindow third = record(history, window(room, NOON.plusSeconds(20), 3));
        assertEquals(List.of(first, second, third), all(room));
    }
}
