package dev.livedoctor.workbench;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A candidate beside the live rules: it is put to real traffic, answers nobody, and what it would say otherwise is counted. One thread of
 * low priority does that after the answer has gone; what it cannot keep up with is dropped and counted.
 */
public final class Shadow implements AutoCloseable {
    private static final int MOST_WAITING = 256;
    private static final int MOST_DIFFERENCES = 100;

    private final ThreadPoolExecutor worker;
    private final AtomicReference<@Nullable Candidate> candidate = new AtomicReference<>();

    /** A shadow without a candidate. */
    public Shadow() {
        worker = new ThreadPoolExecutor(
                0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Shadow::quiet);
    }

    private record Candidate(
            Ruleset ruleset,
            String against,
            Instant since,
            DifferenceCounter counter,
            AtomicLong dropped,
            AtomicLong failed) {}

    /**
     * A candidate.
     *
     * @param against version of the rules that it was made from
     */
    public record Candidacy(Ruleset ruleset, String against) {}

    /**
     * How a candidate fares.
     *
     * @param pack its name
     * @param version content hash of the candidate
     * @param since when it was put beside the live rules
     * @param dropped snapshots that it was not put to, for want of time
     * @param failed snapshots that it failed on
     * @param count what it said otherwise
     */
    public record ShadowStatus(
            String pack, String version, String since, long dropped, long failed, DifferenceCounter.Count count) {}

    /** Puts {@code ruleset}, which was made from {@code live}, beside the live rules, instead of the candidate before. */
    public void begin(Ruleset ruleset, Ruleset live, Instant now) {
        candidate.set(new Candidate(
                ruleset,
                live.pack().version(),
                now,
                new DifferenceCounter(MOST_DIFFERENCES),
                new AtomicLong(),
                new AtomicLong()));
    }

    /** Drops the candidate and gives it, if there is one. */
    public Optional<Ruleset> end() {
        return Optional.ofNullable(candidate.getAndSet(null)).map(Candidate::ruleset);
    }

    /** Drops the candidate, if it is {@code ruleset} still. */
    public void end(Ruleset ruleset) {
        candidate.updateAndGet(one -> one == null || one.ruleset == ruleset ? null : one);
    }

    /** The candidate, if there is one. */
    public Optional<Candidacy> candidacy() {
        return Optional.ofNullable(candidate.get()).map(one -> new Candidacy(one.ruleset, one.against));
    }

    /** How the candidate fares, if there is one. */
    public Optional<ShadowStatus> status() {
        return Optional.ofNullable(candidate.get())
                .map(one -> new ShadowStatus(
                        one.ruleset.pack().name(),
                        one.ruleset.pack().version(),
                        one.since.toString(),
                        one.dropped.get(),
                        one.failed.get(),
                        one.counter.count()));
    }

    /** Lets the candidate see a snapshot that {@code live} has given {@code report} on. */
    public void watch(Ruleset live, MetricSnapshot snapshot, Report report) {
        Candidate now = candidate.get();
        if (now == null) {
            return;
        }
        try {
            worker.execute(() -> compare(now, live, snapshot, report));
        } catch (RejectedExecutionException e) {
            now.dropped.incrementAndGet();
        }
    }

    private static void compare(Candidate now, Ruleset live, MetricSnapshot snapshot, Report report) {
        try {
            now.counter.add(new Replay(live, now.ruleset).compare(snapshot, report));
        } catch (RuntimeException e) {
            now.failed.incrementAndGet();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private static Thread quiet(Runnable work) {
        Thread thread = new Thread(work, "shadow");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.setContextClassLoader(Shadow.class.getClassLoader());
        return thread;
    }
}
