package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpPoint.Distribution;
import dev.livedoctor.adapter.OtlpPoint.Kind;
import dev.livedoctor.adapter.OtlpPoint.Scalar;
import dev.livedoctor.adapter.OtlpPoint.Series;
import dev.livedoctor.adapter.OtlpPoint.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What counters that never start anew had counted when they were last seen, so that it can be said what they counted since. Changes hold
 * once they are kept, so that a request that could not be recorded can come again. One thread at a time uses it.
 */
final class OtlpCounters {
    /** Longer ago than this a counter was seen, what it counted since belongs to no window. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** What a series takes in memory, about, and each of its bins besides. */
    static final int BYTES_OF_SERIES = 250;

    private static final int BYTES_OF_BIN = 48;

    /** Those that were not seen for the longest time come first. */
    private final Map<Series, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Series, Seen> changes = new HashMap<>();
    private final long mostBytes;
    private long bytes;

    /** What a counter had counted. */
    private record Seen(@Nullable Instant start, Instant time, Value value) {
        private int bytes() {
            return BYTES_OF_SERIES
                    + (value instanceof Distribution distribution
                            ? BYTES_OF_BIN * distribution.bins().size()
                            : 0);
        }
    }

    /** @param mostBytes that it may take, about; series that were not seen for the longest time go first */
    OtlpCounters(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * What {@code point} counted since it was last seen, as a delta; itself where it counts that way already. Empty where that is not
     * known: it is the first of its counter, or no news, or cannot be compared.
     *
     * @param window how far before its time a counter may have begun, for all that it counted to be of its window
     * @param rejections are told of what came too late
     */
    Optional<OtlpPoint> delta(OtlpPoint point, Duration window, OtlpRejections rejections) {
        if (point.kind() != Kind.CUMULATIVE) {
            return Optional.of(point);
        }
        Series series = point.series();
        Seen before = changes.containsKey(series) ? changes.get(series) : seen.get(series);
        if (before != null && !point.time().isAfter(before.time)) {
            if (point.time().isBefore(before.time)) {
                rejections.add(1, point.metric() + " comes after what its counter counted later.");
            }
            return Optional.empty();
        }
        changes.put(series, new Seen(point.start(), point.time(), point.value()));
        Instant start = point.start();
        if (before != null && !anew(before, point)) {
            if (Duration.between(before.time, point.time()).compareTo(LONGEST) > 0) {
                return Optional.empty();
            }
            Optional<Value> difference = difference(before.value, point.value());
            if (difference.isEmpty()) {
                rejections.add(1, point.metric() + " has other buckets than before: it counts from now on.");
            }
            return difference.map(value -> point.as(Kind.DELTA, before.time, value));
        }
        if (before != null) {
            // Counter reset: its whole value was counted since the reset, which is after the last sample.
            Instant since = start != null && start.isAfter(before.time) ? start : before.time;
            boolean recent = Duration.between(since, point.time()).compareTo(LONGEST) <= 0;
            return recent ? Optional.of(point.as(Kind.DELTA, since, point.value())) : Optional.empty();
        }
        boolean fresh = start != null && !start.isBefore(point.time().minus(window)) && start.isBefore(point.time());
        return fresh ? Optional.of(point.as(Kind.DELTA, start, point.value())) : Optional.empty();
    }

    private static boolean anew(Seen before, OtlpPoint point) {
        Instant start = point.start();
        boolean later = start != null && before.start != null && start.isAfter(before.start);
        return later || total(point.value()) < total(before.value);
    }

    private static double total(Value value) {
        return value instanceof Scalar scalar ? scalar.number() : ((Distribution) value).count();
    }

    private static Optional<Value> difference(Value before, Value now) {
        if (before instanceof Scalar one && now instanceof Scalar other) {
            return Optional.of(new Scalar(other.number() - one.number()));
        }
        if (before instanceof Distribution one && now instanceof Distribution other) {
            return Bins.difference(one.bins(), other.bins())
                    .map(bins -> new Distribution(other.count() - one.count(), other.sum() - one.sum(), bins));
        }
        return Optional.empty();
    }

    /** Keeps all counts asked about since the last call, once they are recorded. */
    void keep() {
        changes.forEach((series, change) -> {
            Seen before = seen.put(series, change);
            bytes += change.bytes() - (before == null ? 0 : before.bytes());
        });
        changes.clear();
        Iterator<Seen> eldest = seen.values().iterator();
        while (bytes > mostBytes) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    /** Forgets all counts asked about since the last {@link #keep}, so that they can be sent again. */
    void forget() {
        changes.clear();
    }

    /** Forgets what was asked of {@code series} since the last {@link #keep}. */
    void forget(Collection<Series> series) {
        changes.keySet().removeAll(Set.copyOf(series));
    }
}
