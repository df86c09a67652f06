package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Limits;
import java.util.List;

/** Checks the bounds of a metric against its unit and against each other. */
final class BoundsCheck {
    /** Between seconds and milliseconds lies a thousand; no transport or market asks for bounds that far apart. */
    private static final double FARTHEST = 500;

    private BoundsCheck() {}

    /** Checks what {@code value} sets of {@code limits}; a layer comes with the {@code base} that it lies over. */
    static void check(YamlValue value, Unit unit, Limits limits, Limits base) {
        int before = value.complained();
        for (String name : List.of("high", "low", "severe")) {
            YamlValue bound = value.at(name);
            if (bound.present()) {
                checkUnit(bound, unit, of(limits, name), of(base, name));
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
        } else if (onWrongSide(limits)) {
            YamlValue severe = value.at("severe").present() ? value.at("severe") : value;
            severe.complain(
                    ComplaintCode.SEVERE_SIDE,
                    "severe " + plain(limits.severe()) + " does not lie beyond " + bounds(limits) + ".",
                    Double.isNaN(limits.high()) ? "a bound below low?" : "a bound above high?");
        }
    }

    private static double of(Limits limits, String name) {
        return switch (name) {
            case "high" -> limits.high();
            case "low" -> limits.low();
            default -> limits.severe();
        };
    }

    /** Checks {@code number}, which {@code bound} holds; NaN where there is no {@code base}. */
    static void checkUnit(YamlValue bound, Unit unit, double number, double base) {
        // A flag is bounded between its two values.
        boolean admitted = unit == Unit.FLAG ? number >= 0 && number <= 1 : unit.admits(number);
        if (!admitted) {
            boolean percentage = unit == Unit.RATIO && number > 1 && number <= 100;
            bound.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    plain(number) + " is no " + unit.word() + ", which is " + unit.range() + ".",
                    percentage ? plain(number / 100) + ", a share and no percentage?" : unit.range() + "?");
        } else if (unit.isUnlikely(number)) {
            bound.complain(
                    ComplaintCode.UNLIKELY_UNIT,
                    "a bound of " + plain(number) + " is unlikely for the unit " + unit.word() + ".",
                    unit.slip());
        } else if (number != 0 && base != 0 && far(number / base)) {
            bound.complain(
                    ComplaintCode.UNLIKELY_UNIT,
                    plain(number) + " is far from " + plain(base) + ", which holds without the layer.",
                    "the same number in the unit " + unit.word() + "?");
        }
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
