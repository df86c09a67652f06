package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpPoint.Bin;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Quantiles of values of which only the bounds are known. Values are taken to lie evenly between their bounds, so that histograms with
 * different bounds can be put together.
 */
final class Quantiles {
    private Quantiles() {}

    /** The value that the share {@code q} of all values does not exceed; empty where there are none. */
    static OptionalDouble of(List<Bin> all, double q) {
        List<Bin> bins = all.stream().filter(bin -> bin.count() > 0).toList();
        if (bins.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] edges = bins.stream()
                .flatMapToDouble(bin -> DoubleStream.of(bin.low(), bin.high()))
                .sorted()
                .distinct()
                .toArray();
        double wanted = q * below(bins, edges[edges.length - 1], true);
        int least = 0;
        int most = edges.length - 1;
        while (least < most) {
            int middle = (least + most) / 2;
            if (below(bins, edges[middle], true) >= wanted) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        double edge = edges[least];
        double until = below(bins, edge, false);
        if (least == 0 || until < wanted) {
            return OptionalDouble.of(edge);
        }
        double from = edges[least - 1];
        double before = below(bins, from, true);
        return OptionalDouble.of(from + (edge - from) * (wanted - before) / (until - before));
    }

    /** How many values are below {@code edge}, or there. */
    private static double below(List<Bin> bins, double edge, boolean orThere) {
        double count = 0;
        for (Bin bin : bins) {
            if (bin.high() < edge || bin.high() == edge && (orThere || bin.low() < edge)) {
                count += bin.count();
            } else if (bin.low() < edge) {
                count += bin.count() * ((edge - bin.low()) / (bin.high() - bin.low()));
            }
        }
        return count;
    }
}
