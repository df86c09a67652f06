package dev.livedoctor.history;

import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a metric was in an hour.
 *
 * @param windows how many had it
 * @param minutes that they cover
 * @param total sum over the windows
 * @param median of the windows
 * @param rate median of the windows' values per minute
 */
record MetricRollUp(
        int windows, double minutes, double total, double median, double rate, double lowest, double highest) {

    /** Of every metric in the windows of one hour. */
    static Map<String, MetricRollUp> of(List<MetricSnapshot> windows) {
        Map<String, double[]> values = new HashMap<>();
        Map<String, double[]> minutes = new HashMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (MetricSnapshot window : windows) {
            window.metrics().forEach((metric, value) -> {
                int at = counts.merge(metric, 1, Integer::sum) - 1;
                values.computeIfAbsent(metric, name -> new double[windows.size()])[at] = value;
                minutes.computeIfAbsent(metric, name -> new double[windows.size()])[at] =
                        window.window().minutes();
            });
        }
        Map<String, MetricRollUp> rollUps = new TreeMap<>();
        counts.forEach((metric, count) -> rollUps.put(
                metric, of(Arrays.copyOf(values.get(metric), count), Arrays.copyOf(minutes.get(metric), count))));
        return rollUps;
    }

    private static MetricRollUp of(double[] values, double[] minutes) {
        double[] rates = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            // Windows of less than a millisecond have no rate worth the name; the rate of a huge number stays a number.
            double rate = values[i] / Math.max(minutes[i], 1 / 60_000.0);
            rates[i] = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, rate));
        }
        Arrays.sort(rates);
        double total = Arrays.stream(values).sum();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new MetricRollUp(
                values.length,
                Arrays.stream(minutes).sum(),
                total,
                middle(sorted),
                middle(rates),
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        // Halved first, so that the largest numbers do not overflow.
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }
}
