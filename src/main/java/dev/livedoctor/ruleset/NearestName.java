package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /** Some hundred misspelt names in a pack as large as the shipped one; nobody reads what the next ones may have been. */
    private static final int MOST_COMPARISONS = 50_000;

    /** Of names that are as far away, letters that were left out are likelier than others in their place. */
    private static final LongestCommonSubsequence COMMON = new LongestCommonSubsequence();

    /** What parts the words of a name, in one way or another. */
    private static final String SIGNS = "-_. ";

    /** What people call languages whose names here are unlike. */
    private static final Map<String, String> SYNONYMS =
            Map.of("cn", "zh", "ch", "zh", "chs", "zh", "zhcn", "zh", "zhhans", "zh", "chinese", "zh", "english", "en");

    private NearestName() {}

    /** encoder-crashed is ENCODER_CRASHED in another case. */
    private static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (SIGNS.indexOf(name.charAt(i)) < 0) {
                letters.append(name.charAt(i));
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** The same, as the answer to one of {@code told} complaints: a file that is wrong throughout is not compared with all names, each with each. */
    static Optional<String> to(String word, Set<String> known, int told) {
        return (long) told * known.size() < MOST_COMPARISONS ? to(word, known) : Optional.empty();
    }

    /** The name among {@code known} that {@code word} is most like, if any is like it. */
    static Optional<String> to(String word, Set<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String letters = letters(word);
        Optional<String> same =
                known.stream().filter(name -> letters(name).equals(letters)).min(Comparator.naturalOrder());
        if (same.isPresent()) {
            return same;
        }
        Optional<String> part = known.stream()
                .filter(name -> letters(name.substring(name.indexOf('.') + 1)).equals(letters))
                .min(Comparator.naturalOrder());
        if (part.isPresent()) {
            return part;
        }
        Optional<String> synonym = Optional.ofNullable(SYNONYMS.get(letters)).filter(known::contains);
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
        int least = most;
        List<String> nearest = new ArrayList<>();
        for (String name : known) {
            int edits = distance.apply(word, name);
            if (edits >= 0 && edits <= least) {
                if (edits < least) {
                    nearest.clear();
                }
                least = edits;
                nearest.add(name);
            }
        }
        return nearest.size() < 2
                ? nearest.stream().findFirst()
                : nearest.stream()
                        .min(Comparator.<String>comparingInt(name -> -COMMON.apply(word, name))
                                .thenComparing(Comparator.naturalOrder()));
    }
}
