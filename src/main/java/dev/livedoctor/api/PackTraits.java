package dev.livedoctor.api;

import dev.livedoctor.history.BaselineTraits;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Thresholds.Bounds;
import dev.livedoctor.ruleset.Thresholds.Deviation;
import dev.livedoctor.ruleset.Thresholds.Tolerance;
import dev.livedoctor.ruleset.Unit;
import org.jspecify.annotations.Nullable;

/** What a rule pack knows of metrics, as far as a baseline depends on it. */
record PackTraits(RulePack pack) implements BaselineTraits {

    @Override
    public boolean counts(String metric) {
        return unit(metric) == Unit.COUNT;
    }

    @Override
    public boolean comparable(String metric) {
        Unit unit = unit(metric);
        return unit == Unit.RATIO || unit == Unit.PER_MIN || unit == Unit.MS || unit == Unit.S;
    }

    @Override
    public boolean fits(String metric, double usual, double value) {
        Bounds bounds = pack.thresholds().bounds().get(metric);
        Tolerance own = bounds == null ? null : bounds.tolerance();
        Unit unit = unit(metric);
        Tolerance tolerance = own != null || unit == null
                ? own
                : pack.thresholds().tolerances().get(unit);
        return tolerance == null
                || value <= usual + distance(tolerance.high(), usual)
                        && value >= usual - distance(tolerance.low(), usual);
    }

    private static double distance(Deviation deviation, double usual) {
        return Math.max(Math.abs(usual * (deviation.times() - 1)), deviation.least());
    }

    private @Nullable Unit unit(String metric) {
        Metric known = pack.metrics().get(metric);
        return known == null ? null : known.unit();
    }
}
