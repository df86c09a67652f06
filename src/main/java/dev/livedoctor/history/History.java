package dev.livedoctor.history;

import dev.livedoctor.alert.AlertPolicy;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.history.RoomLiveness.Heard;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was measured and found in all rooms. It is opened when it is first needed, and tried again where that failed. Safe for use by many
 * threads at once.
 */
public final class History implements AutoCloseable {
    private static final int PAGE = 200;

    private final HistoryPlace place;
    private final RecordingLimits limits;
    private final Clock clock;
    private final UnaryOperator<String> kinds;
    private final AlertRecorder recorder;
    private final Mutes mutes;
    private final List<Consumer<EpisodeChange>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable OpenHistory open;
    private @Nullable HistoryUnavailableException failure;
    private long failedAt;
    private boolean closed;

    /** The history at {@code place} with the default alert policy, of slices whose dimensions are called as rules call them. */
    public History(HistoryPlace place, RecordingLimits limits, Clock clock) {
        this(place, limits, AlertPolicy.USUAL, clock, UnaryOperator.identity());
    }

    /**
     * The history at {@code place}.
     *
     * @param policy when something is an alert
     * @param clock says only how old things are
     * @param kinds what rules call the dimension of slices that a client calls otherwise
     */
    public History(
            HistoryPlace place, RecordingLimits limits, AlertPolicy policy, Clock clock, UnaryOperator<String> kinds) {
        this(place, limits, policy, clock, System::nanoTime, kinds);
    }

    History(
            HistoryPlace place,
            RecordingLimits limits,
            AlertPolicy policy,
            Clock clock,
            LongSupplier nanos,
            UnaryOperator<String> kinds) {
        this.place = place;
        this.limits = limits;
        this.clock = clock;
        this.kinds = kinds;
        recorder = new AlertRecorder(policy, clock, nanos);
        mutes = new Mutes(this, clock);
    }

    /** Has {@code listener} told of what this process changes for alerts, when that is durable. */
    public void listen(Consumer<EpisodeChange> listener) {
        listeners.add(listener);
    }

    void tell(List<EpisodeChange> changes) {
        changes.forEach(change -> listeners.forEach(listener -> listener.accept(change)));
    }

    /** The alerts that the windows made. */
    public Episodes episodes() {
        return new Episodes(this);
    }

    /** The mutes. */
    public Mutes mutes() {
        return mutes;
    }

    /** The open episodes that were kept back by a mute. */
    public MutedEpisodes mutedEpisodes() {
        return new MutedEpisodes(this);
    }

    /** The lease {@code name}, which one process at a time holds. */
    public Lease lease(String name) {
        return new Lease(this, name, System::nanoTime);
    }

    /**
     * Lets in a window that may be recorded.
     *
     * @throws WindowRefusedException where it is too old, or too far in the future
     */
    public void checkAccepted(Window window) {
        limits.admit(window, clock.instant(), recorder.liveness().furthest());
    }

    /** What is usual in the room at this time of its week, by metric, wherever {@code snapshot} does not say so itself. */
    public Map<String, Double> baselineValues(MetricSnapshot snapshot, BaselineTraits traits) {
        if (!Hour.has(snapshot.window())) {
            return Map.of();
        }
        double minutes = snapshot.window().minutes();
        Map<String, Double> usual = new HashMap<>();
        baselines(snapshot, traits).forEach((metric, baseline) -> {
            boolean wanted = snapshot.metrics().containsKey(metric) || baseline.isExpected();
            if (baseline.isUsed() && wanted && !snapshot.baseline().containsKey(metric)) {
                usual.put(metric, traits.counts(metric) ? baseline.rate() * minutes : baseline.value());
            }
        });
        return usual;
    }

    /** The baselines of a room at the time of {@code snapshot}, by metric, whether they are used or not. */
    public Map<String, Baseline> baselines(MetricSnapshot snapshot, BaselineTraits traits) {
        return isEmpty() ? Map.of() : open().baselines().of(snapshot, traits);
    }

