package dev.livedoctor.history;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.flywaydb.core.api.FlywayException;

/** A history in use: who reads it, who writes it, and who keeps it up. */
final class Open implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Open.class.getName());
    private static final long PAUSE_SECONDS = 30;

    private final Database database;
    private final Reader reader;
    private final GroupCommit writer;
    private final Upkeep upkeep;
    private final Baselines baselines;
    private final ScheduledExecutorService nightShift = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "history-upkeep");
        thread.setDaemon(true);
        return thread;
    });

    private Open(Database database, Limits limits, Clock clock, UnaryOperator<String> kinds) {
        this.database = database;
        reader = new Reader(database);
        writer = new GroupCommit(database);
        upkeep = new Upkeep(reader, writer, limits, clock, kinds);
        baselines = new Baselines(reader, upkeep);
        nightShift.scheduleWithFixedDelay(this::keepUp, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Opens the history at {@code place}, and brings it to the shape of this version.
     *
     * @throws HistoryUnavailableException where it cannot be used
     */
    static Open at(HistoryPlace place, Limits limits, Clock clock, UnaryOperator<String> kinds) {
        Database database;
        try {
            database = place instanceof HistoryPlace.Folder folder
                    ? SqliteFolder.open(folder.path())
                    : new PostgresServer((HistoryPlace.Server) place);
        } catch (FileSystemException e) {
            throw new HistoryUnavailableException(
                    "The history cannot be opened: " + e + ". Maybe set livedoctor.history.directory?", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new HistoryUnavailableException("The history cannot be opened: " + e.getMessage(), e);
        }
        try {
            Migrations.apply(database);
            return new Open(database, limits, clock, kinds);
        } catch (FlywayException e) {
            database.close();
            throw new HistoryUnavailableException(
                    "The history in " + database + " cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    Reader reader() {
        return reader;
    }

    GroupCommit writer() {
        return writer;
    }

    Hindsight hindsight() {
        return new Hindsight(reader, upkeep);
    }

    Upkeep upkeep() {
        return upkeep;
    }

    Baselines baselines() {
        return baselines;
    }

    private void keepUp() {
        try {
            upkeep.run();
        } catch (RuntimeException | Error e) {
            if (nightShift.isShutdown()) {
                return;
            }
            LOG.log(System.Logger.Level.WARNING, "The history was not kept up; another try follows", e);
        }
    }

    @Override
    public void close() {
        nightShift.shutdownNow();
        writer.close();
        reader.close();
        database.close();
    }
}
