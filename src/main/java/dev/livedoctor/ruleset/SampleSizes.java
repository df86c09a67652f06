package dev.livedoctor.ruleset;

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
    /** Of the viewers one in four is in a count that nobody sent, within a minute (estimate). */
    private static final double PER_ANY_VIEWER_MINUTE = 0.25;

    /** What of it a viewer does in a minute at most, in a lively room (estimate; a tenth of the viewers write, one to three in a hundred pay). */
    private static final Map<String, Double> PER_VIEWER_MINUTE = Map.of(
            "interaction.chat_attempts", 0.125,
            "interaction.chat_messages", 0.125,
            "commerce.product_clicks", 0.2,
            "commerce.add_to_carts", 0.08,
            "commerce.checkouts", 0.05,
            "commerce.payment_attempts", 0.04,
            "commerce.orders", 0.04);

    /** A count that is part of another, by the metric that says which part. */
    private record Part(String ratio, String part, String whole) {}

    private final Map<String, List<Part>> ofPart = new HashMap<>();
    private final Map<String, List<Part>> ofWhole = new HashMap<>();

    SampleSizes(Collection<Metric> metrics) {
        for (Metric metric : metrics) {
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
     */
    double atMost(String count, Map<String, Double> metrics, double viewers, double minutes) {
        double often = PER_VIEWER_MINUTE.getOrDefault(count, PER_ANY_VIEWER_MINUTE) * viewers * Math.max(minutes, 1);
        return least(often, counted(count, metrics, new HashSet<>()));
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
