package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the units that others measure in to those of the catalog. */
final class UnitConversion {
    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "h", 3_600.0);
    private static final Map<String, Double> SHARES = Map.of("ratio", 1.0, "percent", 1e-2, "permille", 1e-3);
    private static final Map<String, Double> KILOBITS =
            Map.of("bit/s", 1e-3, "kbit/s", 1.0, "Mbit/s", 1e3, "Gbit/s", 1e6, "B/s", 8e-3, "kB/s", 8.0, "MB/s", 8e3);
    private static final Map<String, Double> PER_MINUTE = Map.of("per_s", 60.0, "per_min", 1.0, "per_h", 1.0 / 60);

    private UnitConversion() {}

    /** What numbers in {@code word} are multiplied with to be of {@code unit}; empty where that makes no sense. */
    static Optional<Double> factor(String word, Unit unit) {
        return Optional.ofNullable(words(unit).get(word)).map(factor -> unit == Unit.MS ? factor * 1_000 : factor);
    }

    /** The words that have a factor for {@code unit}. */
    static List<String> known(Unit unit) {
        List<String> known = new ArrayList<>(words(unit).keySet());
        known.sort(null);
        return known;
    }

    private static Map<String, Double> words(Unit unit) {
        return switch (unit) {
            case MS, S -> SECONDS;
            case RATIO -> SHARES;
            case KBPS -> KILOBITS;
            case PER_MIN -> PER_MINUTE;
            default -> Map.of();
        };
    }
}
