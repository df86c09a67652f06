package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Bound;
import dev.livedoctor.ruleset.Thresholds.Limits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the bounds of a metric against its unit and against each other. */
final class BoundsCheck {
    /** Between seconds and milliseconds lies a thousand; no transport or market asks for bounds that far apart. */
    private static final double FARTHEST = 500;

    /** 10.000 is ten; who writes it in a unit of whole numbers means ten thousand. */
    private static final Pattern THOUSANDS = Pattern.compile("[-+]?\\d{1,3}(?:\\.\\d{3})+");

    /** Decibels below full scale, which nothing exceeds. */
    private static final String DBFS = "_dbfs";

    private static final Set<Unit> WHOLE = EnumSet.of(Unit.MS, Unit.KBPS, Unit.COUNT, Unit.GAUGE, Unit.PX);

    private BoundsCheck() {}

    /** Complains of a point that parts thousands; whether it does. */
    static boolean partsThousands(YamlValue value, Unit unit) {
        boolean parts = value.isText()
                && WHOLE.contains(unit)
                && THOUSANDS.matcher(value.text()).matches();
        if (parts) {
            value.complain(
                    ComplaintCode.UNLIKELY_UNIT,
                    "the point in " + value.text() + " does not part thousands: " + unit.word()
                            + " has no thousandths.",
                    value.text().replace(".", "") + "?");
        }
        return parts;
    }

    /** Checks what {@code value} sets of {@code limits}; a layer comes with the {@code base} that it lies over. */
    static void check(YamlValue value, String metric, Unit unit, Limits limits, Limits base) {
        int before = value.complained();
        for (Bound one : Bound.values()) {
            YamlValue bound = value.at(one.key());
            // One slip makes all of them wrong in one way.
            if (bound.present() && value.complained() == before) {
                checkUnit(bound, metric, unit, one.of(limits), one.of(base));
            }
        }
        if (value.complained() > before) {
            return;
        }
        if (limits.low() >= limits.high()) {
            (value.at("low").present() ? value.at("low") : value.at("high"))
                    .complain(
                            ComplaintCode.BOUNDS_CROSSED,
                            "low " + plain(limits.low()) + " is not below high " + plain(limits.high()) + ".",
                            "the other way round?");
        } else if (isFarFromSevere(unit, limits)) {
            value.at(value.at("severe").present() ? "severe" : Double.isNaN(limits.high()) ? "low" : "high")
                    .complain(
                            ComplaintCode.UNLIKELY_UNIT,
                            "severe " + plain(limits.severe()) + " is far from " + bounds(limits) + ".",
                            "both in the unit " + unit.word() + "?");
        } else if (onWrongSide(limits)) {
            YamlValue severe = value.at("severe").present() ? value.at("severe") : value;
            severe.complain(
                    ComplaintCode.SEVERE_SIDE,
                    "severe " + plain(limits.severe()) + " does not lie beyond " + bounds(limits) + ".",
                    Double.isNaN(limits.high()) ? "a bound below low?" : "a bound above high?");
        }
    }

    /** Complains of a bound of {@code base} that most layers over it are far from: it is the one that is wrong. */
    static void checkBase(YamlValue value, Unit unit, Limits base, List<Limits> layers) {
        for (Bound bound : Bound.values()) {
            double number = bound.of(base);
            long set = layers.stream()
                    .filter(layer -> !Double.isNaN(bound.of(layer)))
                    .count();
            long far = layers.stream()
                    .filter(layer -> number != 0 && far(bound.of(layer) / number))
                    .count();
            if (far > 1 && 2 * far > set) {
                value.at(bound.key())
                        .complain(
                                ComplaintCode.UNLIKELY_UNIT,
                                plain(number) + " is far from what its layers say.",
                                "the same number in the unit " + unit.word() + "?");
            }
        }
    }

    /** Checks {@code number}, which {@code bound} holds; NaN where there is no {@code base}. */
    static void checkUnit(YamlValue bound, String metric, Unit unit, double number, double base) {
        // What is no number was complained of where it was read.
        if (Double.isNaN(number) || partsThousands(bound, unit)) {
            return;
        }
        if (metric.endsWith(DBFS) && number > 0) {
            bound.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    metric,
                    plain(number) + " is over full scale: a level in dBFS is 0 or less.",
                    plain(-number) + ", with its sign?");
            return;
        }
        // A flag is bounded between its two values.
        boolean admitted = unit == Unit.FLAG ? number >= 0 && number <= 1 : unit.admits(number);
        if (!admitted) {
            boolean percentage = unit == Unit.RATIO && number > 1 && number <= 100;
            bound.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    metric,
                    plain(number) + " is no " + unit.word() + ", which is " + unit.range() + ".",
                    percentage ? plain(number / 100) + ", a share and no percentage?" : unit.range() + "?");
        } else if (unit.isUnlikely(number)) {
            bound.complain(
                    ComplaintCode.UNLIKELY_UNIT,
                    metric,
                    "a bound of " + plain(number) + " is unlikely for the unit " + unit.word() + ".",
                    unit.slip());
        } else if (number != 0 && base != 0 && far(number / base)) {
            bound.complain(
                    ComplaintCode.UNLIKELY_UNIT,
                    plain(number) + " is far from " + plain(base) + ", which holds without the layer.",
                    "the same number in the unit " + unit.word() + "?");
        }
    }

    private static boolean isFarFromSevere(Unit unit, Limits limits) {
        double bound = Double.isNaN(limits.high()) ? limits.low() : limits.high();
        // A share may be bounded as strictly as somebody likes; nobody parts thousands in it.
        return (WHOLE.contains(unit) || unit == Unit.S || unit == Unit.FPS)
                && bound != 0
                && !onWrongSide(limits)
                && far(limits.severe() / bound);
    }

    private static boolean far(double quotient) {
        return quotient > FARTHEST || quotient > 0 && quotient < 1 / FARTHEST;
    }

    /** With bounds on both sides, severe may lie beyond either. */
    private static boolean onWrongSide(Limits limits) {
        double severe = limits.severe();
        return !Double.isNaN(severe) && !(severe >= limits.high()) && !(severe <= limits.low());
    }

    private static String bounds(Limits limits) {
        if (Double.isNaN(limits.high())) {
            return Double.isNaN(limits.low()) ? "any bound: there is none" : "low " + plain(limits.low());
        }
        return "high " + plain(limits.high()) + (Double.isNaN(limits.low()) ? "" : " or low " + plain(limits.low()));
    }

    /** The number as people write it. */
    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
