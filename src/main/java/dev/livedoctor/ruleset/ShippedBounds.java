package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Bound;
import dev.livedoctor.ruleset.Thresholds.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of the shipped pack. Whoever tunes one of them does so by a factor; a hundred and more is what lies between a share and a
 * percentage, or between seconds and milliseconds.
 */
final class ShippedBounds {
    /** Nobody tunes as far; a little less, since quotients of decimals are not exact. */
    private static final double FARTHEST = 99.9;

    private static final Map<String, Limits> NONE = Map.of();
    /** Rooms are small and large. */
    private static final Set<Unit> OF_SIZE = EnumSet.of(Unit.COUNT, Unit.GAUGE);
    /** As strict as somebody likes. */
    private static final Set<Unit> OF_SHARE = EnumSet.of(Unit.RATIO, Unit.PER_MIN);

    private static final String THRESHOLDS = text("thresholds.yaml");

    /** Read where somebody has other bounds, which most starts do not. */
    private static final class Shipped {
        static final Map<String, Metric> METRICS =
                CatalogReader.metrics(YamlValue.read("metrics.yaml", text("metrics.yaml"), new ArrayList<>()));
        static final Map<String, Limits> BASE = base();

        private static Map<String, Limits> base() {
            Map<String, Limits> base = new HashMap<>();
            YamlValue.read("thresholds.yaml", THRESHOLDS, new ArrayList<>())
                    .at("thresholds")
                    .fields()
                    .forEach((name, value) -> base.put(name, ThresholdReader.limits(value)));
            return base;
        }
    }

    private final Map<String, Limits> base;
    private final Map<String, Metric> metrics;

    private ShippedBounds(Map<String, Limits> base, Map<String, Metric> metrics) {
        this.base = base;
        this.metrics = metrics;
    }

    /** Those that the bounds in {@code text}, of {@code metrics}, may be compared with: none where they are the same, as at most starts. */
    static ShippedBounds of(@Nullable String text, Map<String, Metric> metrics) {
        return new ShippedBounds(text == null || text.equals(THRESHOLDS) ? NONE : Shipped.BASE, metrics);
    }

    /** Complains of the first bound in {@code value} that is another number than what {@code name} is bounded by, and no other setting of it. */
    void check(YamlValue value, String name, Limits limits) {
        Limits shipped = base.get(name);
        if (shipped == null || !isOneUnit(name)) {
            return;
        }
        Unit unit = metrics.containsKey(name) ? unit(metrics, name) : Unit.NUMBER;
        for (Bound bound : Bound.values()) {
            double usual = bound.of(shipped);
            double times = bound.of(limits) / usual;
            if (times >= FARTHEST || times > 0 && times <= 1 / FARTHEST && !OF_SHARE.contains(unit)) {
                value.at(bound.key())
                        .complain(
                                ComplaintCode.UNLIKELY_UNIT,
                                name,
                                BoundsCheck.plain(bound.of(limits)) + " is far from " + BoundsCheck.plain(usual)
                                        + ", which bounds it in the shipped pack.",
                                BoundsCheck.plain(usual) + "?");
                return;
            }
        }
    }

    /** Whether {@code metric} is worse on the side on which it is so in the shipped pack: then that is right, and bounds on the other are not. */
    static boolean agreesOnSide(Metric metric) {
        Metric shipped = Shipped.METRICS.get(metric.name());
        return shipped != null && shipped.worse() == metric.worse();
    }

    /** Whether the name stands for one quantity here and there, whose numbers do not grow with the room. */
    private boolean isOneUnit(String name) {
        if (!metrics.containsKey(name)) {
            return !Shipped.METRICS.containsKey(name) && name.matches(".*_(?:ms|s|minutes|hours|days)");
        }
        return Shipped.METRICS.containsKey(name)
                && unit(metrics, name) == unit(Shipped.METRICS, name)
                && !OF_SIZE.contains(unit(metrics, name));
    }

    private static String text(String file) {
        try (InputStream in = ShippedBounds.class.getResourceAsStream("/rules/" + file)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Unit unit(Map<String, Metric> metrics, String name) {
        return Objects.requireNonNull(metrics.get(name)).unit();
    }
}
