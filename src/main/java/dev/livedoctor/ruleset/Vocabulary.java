package dev.livedoctor.ruleset;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The names that a rule pack declares.
 *
 * @param readings metrics and numeric attributes: what a Reading may be of
 * @param attributes all attributes
 * @param symptoms codes with a knowledge file
 * @param causes codes with a knowledge file
 */
public record Vocabulary(Set<String> readings, Set<String> attributes, Set<String> symptoms, Set<String> causes) {
    /** A name farther away than this share of its length is another name, not a slip. */
    private static final double FARTHEST = 0.4;

    /** The name among {@code known} that {@code word} is most like, if any is like it. */
    public Optional<String> nearest(String word, Set<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance((int) (word.length() * FARTHEST));
        return known.stream()
                .filter(name -> distance.apply(word, name) >= 0)
                .min(Comparator.<String>comparingInt(name -> distance.apply(word, name))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
