package dev.livedoctor.history;

import static dev.livedoctor.history.Windows.NOON;
import static dev.livedoctor.history.Windows.record;
import static dev.livedoctor.history.Windows.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest extends HistoryContract {
    @TempDir
    private Path folder;

    @Override
    HistoryPlace place() {
        return new HistoryPlace.Folder(folder.resolve("history"));
    }

    @Test
    void nothingIsMadeBeforeTheFirstWindow() {
        history.checkAccepted(window(room, NOON, 1).window());
        assertEquals(List.of(), all(room));
        assertTrue(history.byReport("none").isEmpty());
        assertFalse(Files.exists(folder.resolve("history")));
        record(history, window(room, NOON, 1));
        assertTrue(Files.exists(folder.resolve("history")));
    }

    @Test
    void theFolderHasOneUser() {
        record(history, window(room, NOON, 1));
        try (History second = new History(place(), LIMITS, clock)) {
            HistoryUnavailableException refusal =
                    assertThrows(HistoryUnavailableException.class, () -> record(second, window(room, NOON, 1)));
            String pid = Long.toString(ProcessHandle.current().pid());
            assertTrue(refusal.getMessage().contains("in use by process " + pid), refusal::getMessage);
            history.close();
            assertEquals(NOON, record(second, window(room, NOON, 1)).taken());
        }
    }

    @Test
    void theFolderIsNobodyElsesBusiness() throws IOException {
        record(history, window(room, NOON, 1));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("history"))));
    }

    @Test
    void aFolderThatCannotBeIsTold() throws IOException {
        Files.writeString(folder.resolve("history"), "a file");
        HistoryUnavailableException refusal =
                assertThrows(HistoryUnavailableException.class, () -> record(history, window(room, NOON, 1)));
        assertTrue(refusal.getMessage().contains("livedoctor.history.directory"), refusal::getMessage);
        Files.delete(folder.resolve("history"));
        assertEquals(NOON, record(history, window(room, NOON, 1)).taken());
    }

    @Test
    void aFullDiskLosesNothingAndIsGotOver() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", disk.toString()), "only root may mount");
        try {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[1 << 20]);
            List<RecordedWindow> acknowledged = new ArrayList<>();
            try (History small = new History(new HistoryPlace.Folder(disk.resolve("h")), LIMITS, clock)) {
                CompletionException full = assertThrows(CompletionException.class, () -> {
                    for (int i = 0; i < 100_000; i++) {
                        acknowledged.add(record(small, window(room, NOON.plus(Duration.ofSeconds(10L * i)), i)));
                    }
                });
                assertInstanceOf(HistoryUnavailableException.class, full.getCause());
                assertTrue(full.getCause().getMessage().contains("full"), full.getCause()::getMessage);
                assertTrue(acknowledged.size() > 100, () -> acknowledged.size() + " only");
                Files.delete(ballast);
                acknowledged.add(record(small, window("another", NOON, 1)));
            }
            try (History small = new History(new HistoryPlace.Folder(disk.resolve("h")), LIMITS, clock)) {
                List<RecordedWindow> kept = new ArrayList<>();
                small.forEachWindow(room, NOON, NOON.plus(Duration.ofDays(100)), kept::add);
                small.forEachWindow("another", NOON, NOON.plus(Duration.ofDays(100)), kept::add);
                assertEquals(acknowledged, kept);
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
