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
record EventMapping(@Nullable String event, Map<MappedMetric, Double> metrics, Map<String, Object> attributes) {
    private static final Pattern EVENT = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");

    static EventMapping read(YamlValue value, RulePack pack) {
        value.allow("event", "metrics", "attributes");
        YamlValue event = value.at("event");
        if (event.present() && !EVENT.matcher(event.text()).matches()) {
            event.complain(ComplaintCode.BAD_NAME, "'" + event.text() + "' is not a type of event.", "stream.started?");
        }
        Map<MappedMetric, Double> metrics = new LinkedHashMap<>();
        value.at("metrics")
                .fields()
                .forEach((name, number) -> MappingYaml.mapped(name, number, pack)
                        .ifPresent(mapped -> {
                            double given = number.number();
                            if (!mapped.admits(given)) {
                                number.complain(
                                        ComplaintCode.OUT_OF_RANGE,
                                        name + " cannot be " + given + ": it is "
                                                + mapped.unit().range() + ".",
                                        "another number?");
                            }
                            metrics.put(mapped, given);
                        }));
        return new EventMapping(
                event.present() ? event.text() : null, metrics, MappingYaml.attributes(value.at("attributes"), pack));
    }
}
