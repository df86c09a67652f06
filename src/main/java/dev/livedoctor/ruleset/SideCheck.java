package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.ruleset.Thresholds.Limits;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Checks that a metric is bounded on the side on which it is worse. */
final class SideCheck {
    private SideCheck() {}

    /**
     * Complains where all bounds lie on the good side. With a severe bound they agree, and it is the metric that does not.
     *
     * @param layers those that lie over {@code base}
     * @param catalog where metrics are declared
     */
    static void check(YamlValue value, Metric metric, Limits base, List<Limits> layers, YamlValue catalog) {
        boolean high = Stream.concat(Stream.of(base), layers.stream()).anyMatch(one -> !Double.isNaN(one.high()));
        boolean low = Stream.concat(Stream.of(base), layers.stream()).anyMatch(one -> !Double.isNaN(one.low()));
        if (high == low || metric.worse() != (high ? Worse.LOW : Worse.HIGH)) {
            return;
        }
        String bounded = high ? "high" : "low";
        YamlValue place = value.at(value.at(bounded).present() ? bounded : "layers");
        if (Double.isNaN(base.severe()) || ShippedBounds.agreesOnSide(metric)) {
            complain(place, metric, metric.name(), ", and its only bound is " + bounded + ".");
        } else {
            catalog.fields().values().stream()
                    .map(group -> group.at(metric.name()).at("worse"))
                    .filter(YamlValue::present)
                    .forEach(said -> said.complain(
                            ComplaintCode.WRONG_SIDE,
                            metric.name() + " is worse " + worse(metric) + " here, and its bounds in thresholds.yaml:"
                                    + place.line() + " are " + bounded + ".",
                            bounded + "?"));
        }
    }

    /** Complains of a bound on the good side where what is severe lies on the other side of it, the bad one: only its name is wrong. */
    static void checkSwapped(YamlValue value, Metric metric, Limits base) {
        boolean low = Double.isNaN(base.high()) && metric.worse() == Worse.HIGH && base.severe() > base.low();
        boolean high = Double.isNaN(base.low()) && metric.worse() == Worse.LOW && base.severe() < base.high();
        if (low || high) {
            String bounded = high ? "high" : "low";
            complain(value.at(bounded), metric, "", ", and its only bound is " + bounded + ".");
        }
    }

    /** Complains of a tolerance on the good side alone. */
    static void checkBaseline(YamlValue baseline, Metric metric) {
        boolean high = baseline.at("high").present();
        boolean low = baseline.at("low").present();
        if (high != low && metric.worse() == (high ? Worse.LOW : Worse.HIGH)) {
            complain(
                    baseline.at(high ? "high" : "low"),
                    metric,
                    metric.name(),
                    ", and what is usual is compared on the other side only.");
        }
    }

    /** Complains of a bound on the good side, where there is none without the override. */
    static void checkOverride(YamlValue value, Metric metric, Limits limits, Limits base) {
        boolean low = !Double.isNaN(limits.low()) && Double.isNaN(base.low()) && metric.worse() == Worse.HIGH;
        boolean high = !Double.isNaN(limits.high()) && Double.isNaN(base.high()) && metric.worse() == Worse.LOW;
        if (low || high) {
            complain(value.at(high ? "high" : "low"), metric, "", ", and bounded there.");
        }
    }

    private static void complain(YamlValue bound, Metric metric, String subject, String problem) {
        bound.key()
                .complain(
                        ComplaintCode.WRONG_SIDE,
                        subject,
                        metric.name() + " is worse " + worse(metric) + problem,
                        worse(metric) + "?");
    }

    private static String worse(Metric metric) {
        return metric.worse().name().toLowerCase(Locale.ROOT);
    }
}
