package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpPoint.Bin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Quantiles of values of which only the bounds are known. Values are taken to lie evenly between their bounds, so that histograms with
 * different bounds can be put together.
 */
final class Quantiles {
    private Quantiles() {}

    /** The value that the share {@code q} of all values does not exceed; empty where there are none. */
    static OptionalDouble of(List<Bin> all, double q) {
        List<Bin> bins = new ArrayList<>();
        double total = 0;
        TreeSet<Double> edges = new TreeSet<>();
        for (Bin bin : all) {
            if (bin.count() > 0) {
                bins.add(bin);
                total += bin.count();
                edges.add(bin.low());
                edges.add(bin.high());
            }
        }
        if (bins.isEmpty()) {
            return OptionalDouble.empty();
        }
        bins.sort(Comparator.comparingDouble(Bin::low));
        double wanted = q * total;
        double below = 0;
        double from = edges.first();
        int next = 0;
        List<Bin> open = new ArrayList<>();
        for (double edge : edges) {
            double density = 0;
            for (Bin bin : open) {
                density += bin.count() / (bin.high() - bin.low());
            }
            double within = density * (edge - from);
            if (within > 0 && below + within >= wanted) {
                return OptionalDouble.of(from + (wanted - below) / density);
            }
            below += within;
            open.removeIf(bin -> bin.high() <= edge);
            for (; next < bins.size() && bins.get(next).low() == edge; next++) {
                Bin bin = bins.get(next);
                if (bin.high() > edge) {
                    open.add(bin);
                } else {
                    below += bin.count();
                }
            }
            if (below >= wanted && below > 0) {
                return OptionalDouble.of(edge);
            }
            from = edge;
        }
        return OptionalDouble.of(edges.last());
    }
}
