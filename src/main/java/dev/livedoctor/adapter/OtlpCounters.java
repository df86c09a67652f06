package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpPoint.Bin;
import dev.livedoctor.adapter.OtlpPoint.Distribution;
import dev.livedoctor.adapter.OtlpPoint.Kind;
import dev.livedoctor.adapter.OtlpPoint.Scalar;
import dev.livedoctor.adapter.OtlpPoint.Series;
import dev.livedoctor.adapter.OtlpPoint.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What counters that never start anew had counted when they were last seen, so that it can be said what they counted since. Changes hold
 * once they are kept, so that a request that could not be recorded can come again. One thread at a time uses it.
 */
final class OtlpCounters {
    /** Longer ago than this a counter was seen, what it counted since belongs to no window. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Map<Series, Seen> seen;
    private final Map<Series, Seen> changes = new HashMap<>();

    /** What a counter had counted. */
    private record Seen(@Nullable Instant start, Instant time, Value value) {}

    /** @param most series that are remembered; those that were not seen for the longest time go first */
    OtlpCounters(int most) {
        seen = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Series, Seen> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * What {@code point} counted since it was last seen, as a delta; itself where it counts that way already. Empty where that is not
     * known: it is the first of its counter, or no news.
     *
     * @param window how far before its time a counter may have begun, for all that it counted to be of its window
     */
    Optional<OtlpPoint> delta(OtlpPoint point, Duration window) {
        if (point.kind() != Kind.CUMULATIVE) {
            return Optional.of(point);
        }
        Series series = point.series();
        Seen before = changes.containsKey(series) ? changes.get(series) : seen.get(series);
        if (before != null && !point.time().isAfter(before.time)) {
            return Optional.empty();
        }
        changes.put(series, new Seen(point.start(), point.time(), point.value()));
        Instant start = point.start();
        if (before != null && !anew(before, point)) {
            boolean recent = Duration.between(before.time, point.time()).compareTo(LONGEST) <= 0;
            return recent
                    ? difference(before.value, point.value()).map(value -> point.as(Kind.DELTA, before.time, value))
                    : Optional.empty();
        }
        if (before != null) {
            // All that it has counted, it has counted since it started anew, which was after it was last seen.
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
            return Optional.of(difference(one, other));
        }
        return Optional.empty();
    }

    private static Value difference(Distribution before, Distribution now) {
        Map<List<Double>, Double> counted = new HashMap<>();
        before.bins().forEach(bin -> counted.merge(key(bin), bin.count(), Double::sum));
        List<Bin> bins = new ArrayList<>();
        for (Bin bin : now.bins()) {
            // The least and the greatest value of all time may have moved the outer bounds, and a coarser scale all of
            // them.
            double count = bin.count() - counted.getOrDefault(key(bin), 0.0);
            if (count > 0) {
                bins.add(new Bin(bin.low(), bin.high(), count));
            }
        }
        return new Distribution(now.count() - before.count(), now.sum() - before.sum(), bins);
    }

    private static List<Double> key(Bin bin) {
        return List.of(bin.low(), bin.high());
    }

    /** What was asked for since the last time holds. */
    void keep() {
        seen.putAll(changes);
        changes.clear();
    }

    /** What was asked for since the last time never was. */
    void forget() {
        changes.clear();
    }
}
