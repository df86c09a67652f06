package dev.livedoctor.lookback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Keeps the share of false discoveries where many questions are asked at once (Benjamini and Hochberg, 1995). */
final class FalseDiscoveryRate {
    /** Of what is called a finding, this share may be chance. */
    static final double RATE = 0.05;

    private FalseDiscoveryRate() {}

    /**
     * Items with their adjusted rates.
     *
     * @param asked how many of them have a p-value
     */
    record Adjusted<T>(List<T> items, int asked) {}

    /** {@code items}, each rebuilt by {@code withQ} with the adjusted rate of its p-value {@code p}. */
    static <T> Adjusted<T> adjust(List<T> items, ToDoubleFunction<T> p, BiFunction<T, Double, T> withQ) {
        double[] q = adjusted(items.stream().mapToDouble(p).toArray());
        List<T> rebuilt = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            rebuilt.add(withQ.apply(items.get(i), q[i]));
        }
        return new Adjusted<>(rebuilt, (int)
                DoubleStream.of(q).filter(one -> !Double.isNaN(one)).count());
    }

    /** For each of {@code p} the smallest rate of false discoveries at which it is one; what was not asked is not a number, and stays so. */
    static double[] adjusted(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double least = 1;
        for (int rank = order.length; rank > 0; rank--) {
            int at = order[rank - 1];
            least = Math.min(least, p[at] * order.length / rank);
            adjusted[at] = least;
        }
        return adjusted;
    }
}
