package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.MetricTerm;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule pack as it was read and found right, besides its rules.
 *
 * @param name from pack.yaml
 * @param version content hash of all files, {@code sha256:} and hexadecimal digits
 * @param metrics by name
 * @param attributes by name
 * @param terms what people call metrics, by name; those that have a title in both languages
 * @param events what may have happened, by name, with its meaning; empty where any name is taken as it comes
 * @param dimensions what rules call the dimensions of slices
 * @param thresholds every number
 * @param causes by code
 * @param symptoms by code
 * @param rules path within the pack to DRL, sentences, or a table
 * @param cases path within the pack to YAML text
 * @param files path within the pack to text, as {@link PackFile} has it, of everything
 */
public record RulePack(
        String name,
        String version,
        Map<String, Metric> metrics,
        Map<String, AttributeDefinition> attributes,
        Map<String, MetricTerm> terms,
        Map<String, String> events,
        Dimensions dimensions,
        Thresholds thresholds,
        Map<String, CauseKnowledge> causes,
        Map<String, SymptomKnowledge> symptoms,
        SortedMap<String, String> rules,
        SortedMap<String, String> cases,
        SortedMap<String, String> files) {

    /** The names that rules may use. */
    public Vocabulary vocabulary() {
        return new Vocabulary(
                Vocabulary.readings(metrics, attributes),
                attributes.keySet(),
                events.keySet(),
                symptoms.keySet(),
                causes.keySet());
    }

    /** The metrics that {@code metric} may be computed from, near and far; none where it is always given. */
    public Set<String> sources(String metric) {
        Metric known = metrics.get(metric);
        Metric.Derivation derivation = known == null ? null : known.derivation();
        return derivation == null
                ? Set.of()
                : derivation
                        .metrics()
                        .flatMap(source -> Stream.concat(Stream.of(source), sources(source).stream()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether {@code metric} rises and falls by itself while a room fills and empties. */
    public boolean isTidal(String metric) {
        Metric known = metrics.get(metric);
        return known != null && known.tidal();
    }
}
