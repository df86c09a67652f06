package dev.livedoctor.ruleset;

import dev.livedoctor.snapshot.Window;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Computes the metrics that the catalog derives from others. */
final class Derivations {

    /** A quotient with its operands looked up once. */
    private record Quotient(String name, boolean ratio, List<Operand> from, List<Operand> per, double times) {}

    /** Where an operand's number comes from. */
    @FunctionalInterface
    private interface Operand {
        /** The number, NaN where it is not known. */
        double of(Map<String, Double> values, Window window);
    }

    private final List<Quotient> quotients;

    Derivations(Collection<Metric> metrics) {
        quotients = metrics.stream()
                .filter(metric -> metric.derivation() != null)
                .map(metric -> {
                    Metric.Derivation derivation = Objects.requireNonNull(metric.derivation());
                    return new Quotient(
                            metric.name(),
                            metric.unit() == Unit.RATIO,
                            derivation.from().stream().map(Derivations::operand).toList(),
                            derivation.per().stream().map(Derivations::operand).toList(),
                            derivation.times());
                })
                .toList();
    }

    private static Operand operand(String name) {
        return switch (name) {
            case "window.minutes" -> (values, window) -> window.minutes();
            case "window.seconds" -> (values, window) -> window.minutes() * 60;
            case Metric.PIXELS -> (values, window) -> pixels(values.get(Metric.HEIGHT));
            default ->
                (values, window) -> {
                    Double value = values.get(name);
                    return value == null ? Double.NaN : value;
                };
        };
    }

    /** {@code given} with what can be computed from it; what is given stays as it is. */
    Map<String, Double> complete(Map<String, Double> given, Window window) {
        Map<String, Double> all = new HashMap<>((given.size() + quotients.size()) * 2);
        all.putAll(given);
        for (Quotient quotient : quotients) {
            double numerator = product(quotient.from, all, window);
            if (!Double.isNaN(numerator) && !all.containsKey(quotient.name)) {
                double value = numerator / product(quotient.per, all, window) * quotient.times;
                if (Double.isFinite(value)) {
                    all.put(quotient.name, quotient.ratio ? Math.min(value, 1) : value);
                }
            }
        }
        return all;
    }

    private static double product(List<Operand> operands, Map<String, Double> values, Window window) {
        double product = 1;
        for (int i = 0; i < operands.size() && !Double.isNaN(product); i++) {
            product *= operands.get(i).of(values, window);
        }
        return product;
    }

    /** The pixels of a picture of the usual shapes: 1280, 1920 and 2560 lines are portrait 9:16, all others landscape 16:9. */
    private static double pixels(@org.jspecify.annotations.Nullable Double height) {
        if (height == null) {
            return Double.NaN;
        }
        boolean portrait = height == 854 || height == 960 || height == 1280 || height == 1920 || height == 2560;
        return portrait ? height * height * 9 / 16 : height * height * 16 / 9;
    }
}
