package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Bounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many a share is taken of at most where nobody counted them. Who pays began a checkout, and who did that had put something into the
 * cart: a count that was sent bounds those that are parts of it, and a ratio that was sent tells one from the other.
 */
final class SampleSizes {
    /** A count that is part of another, by the metric that says which part. */
    private record Part(String ratio, String part, String whole) {}

    private final Map<String, Double> perViewerMinute = new HashMap<>();
    private final Map<String, Bounds> bounds;
    private final Map<String, List<Part>> ofPart = new HashMap<>();
    private final Map<String, List<Part>> ofWhole = new HashMap<>();

    SampleSizes(Collection<Metric> metrics, Map<String, Bounds> bounds) {
        this.bounds = bounds;
        for (Metric metric : metrics) {
            perViewerMinute.put(metric.name(), metric.mostPerViewerMinute());
            Metric.Derivation derivation = metric.derivation();
            if (metric.unit() == Unit.RATIO
                    && derivation != null
                    && derivation.from().size() == 1
                    && derivation.per().equals(List.of(String.valueOf(metric.of())))) {
                Part part = new Part(
                        metric.name(),
                        derivation.from().get(0),
                        derivation.per().get(0));
                ofPart.computeIfAbsent(part.part, key -> new ArrayList<>()).add(part);
                ofWhole.computeIfAbsent(part.whole, key -> new ArrayList<>()).add(part);
            }
        }
    }

    /**
     * The most that {@code count} can be where {@code metrics} are known; NaN where nothing bounds it.
     *
     * @param viewers of the room, before most of them left where they did
     * @param failed the share of it that is known to have failed
     */
    double atMost(String count, Map<String, Double> metrics, double viewers, double minutes, double failed) {
        double often =
                perViewerMinute.getOrDefault(count, Metric.MOST_PER_VIEWER_MINUTE) * viewers * Math.max(minutes, 1);
        return least(least(often, counted(count, metrics, new HashSet<>())), unlessSevere(count, metrics, failed));
    }

    /** What came of those that did not fail says how many they were, unless it is severely few and nobody said so. */
    private double unlessSevere(String count, Map<String, Double> metrics, double failed) {
        double most = Double.NaN;
        for (Part one : ofWhole.getOrDefault(count, List.of())) {
            Bounds limits = bounds.get(one.ratio);
            double part = metrics.getOrDefault(one.part, 0.0);
            if (limits != null && part > 0 && failed < 1 && !metrics.containsKey(one.ratio)) {
                most = least(most, part / limits.base().severe() / (1 - failed));
            }
        }
        return most;
    }

    private double counted(String count, Map<String, Double> metrics, Set<String> seen) {
        if (!seen.add(count)) {
            return Double.NaN;
        }
        double most = metrics.getOrDefault(count, Double.NaN);
        if (!Double.isNaN(most)) {
            return most;
        }
        for (Part one : ofWhole.getOrDefault(count, List.of())) {
            double share = metrics.getOrDefault(one.ratio, Double.NaN);
            most = least(most, share > 0 ? metrics.getOrDefault(one.part, Double.NaN) / share : Double.NaN);
        }
        for (Part one : ofPart.getOrDefault(count, List.of())) {
            most = least(most, counted(one.whole, metrics, seen) * Math.min(metrics.getOrDefault(one.ratio, 1.0), 1));
        }
        return most;
    }

    private static double least(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.min(one, other);
    }
}
