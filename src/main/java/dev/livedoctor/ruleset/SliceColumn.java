package dev.livedoctor.ruleset;

import java.util.BitSet;

/** A metric of the slices, a number for each slice; NaN where that has none. */
final class SliceColumn {
    private final Metric metric;
    final double[] values;
    final double[] baseline;
    /** How many the number is taken of; viewers where that was not counted. */
    final double[] samples;

    SliceColumn(Metric metric, int rows) {
        this.metric = metric;
        values = new double[rows];
        baseline = new double[rows];
        samples = new double[rows];
    }

    Metric metric() {
        return metric;
    }

    /** Whether numbers of it add up. */
    boolean adds() {
        return metric.unit() == Unit.COUNT || metric.unit() == Unit.GAUGE;
    }

    /** Some of the {@code numbers} together: counts and gauges add, the rest is the mean by sample; NaN where there is none. */
    double together(double[] numbers, BitSet rows) {
        double sum = 0;
        double weight = 0;
        boolean any = false;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (!Double.isNaN(numbers[row])) {
                any = true;
                sum += adds() ? numbers[row] : numbers[row] * samples[row];
                weight += samples[row];
            }
        }
        double together = adds() ? sum : sum / weight;
        return any && Double.isFinite(together) ? together : Double.NaN;
    }
}
