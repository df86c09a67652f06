package dev.livedoctor.history;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.flywaydb.core.api.FlywayException;

/** An open history: its reader, its writer and its roll-up job. */
final class OpenHistory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OpenHistory.class.getName());
    private static final long PAUSE_SECONDS = 30;

    private final Database database;
    private final HistoryReader reader;
    private final GroupCommit writer;
    private final RollUpJob rollUpJob;
    private final Baselines baselines;
    private final ScheduledExecutorService nightShift = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "history-upkeep");
        thread.setDaemon(true);
        return thread;
    });

    private OpenHistory(Database database, RecordingLimits limits, Clock clock, UnaryOperator<String> kinds) {
        this.database = database;
        reader = new HistoryReader(database);
        writer = new GroupCommit(database);
        rollUpJob = new RollUpJob(reader, writer, limits, clock, kinds);
        baselines = new Baselines(reader, rollUpJob);
        nightShift.scheduleWithFixedDelay(this::keepUp, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Opens the history at {@code place}, and brings it to the shape of this version.
     *
     * @throws HistoryUnavailableException where it cannot be used
     */
    static OpenHistory at(HistoryPlace place, RecordingLimits limits, Clock clock, UnaryOperator<String> kinds) {
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
            return new OpenHistory(database, limits, clock, kinds);
        } catch (FlywayException e) {
            database.close();
            throw new HistoryUnavailableException(
                    "The history in " + database + " cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    HistoryReader reader() {
        return reader;
    }

    GroupCommit writer() {
        return writer;
    }

    RollUpReader rollUps() {
        return new RollUpReader(reader, rollUpJob);
    }

    RollUpJob rollUpJob() {
        return rollUpJob;
    }

    Baselines baselines() {
        return baselines;
    }

    private void keepUp() {
        try {
            rollUpJob.run();
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
