package dev.livedoctor.history;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last reports, in memory: a new one takes the place of the oldest. Safe for use by many threads at once, none of which waits. */
public final class RecentReports {
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final AtomicReferenceArray<StoredReport> places;
    private final AtomicLong added = new AtomicLong();
    private final Map<String, StoredReport> byId = new ConcurrentHashMap<>();
    private final Map<String, StoredReport> byRoom = new ConcurrentHashMap<>();

    /** Keeps {@code most} reports; none where that is zero. */
    public RecentReports(int most) {
        places = new AtomicReferenceArray<>(most);
    }

    /** Keeps {@code report}, which is now the latest of its room, unless one of a later window was there. */
    public void add(StoredReport report) {
        if (places.length() == 0) {
            return;
        }
        byId.put(report.id(), report);
        byRoom.merge(report.report().room(), report, RecentReports::later);
        // Found by name before it has a place: whoever takes the place away can be sure to take the names away, too.
        StoredReport oldest = places.getAndSet((int) (added.getAndIncrement() % places.length()), report);
        if (oldest != null) {
            byId.remove(oldest.id());
            byRoom.remove(oldest.report().room(), oldest);
        }
    }

    /** A window that ends far ahead of its report is of a client's wrong clock, and must not stay the latest for ever. */
    private static StoredReport later(StoredReport before, StoredReport now) {
        if (before.report().window().end().isAfter(before.at().plus(CLOCKS_DIFFER))) {
            return now;
        }
        return now.report().window().end().isBefore(before.report().window().end()) ? before : now;
    }

    /** The report of this name. */
    public Optional<StoredReport> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The report on the latest window of {@code room}. */
    public Optional<StoredReport> latest(String room) {
        return Optional.ofNullable(byRoom.get(room));
    }
}
