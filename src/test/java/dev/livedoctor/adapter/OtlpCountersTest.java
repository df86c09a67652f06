package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.adapter.OtlpPoint.Bin;
import dev.livedoctor.adapter.OtlpPoint.Distribution;
import dev.livedoctor.adapter.OtlpPoint.Kind;
import dev.livedoctor.adapter.OtlpPoint.Scalar;
import dev.livedoctor.adapter.OtlpPoint.Series;
import dev.livedoctor.adapter.OtlpPoint.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** What counters counted between two looks. */
class OtlpCountersTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private static final long SPACE = 10 * OtlpCounters.BYTES_OF_SERIES;

    private final OtlpRejections rejections = new OtlpRejections();
    private final OtlpCounters counters = new OtlpCounters(SPACE);

    private static OtlpPoint point(Instant start, long after, double value) {
        return point("entries", start, after, new Scalar(value));
    }

    private static OtlpPoint point(String metric, Instant start, long after, Value value) {
        Series series = Series.of(DigestUtils.sha256(metric.getBytes(StandardCharsets.UTF_8)));
        return new OtlpPoint(
                metric, Map.of("room", "a"), series, start, BEGIN.plusSeconds(after), Kind.CUMULATIVE, value);
    }

    private Optional<OtlpPoint> seen(OtlpPoint point) {
        Optional<OtlpPoint> delta = counters.delta(point, WINDOW, rejections);
        counters.keep();
        return delta;
    }

    private double counted(OtlpPoint point) {
        return ((Scalar) seen(point).orElseThrow().value()).number();
    }

    @Test
    void theFirstLookSaysNothingUnlessTheCounterIsYoung() {
        assertEquals(Optional.empty(), seen(point(BEGIN, 3_600, 5_000)));
        assertEquals(10, counted(point(BEGIN, 3_610, 5_010)));
        OtlpCounters others = new OtlpCounters(SPACE);
        assertEquals(
                new Scalar(7),
                others.delta(point(BEGIN, 30, 7), WINDOW, rejections)
                        .orElseThrow()
                        .value());
        assertEquals(Optional.empty(), new OtlpCounters(SPACE).delta(point(null, 30, 7), WINDOW, rejections));
    }

    @Test
    void aCounterThatStartsAnewHasCountedAllSinceThen() {
        seen(point(BEGIN, 3_600, 5_000));
        OtlpPoint anew = seen(point(BEGIN.plusSeconds(3_620), 3_660, 30)).orElseThrow();
        assertEquals(new Scalar(30), anew.value());
        assertEquals(BEGIN.plusSeconds(3_620), anew.start());
        // Without a new start, a smaller number says it.
        OtlpPoint smaller = seen(point(BEGIN.plusSeconds(3_620), 3_720, 4)).orElseThrow();
        assertEquals(new Scalar(4), smaller.value());
        assertEquals(BEGIN.plusSeconds(3_660), smaller.start());
    }

    @Test
    void whatIsNoNewsAndWhatIsTooOldSaysNothing() {
        seen(point(BEGIN, 3_600, 5_000));
        assertEquals(Optional.empty(), seen(point(BEGIN, 3_600, 5_000)));
        assertEquals(0, rejections.points());
        assertEquals(Optional.empty(), seen(point(BEGIN, 3_590, 4_900)));
        assertEquals(1, rejections.points());
        assertEquals(Optional.empty(), seen(point(BEGIN, 3_600 + 1_000, 9_000)));
        assertEquals(1, counted(point(BEGIN, 3_600 + 1_060, 9_001)));
    }

    @Test
    void whatWasNotKeptNeverWas() {
        seen(point(BEGIN, 3_600, 5_000));
        counters.delta(point(BEGIN, 3_610, 5_010), WINDOW, rejections);
        counters.forget();
        assertEquals(10, counted(point(BEGIN, 3_610, 5_010)));
    }

    @Test
    void distributionsToo() {
        Distribution before = new Distribution(10, 12, List.of(new Bin(0, 1, 4), new Bin(1, 2, 6)));
        Distribution now = new Distribution(15, 20, List.of(new Bin(0, 1, 5), new Bin(1, 2, 10)));
        seen(point("first", BEGIN, 3_600, before));
        assertEquals(
                new Distribution(5, 8, List.of(new Bin(0, 1, 1), new Bin(1, 2, 4))),
                seen(point("first", BEGIN, 3_660, now)).orElseThrow().value());
    }

    @Test
    void coarserBinsHoldWhatTheFinerOnesHeld() {
        Distribution fine = new Distribution(6, 9, List.of(new Bin(1, 2, 1), new Bin(2, 4, 2), new Bin(4, 8, 3)));
        Distribution coarse = new Distribution(10, 99, List.of(new Bin(1, 4, 4), new Bin(4, 16, 6)));
        seen(point("first", BEGIN, 3_600, fine));
        assertEquals(
                new Distribution(4, 90, List.of(new Bin(1, 4, 1), new Bin(4, 16, 3))),
                seen(point("first", BEGIN, 3_660, coarse)).orElseThrow().value());
        assertEquals(
                Optional.empty(),
                seen(point("first", BEGIN, 3_720, new Distribution(11, 99, List.of(new Bin(0, 3, 11))))));
        assertTrue(rejections.reasons().contains("first has other buckets than before"), rejections::reasons);
    }

    @Test
    void binsTakeSpace() {
        seen(point("m0", BEGIN, 3_600, new Scalar(1)));
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            bins.add(new Bin(i, i + 1, 1));
        }
        seen(point("large", BEGIN, 3_600, new Distribution(50, 50, bins)));
        assertEquals(Optional.empty(), seen(point("m0", BEGIN, 3_660, new Scalar(2))));
    }

    @Test
    void onlySoManyAreRemembered() {
        for (int i = 0; i < 11; i++) {
            seen(point("m" + i, BEGIN, 3_600, new Scalar(1)));
        }
        assertTrue(seen(point("m0", BEGIN, 3_610, new Scalar(2))).isEmpty());
    }

    /** Whatever comes twice or out of order, and however often it starts anew: no count is told twice. */
    @Property
    void neverMoreThanWasCounted(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(min = 0, max = 20) Integer> steps,
            @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 39) Integer> again) {
        OtlpCounters fresh = new OtlpCounters(SPACE);
        List<OtlpPoint> points = new ArrayList<>();
        Instant start = BEGIN;
        double value = 0;
        double all = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) == 20) {
                start = BEGIN.plusSeconds(10L * i + 1);
                value = 0;
            } else {
                value += steps.get(i);
                all += steps.get(i);
            }
            points.add(point(start, 10L * i + 5, value));
        }
        double told = 0;
        for (int i = 0; i < points.size(); i++) {
            told += number(fresh.delta(points.get(i), WINDOW, rejections));
            fresh.keep();
            int at = i;
            for (int other : again) {
                if (other <= at) {
                    told += number(fresh.delta(points.get(other), WINDOW, rejections));
                    fresh.keep();
                }
            }
        }
        assertTrue(told <= all + 1e-9, told + " of " + all);
    }

    private static double number(Optional<OtlpPoint> point) {
        return point.map(found -> ((Scalar) found.value()).number()).orElse(0.0);
    }
}
