package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.Unit;

/**
 * A metric of the catalog that foreign numbers become.
 *
 * @param name the metric
 * @param unit its unit
 * @param factor what foreign numbers are multiplied with
 */
record MappedMetric(String name, Unit unit, double factor) {
    /** By how much shares that were divided may go beyond the whole, since floating-point numbers are not exact. */
    private static final double INEXACT = 1e-9;

    /** {@code value} in the unit of the catalog. */
    double of(double value) {
        double converted = value * factor;
        return unit == Unit.RATIO && converted > 1 && converted <= 1 + INEXACT ? 1 : converted;
    }

    /** Whether {@code value}, in the unit of the catalog, is a measurement of it. */
    boolean admits(double value) {
        return Double.isFinite(value) && unit.admits(value);
    }
}
