package dev.livedoctor.bench.load;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The middle of what several rounds showed: one that met a busy machine does not move it. */
final class Median {

    private Median() {}

    static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
        return of(rounds.stream().mapToDouble(figure).toArray());
    }

    /** The median of the ratios round by round: what was measured at nearly the same time is compared. */
    static <T> double ofRatios(List<T> rounds, List<T> base, ToDoubleFunction<T> figure) {
        return of(IntStream.range(0, rounds.size())
                .mapToDouble(i -> figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(base.get(i)))
                .toArray());
    }

    private static double of(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
