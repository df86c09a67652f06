package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Condition;
import dev.livedoctor.ruleset.Thresholds.Layer;
import java.util.Map;

/**
 * A file of overrides/: other thresholds for some rooms.
 *
 * @param file path within the pack
 * @param when whom it is for: at most one condition of each {@link OverrideLevel}
 * @param layers by metric or numeric attribute
 */
record ThresholdOverride(String file, Map<OverrideLevel, Condition> when, Map<String, Layer> layers) {

    int specificity() {
        return OverrideLevel.specificity(when.values());
    }
}
