package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpPoint.Bin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The difference of two samples of a histogram, bin by bin. */
final class Bins {
    private Bins() {}

    /**
     * What {@code now} has more than {@code before}. An exponential histogram makes its bins coarser as it goes, so that several of
     * before may be one now; empty where one of before is not within one of now, or holds more than it.
     */
    static Optional<List<Bin>> difference(List<Bin> before, List<Bin> now) {
        double[] left = now.stream().mapToDouble(Bin::count).toArray();
        int at = 0;
        for (Bin bin : before) {
            // Both are in order.
            while (at < left.length && !holds(now.get(at), bin)) {
                at++;
            }
            if (at == left.length) {
                return Optional.empty();
            }
            left[at] -= bin.count();
        }
        List<Bin> more = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            if (left[i] < 0) {
                return Optional.empty();
            }
            if (left[i] > 0) {
                more.add(new Bin(now.get(i).low(), now.get(i).high(), left[i]));
            }
        }
        return Optional.of(more);
    }

    /** What lies on a bound is of the next bin, perhaps. */
    private static boolean holds(Bin outer, Bin inner) {
        if (inner.low() < inner.high()) {
            return outer.low() <= inner.low() && inner.high() <= outer.high();
        }
        return outer.low() < inner.low() && inner.low() < outer.high()
                || outer.low() == inner.low() && outer.high() == inner.high();
    }
}
