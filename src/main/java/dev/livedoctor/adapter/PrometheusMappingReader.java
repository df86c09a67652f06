package dev.livedoctor.adapter;

import dev.livedoctor.adapter.PrometheusMapping.OfAttribute;
import dev.livedoctor.adapter.PrometheusMapping.OfMetric;
import dev.livedoctor.adapter.PrometheusMapping.Question;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is asked of a Prometheus server. */
final class PrometheusMappingReader {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,127}");
    private static final int MOST_QUESTIONS = 500;
    private static final String WINDOW = "$window";
    private static final String BY = "$by";

    private final RulePack pack;
    private final List<Question> questions = new ArrayList<>();
    private String room = "";
    private Duration window = Duration.ofMinutes(1);

    private PrometheusMappingReader(RulePack pack) {
        this.pack = pack;
    }

    static PrometheusMapping read(YamlValue file, RulePack pack) {
        return new PrometheusMappingReader(pack).mapping(file);
    }

    private PrometheusMapping mapping(YamlValue file) {
        file.allow("room", "window", "delay", "catch-up", "attributes", "room-attributes", "metrics", "slices");
        room = label(file.at("room"));
        window = MappingYaml.time(file.at("window"), window, Duration.ofSeconds(10), Duration.ofHours(1));
        Map<String, YamlValue> metrics = file.at("metrics").fields();
        if (metrics.isEmpty()) {
            file.at("metrics")
                    .complain(ComplaintCode.MISSING_VALUE, "no metric is asked for.", "audience.viewers: and a query?");
        }
        metrics.forEach((name, value) -> ask(name, value, Map.of()));
        file.at("slices").items().forEach(slice -> slice(slice, metrics));
        file.at("room-attributes").fields().forEach(this::attribute);
        if (questions.size() > MOST_QUESTIONS) {
            file.at("metrics")
                    .complain(
                            ComplaintCode.TOO_MANY,
                            "at most " + MOST_QUESTIONS + " queries are asked.",
                            "fewer slices?");
        }
        return new PrometheusMapping(
                window,
                MappingYaml.time(file.at("delay"), Duration.ofSeconds(15), Duration.ZERO, Duration.ofMinutes(10)),
                MappingYaml.time(file.at("catch-up"), Duration.ofMinutes(30), Duration.ZERO, Duration.ofDays(1)),
                room,
                MappingYaml.attributes(file.at("attributes"), pack),
                List.copyOf(questions));
    }

    /** All metrics whose queries say how they are grouped, and those that are asked for here only. */
    private void slice(YamlValue slice, Map<String, YamlValue> metrics) {
        slice.allow("by", "metrics");
        Map<String, String> dimensions = MappingYaml.dimensions(slice.at("by"));
        slice.at("by").fields().values().forEach(PrometheusMappingReader::label);
        Map<String, YamlValue> asked = new LinkedHashMap<>();
        metrics.forEach((name, value) -> {
            if (query(value).contains(BY)) {
                asked.put(name, value);
            }
        });
        asked.putAll(slice.at("metrics").fields());
        if (asked.isEmpty()) {
            slice.complain(ComplaintCode.MISSING_VALUE, "no metric is asked for.", "sum by ($by) in a query above?");
        }
        asked.forEach((name, value) -> ask(name, value, dimensions));
    }

    private void ask(String name, YamlValue value, Map<String, String> dimensions) {
        if (!value.isText()) {
            value.allow("query", "unit", "scale");
        }
        String query = (value.isText() ? value : value.at("query")).text();
        MappingYaml.mapped(name, value, pack)
                .ifPresent(mapped ->
                        questions.add(new Question(filled(query, dimensions), new OfMetric(mapped, dimensions))));
    }

    private static String query(YamlValue value) {
        return value.isText() ? value.text() : value.at("query").text("");
    }

    private String filled(String query, Map<String, String> dimensions) {
        Set<String> labels = new LinkedHashSet<>(List.of(room));
        labels.addAll(dimensions.values());
        return query.replace(WINDOW, window.toSeconds() + "s").replace(BY, String.join(", ", labels));
    }

    private void attribute(String name, YamlValue value) {
        value.allow("query", "label");
        String label = label(value.at("label"));
        String query = filled(value.at("query").text(), Map.of("", label));
        MappingYaml.attribute(name, value, pack)
                .ifPresent(attribute -> questions.add(new Question(query, new OfAttribute(attribute, label))));
    }

    private static String label(YamlValue value) {
        String label = value.text();
        if (!label.isEmpty() && !LABEL.matcher(label).matches()) {
            value.complain(
                    ComplaintCode.BAD_NAME, "'" + label + "' is not the name of a label.", "letters, digits and _?");
        }
        return label;
    }
}
