package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @TempDir
    private Path folder;

    /** Says how often somebody waited for a time, and not for something to do. */
    private static final class CountingQueue extends LinkedBlockingQueue<GroupCommit.Waiting<?>> {
        private static final long serialVersionUID = 1L;

        private final AtomicInteger polls = new AtomicInteger();

        @Override
        public GroupCommit.@Nullable Waiting<?> poll(long timeout, TimeUnit unit) throws InterruptedException {
            polls.incrementAndGet();
            return super.poll(timeout, unit);
        }
    }

    /** Each waited for up to a second, and every stop of the service with it. */
    @Test
    void whatHasNothingToDoEndsAtOnce() throws IOException {
        CountingQueue queue = new CountingQueue();
        try (Database database = SqliteFolder.open(folder)) {
            try (GroupCommit writer = new GroupCommit(database, queue)) {
                assertEquals("done", writer.commit(connection -> "done"));
            }
        }
        assertEquals(0, queue.polls.get());
        assertEquals(0, queue.size());
    }
}
