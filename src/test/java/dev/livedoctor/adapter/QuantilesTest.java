package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.adapter.OtlpPoint.Bin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Quantiles of what is known by bounds only. */
class QuantilesTest {

    @Test
    void valuesLieEvenlyBetweenBounds() {
        List<Bin> bins = List.of(new Bin(0, 10, 10), new Bin(10, 20, 10));
        assertEquals(10, Quantiles.of(bins, 0.5).orElseThrow(), 1e-9);
        assertEquals(5, Quantiles.of(bins, 0.25).orElseThrow(), 1e-9);
        assertEquals(19, Quantiles.of(bins, 0.95).orElseThrow(), 1e-9);
        assertEquals(20, Quantiles.of(bins, 1).orElseThrow(), 1e-9);
    }

    @Test
    void otherBoundsAddUp() {
        List<Bin> bins = List.of(new Bin(0, 10, 10), new Bin(0, 20, 20));
        assertEquals(7.5, Quantiles.of(bins, 0.5).orElseThrow(), 1e-9);
    }

    @Test
    void beyondTheLastBoundNoMoreIsKnown() {
        assertEquals(
                4,
                Quantiles.of(List.of(new Bin(0, 4, 1), new Bin(4, 4, 99)), 0.95).orElseThrow());
        assertEquals(OptionalDouble.empty(), Quantiles.of(List.of(new Bin(0, 4, 0)), 0.5));
        assertEquals(OptionalDouble.empty(), Quantiles.of(List.of(), 0.5));
    }

    /** Each series may have bounds of its own. */
    @Test
    void manyBoundsAreQuick() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            bins.add(new Bin(i / 1_000_000.0, 1 + i / 1_000_000.0, 1));
        }
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertEquals(0.6, Quantiles.of(bins, 0.5).orElseThrow(), 1e-3));
    }

    /** The bin in which a quantile of known values lies is the one that it is said to lie in. */
    @Property
    void isWithinTheBinOfTheValue(
            @ForAll @NotEmpty @Size(max = 200) List<@IntRange(min = 0, max = 99) Integer> values,
            @ForAll @DoubleRange(min = 0.01, max = 1) double q) {
        List<Bin> bins = new ArrayList<>();
        for (int low = 0; low < 100; low += 10) {
            int from = low;
            bins.add(new Bin(
                    low,
                    low + 10,
                    values.stream().filter(v -> v >= from && v < from + 10).count()));
        }
        double said = Quantiles.of(bins, q).orElseThrow();
        List<Integer> sorted = values.stream().sorted().toList();
        int value = sorted.get(Math.max(0, (int) Math.ceil(q * sorted.size() - 1e-9) - 1));
        assertTrue(said >= value / 10 * 10 - 1e-6 && said <= value / 10 * 10 + 10 + 1e-6, said + " for " + value);
    }
}
