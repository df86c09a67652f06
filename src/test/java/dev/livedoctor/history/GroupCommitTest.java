package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @TempDir
    private Path folder;

    /** Each waited for up to a second, and every stop of the service with it. */
    @Test
    void whatHasNothingToDoEndsAtOnce() throws IOException {
        try (Database database = SqliteFolder.open(folder)) {
            assertTimeout(Duration.ofSeconds(3), () -> {
                for (int i = 0; i < 6; i++) {
                    try (GroupCommit writer = new GroupCommit(database)) {
                        assertEquals(i, writer.commit(connection -> 0) + i);
                    }
                }
            });
        }
    }
}
