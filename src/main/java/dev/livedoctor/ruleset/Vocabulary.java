package dev.livedoctor.ruleset;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that a rule pack declares.
 *
 * @param readings metrics and numeric attributes: what a Reading may be of
 * @param attributes all attributes
 * @param events what may have happened; empty where any name is taken as it comes
 * @param symptoms codes with a knowledge file
 * @param causes codes with a knowledge file
 */
public record Vocabulary(
        Set<String> readings, Set<String> attributes, Set<String> events, Set<String> symptoms, Set<String> causes) {

    /** Metrics and numeric attributes. */
    static Set<String> readings(Map<String, Metric> metrics, Map<String, AttributeDefinition> attributes) {
        return Stream.concat(
                        metrics.keySet().stream(),
                        attributes.values().stream()
                                .filter(attribute -> attribute.type() == AttributeDefinition.Type.NUMBER)
                                .map(AttributeDefinition::name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The attribute that says in which country a room sells. */
    public static final String MARKET = OverrideLevel.MARKET.attribute();

    /** The code of the country that is called {@code word} elsewhere; empty where it is one, or none is called so. */
    public Optional<String> countryCode(String word) {
        return Countries.meant(word);
    }

    /** Whether every name of {@code other} is declared here, too. */
    public boolean includes(Vocabulary other) {
        return readings.containsAll(other.readings)
                && attributes.containsAll(other.attributes)
                && (events.isEmpty() || !other.events.isEmpty() && events.containsAll(other.events))
                && symptoms.containsAll(other.symptoms)
                && causes.containsAll(other.causes);
    }

    /** The name among {@code known} that {@code word} is most like, if any is like it. */
    public Optional<String> nearest(String word, Set<String> known) {
        return NearestName.to(word, known);
    }

    /** The same; nothing where there are so many complaints already, {@code told}, that nobody reads what else was meant. */
    public Optional<String> nearest(String word, Set<String> known, int told) {
        return NearestName.to(word, known, told);
    }
}
