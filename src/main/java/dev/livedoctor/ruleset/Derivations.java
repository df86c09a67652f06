package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Metric.Derivation;
import dev.livedoctor.snapshot.Window;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes the metrics that the catalog derives from others. */
final class Derivations {
    private final List<Metric> derived;

    Derivations(Collection<Metric> metrics) {
        derived = metrics.stream().filter(metric -> metric.derivation() != null).toList();
    }

    /** {@code given} with what can be computed from it; what is given stays as it is. */
    Map<String, Double> complete(Map<String, Double> given, Window window) {
        Map<String, Double> all = new HashMap<>(given);
        for (Metric metric : derived) {
            if (!all.containsKey(metric.name()) && metric.derivation() != null) {
                double value = compute(metric.derivation(), all, window);
                if (Double.isFinite(value)) {
                    all.put(metric.name(), metric.unit() == Unit.RATIO ? Math.min(value, 1) : value);
                }
            }
        }
        return all;
    }

    private static double compute(Derivation derivation, Map<String, Double> values, Window window) {
        double numerator = product(derivation.from(), values, window);
        if (Double.isNaN(numerator)) {
            return Double.NaN;
        }
        double denominator = product(derivation.per(), values, window);
        return denominator > 0 ? numerator / denominator * derivation.times() : Double.NaN;
    }

    private static double product(List<String> names, Map<String, Double> values, Window window) {
        double product = 1;
        for (String name : names) {
            product *= switch (name) {
                case "window.minutes" -> window.minutes();
                case "window.seconds" -> window.minutes() * 60;
                case "picture.pixels" -> pixels(values.getOrDefault("ingest.height_px", Double.NaN));
                default -> values.getOrDefault(name, Double.NaN);
            };
        }
        return product;
    }

    /** The pixels of a picture of the usual shapes: 1280, 1920 and 2560 lines are portrait 9:16, all others landscape 16:9. */
    private static double pixels(double height) {
        boolean portrait = height == 854 || height == 960 || height == 1280 || height == 1920 || height == 2560;
        return portrait ? height * height * 9 / 16 : height * height * 16 / 9;
    }
}
