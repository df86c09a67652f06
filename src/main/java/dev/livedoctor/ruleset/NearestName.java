package dev.livedoctor.ruleset;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequence;

/** Guesses what a mistyped name was meant to be. */
final class NearestName {
    /** A name farther away than this share of its length is another name, not a slip. */
    private static final double FARTHEST = 0.4;
    /** In words of so many letters at most, which most keys have, two edits are a slip still. */
    private static final int SHORT = 4;

    /** So many letters are the beginning of a name rather than another name. */
    private static final int SHORTEST_BEGINNING = 8;
    /** Nobody mistypes a longer name, and comparing it would take long. */
    private static final int LONGEST = 128;

    /** Of names that are as far away, letters that were left out are likelier than others in their place. */
    private static final LongestCommonSubsequence COMMON = new LongestCommonSubsequence();

    /** What people call languages whose names here are unlike. */
    private static final Map<String, String> SYNONYMS =
            Map.of("cn", "zh", "ch", "zh", "chs", "zh", "zhcn", "zh", "zhhans", "zh", "chinese", "zh", "english", "en");

    private NearestName() {}

    /** encoder-crashed is ENCODER_CRASHED in another case. */
    private static String letters(String name) {
        return name.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
    }

    /** The name among {@code known} that {@code word} is most like, if any is like it. */
    static Optional<String> to(String word, Set<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<String> same = known.stream()
                .filter(name -> letters(name).equals(letters(word)))
                .min(Comparator.naturalOrder());
        if (same.isPresent()) {
            return same;
        }
        Optional<String> synonym =
                Optional.ofNullable(SYNONYMS.get(letters(word))).filter(known::contains);
        if (synonym.isPresent()) {
            return synonym;
        }
        Optional<String> longer = word.length() < SHORTEST_BEGINNING
                ? Optional.empty()
                : known.stream()
                        .filter(name -> name.startsWith(word))
                        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        if (longer.isPresent()) {
            return longer;
        }
        int farthest = (int) (word.length() * FARTHEST);
        // Two letters in the wrong order are two edits.
        int most = word.length() > SHORT ? farthest : Math.min(2, Math.max(farthest, word.length() - 1));
        LevenshteinDistance distance = new LevenshteinDistance(most);
        return known.stream()
                .filter(name -> distance.apply(word, name) >= 0)
                .min(Comparator.<String>comparingInt(name -> distance.apply(word, name))
                        .thenComparing(Comparator.comparingInt(name -> -COMMON.apply(word, name)))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
