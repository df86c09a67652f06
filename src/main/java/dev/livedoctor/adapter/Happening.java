package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.YamlValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What something that happened means for a room.
 *
 * @param event the type of event that rules know it by; null where they need not
 * @param metrics what was measured by it
 * @param attributes what is known by it
 */
record Happening(@Nullable String event, Map<Measure, Double> metrics, Map<String, Object> attributes) {
    private static final Pattern EVENT = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");

    static Happening read(YamlValue value, RulePack pack) {
        value.allow("event", "metrics", "attributes");
        YamlValue event = value.at("event");
        if (event.present() && !EVENT.matcher(event.text()).matches()) {
            event.complain(ComplaintCode.BAD_NAME, "'" + event.text() + "' is no type of event.", "stream.started?");
        }
        Map<Measure, Double> metrics = new LinkedHashMap<>();
        value.at("metrics")
                .fields()
                .forEach((name, number) -> MappingYaml.measure(name, number, pack)
                        .ifPresent(measure -> {
                            double given = number.number();
                            if (!measure.admits(given)) {
                                number.complain(
                                        ComplaintCode.OUT_OF_RANGE,
                                        name + " cannot be " + given + ": it is "
                                                + measure.unit().range() + ".",
                                        "another number?");
                            }
                            metrics.put(measure, given);
                        }));
        return new Happening(
                event.present() ? event.text() : null, metrics, MappingYaml.attributes(value.at("attributes"), pack));
    }
}
