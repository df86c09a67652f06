package dev.livedoctor.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Whatever waits when it is free goes into one transaction, so that many wait for the disk together and once;
 * nobody is answered before the commit has returned.
 */
final class GroupCommit implements AutoCloseable {
    /** Of one transaction: more would gain nothing and make the first ones wait. */
    private static final int MOST = 256;

    private static final long CLOSING_SECONDS = 10;

    record Waiting<T>(Write<T> write, CompletableFuture<T> answer) {
        Runnable applied(WriteConnection connection) throws SQLException {
            T result = write.apply(connection);
            return () -> answer.complete(result);
        }
    }

    private final Database database;
    private final BlockingQueue<Waiting<?>> queue;
    /** Poison pill: queued last, it wakes the writer thread so that it ends. */
    private final Waiting<?> last = new Waiting<>(connection -> 0, new CompletableFuture<>());

    private final Thread thread;
    private @Nullable WriteConnection connection;
    private volatile boolean closed;

    GroupCommit(Database database) {
        this(database, new LinkedBlockingQueue<>());
    }

    GroupCommit(Database database, BlockingQueue<Waiting<?>> queue) {
        this.database = database;
        this.queue = queue;
        thread = new Thread(this::run, "history-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Completes when {@code write} is durable; with a {@link HistoryUnavailableException} where it is not. */
    <T> CompletableFuture<T> submit(Write<T> write) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        queue.add(new Waiting<>(write, answer));
        if (closed) {
            refuse(List.copyOf(queue), new SQLException("the service is stopping"));
        }
        return answer;
    }

    /**
     * The answer of {@code write}, once it is durable.
     *
     * @throws HistoryUnavailableException where it is not
     */
    <T> T commit(Write<T> write) {
        return History.await(submit(write));
    }

    private void run() {
        List<Waiting<?>> together = new ArrayList<>(MOST);
        boolean ends = false;
        while (!ends) {
            together.clear();
            try {
                together.add(queue.take());
                queue.drainTo(together, MOST - 1);
                ends = together.remove(last);
                if (!together.isEmpty()) {
                    write(together);
                }
            } catch (InterruptedException e) {
                closed = true;
                ends = true;
            }
        }
        end();
    }

    private void write(List<Waiting<?>> together) {
        boolean reused = connection != null;
        try {
            commit(together);
        } catch (SQLException | RuntimeException | Error e) {
            // An error, too, must not end the thread: everybody would wait for ever.
            if (!undo()) {
                if (reused) {
                    // The server may have come back since the connection was made.
                    write(together);
                } else {
                    refuse(together, e);
                }
            } else if (together.size() == 1) {
                refuse(together, e);
            } else {
                // One of them is to blame, and the others must not suffer.
                together.forEach(one -> write(List.of(one)));
            }
        }
    }

    private void commit(List<Waiting<?>> together) throws SQLException {
        WriteConnection writer = connection;
        if (writer == null) {
            writer = new WriteConnection(database.source().getConnection());
            connection = writer;
        }
        List<Runnable> answers = new ArrayList<>(together.size());
        for (Waiting<?> one : together) {
            answers.add(one.applied(writer));
        }
        writer.commit();
        answers.forEach(Runnable::run);
    }

    /** Whether the connection can be used again. */
    private boolean undo() {
        WriteConnection writer = connection;
        if (writer == null) {
            return false;
        }
        try {
            writer.rollback();
            return true;
        } catch (SQLException e) {
            end();
            return false;
        }
    }

    private void end() {
        WriteConnection writer = connection;
        connection = null;
        if (writer != null) {
            writer.close();
        }
    }

    private void refuse(List<Waiting<?>> waiting, Throwable cause) {
        HistoryUnavailableException refusal = new HistoryUnavailableException(
                "The history in " + database + " cannot be written: " + cause.getMessage(), cause);
        waiting.forEach(one -> one.answer.completeExceptionally(refusal));
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        closed = true;
        queue.add(last);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuse(List.copyOf(queue), new SQLException("the service is stopping"));
    }
}