    /**
     * Records a window, and is done when that is durable. A window that is recorded already is not recorded again: the answer is what lies
     * there, with the name of the first report.
     *
     * @param snapshot as it was sent
     * @param usual what was put into its baseline from this history
     * @param traits what the rules know of metrics
     * @return fails with {@link ConflictingWindowException} where the window is recorded with other content, and with
     *     {@link HistoryUnavailableException} where it cannot be written
     */
    public CompletableFuture<RecordedWindow> record(
            MetricSnapshot snapshot, Map<String, Double> usual, StoredReport report, MetricTraits traits) {
        Heard heard = recorder.liveness().heard(snapshot.room(), snapshot.window());
        RecordedWindow window = new RecordedWindow(snapshot, usual, report.id(), report.at());
        RecordWindow write = new RecordWindow(
                window,
                WindowContent.digest(snapshot),
                new WindowContent(snapshot, usual).bytes(),
                report.report().status().name(),
                StoredFindings.in(report.report()).json(),
                report.report(),
                traits,
                heard,
                recorder);
        OpenHistory opened = open();
        return opened.writer().submit(write).thenApply(written -> {
            opened.baselines().recorded(snapshot);
            tell(written.changes());
            return written.recorded().orElseThrow(() -> new ConflictingWindowException(snapshot));
        });
    }

    /** What {@code recording} becomes; why it failed is thrown as it is. */
    public static <T> T await(CompletableFuture<T> recording) {
        try {
            return recording.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    /** Gives the windows of {@code room} that begin from {@code from} until before {@code to}, in order of time. */
    public void forEachWindow(String room, Instant from, Instant to, Consumer<RecordedWindow> consumer) {
        forEachFindings(room, from, to, window -> consumer.accept(window.recorded()));
    }

    /** Passes to {@code consumer} the windows of {@code room} that begin from {@code from} until before {@code to}, with their findings. */
    public void forEachFindings(String room, Instant from, Instant to, Consumer<RecordedFindings> consumer) {
        forEachWhile(room, from, to, window -> {
            consumer.accept(window);
            return true;
        });
    }

    /** Passes windows with their findings until {@code consumer} returns false; returns whether it has seen all of them. */
    public boolean forEachWhile(String room, Instant from, Instant to, Predicate<RecordedFindings> consumer) {
        long begins = Hour.nanos(from);
        long ends = Long.MIN_VALUE;
        List<RecordedFindings> page;
        do {
            page = isEmpty() ? List.of() : open().reader().windows(room, begins, ends, Hour.nanos(to), PAGE);
            for (RecordedFindings window : page) {
                if (!consumer.test(window)) {
                    return false;
                }
                Window last = window.recorded().snapshot().window();
                begins = Hour.nanos(last.start());
                ends = Hour.nanos(last.end());
            }
        } while (page.size() == PAGE);
        return true;
    }

    /** The names of the rooms that windows are recorded of, sorted. */
    public List<String> rooms() {
        return isEmpty() ? List.of() : open().reader().rooms();
    }

    /** The window of the report with this id. */
    public Optional<RecordedWindow> byReport(String report) {
        return isEmpty()
                ? Optional.empty()
                : open().reader().byReport(report).stream().findFirst();
    }

    /** The latest window of {@code room}. */
    public Optional<RecordedWindow> latest(String room) {
        return isEmpty()
                ? Optional.empty()
                : open().reader().latest(room).stream().findFirst();
    }

    /** The past by the hour; empty where nothing was ever recorded. */
    public Optional<RollUpReader> rollUps() {
        return isEmpty() ? Optional.empty() : Optional.of(open().rollUps());
    }

    /** Whether it was opened already, so that metrics do not open it. */
    boolean isOpen() {
        return open != null;
    }

    /** Whether nothing was ever recorded, so that reading makes no folder. */
    boolean isEmpty() {
        return open == null && place instanceof HistoryPlace.Folder folder && !folder.isUsed();
    }

    /** Whether other processes may use it, too. */
    boolean isShared() {
        return place instanceof HistoryPlace.Server;
    }

    AlertRecorder recorder() {
        return recorder;
    }

    OpenHistory open() {
        OpenHistory opened = open;
        return opened != null ? opened : openNow(System.nanoTime());
    }

    /** Who waited while another failed to open it fails likewise: a server that is gone takes seconds to be missed. */
    private synchronized OpenHistory openNow(long asked) {
        HistoryUnavailableException failed = failure;
        if (failed != null && asked - failedAt < 0) {
            throw failed;
        }
        if (closed) {
            throw new HistoryUnavailableException("The history is closed: the service is stopping.", null);
        }
        if (open == null) {
            try {
                open = OpenHistory.at(place, limits, clock, kinds);
            } catch (HistoryUnavailableException e) {
                failure = e;
                failedAt = System.nanoTime();
                throw e;
            }
        }
        return open;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (open != null) {
            open.close();
        }
    }
}
