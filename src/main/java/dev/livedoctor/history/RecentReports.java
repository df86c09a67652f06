package dev.livedoctor.history;

import dev.livedoctor.diagnosis.Report;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The last reports, in memory: a new one takes the place of the oldest. Where it can be, only the request is kept, and diagnosed again for
 * the few who ask: a thousand reports are so many objects that copying them was most of each young collection. Safe for use by many threads
 * at once, none of which waits but where the rules have changed.
 */
public final class RecentReports {
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    /** The largest request that is kept, in bytes: a report does not grow with its slices. */
    private static final int LARGEST_REQUEST = 1 << 14;
    /** For so many changes of the rules a report stays what it was. */
    private static final int CHANGES = 4;

    private final AtomicReferenceArray<Kept> places;
    private final AtomicLong added = new AtomicLong();
    private final Map<String, Kept> byId = new ConcurrentHashMap<>();
    private final Map<String, Kept> byRoom = new ConcurrentHashMap<>();
    /** The newest first. */
    private volatile List<ReportFunction> latest = List.of();

    /** Keeps {@code most} reports; none where that is zero. */
    public RecentReports(int most) {
        places = new AtomicReferenceArray<>(most);
    }

    /** Keeps {@code report}, which is now the latest of its room, unless one of a later window was there. */
    public void add(StoredReport report) {
        add(report, report::report);
    }

    /**
     * Keeps the report that {@code reportFunction} made of {@code request}, which is the same whenever it is made again. Once the rules have
     * changed more than four times, it may be made under the latest, as it then says.
     */
    public void add(StoredReport report, byte[] request, ReportFunction reportFunction) {
        if (request.length > LARGEST_REQUEST) {
            add(report);
            return;
        }
        remember(reportFunction);
        // Weak, so that an old report does not keep its whole ruleset alive.
        Reference<ReportFunction> made = new WeakReference<>(reportFunction);
        add(
                report,
                () -> Objects.requireNonNullElseGet(made.get(), () -> latest.get(0))
                        .diagnose(request));
    }

    private void add(StoredReport report, Supplier<Report> again) {
        if (places.length() == 0) {
            return;
        }
        Kept kept = new Kept(
                report.id(),
                report.at(),
                report.report().room(),
                report.report().window().end(),
                again);
        byId.put(kept.id(), kept);
        byRoom.merge(kept.room(), kept, RecentReports::later);
        // Indexed before it gets a slot, so that whoever evicts the slot can remove the index entries.
        Kept oldest = places.getAndSet((int) (added.getAndIncrement() % places.length()), kept);
        if (oldest != null) {
            byId.remove(oldest.id());
            byRoom.remove(oldest.room(), oldest);
        }
    }

    /** A window that ends far ahead of its report is of a client's wrong clock, and must not stay the latest for ever. */
    private static Kept later(Kept before, Kept now) {
        if (before.end().isAfter(before.at().plus(CLOCKS_DIFFER))) {
            return now;
        }
        return now.end().isBefore(before.end()) ? before : now;
    }

    /** The report with this id. */
    public Optional<StoredReport> byId(String id) {
        return Optional.ofNullable(byId.get(id)).map(Kept::again);
    }

    /** The report on the latest window of {@code room}. */
    public Optional<StoredReport> latest(String room) {
        return Optional.ofNullable(byRoom.get(room)).map(Kept::again);
    }

    private void remember(ReportFunction reportFunction) {
        if (!latest.contains(reportFunction)) {
            synchronized (this) {
                latest = Stream.concat(Stream.of(reportFunction), latest.stream())
                        .distinct()
                        .limit(CHANGES + 1)
                        .toList();
            }
        }
    }

    private record Kept(String id, Instant at, String room, Instant end, Supplier<Report> report) {
        StoredReport again() {
            return new StoredReport(id, at, report.get());
        }
    }
}
