package dev.livedoctor.drools;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The sentences that a pack's {@code language/*.dsl} teach. To Drools the left side of a mapping is a regular expression; here it is words
 * and {variables} only, so that no mapping can take for ever.
 */
final class SentenceLanguage {
    private static final int MOST_SENTENCES = 300;
    private static final int MOST_VARIABLES = 3;
    private static final int MOST_CHARACTERS = 200;
    private static final Pattern LINE = Pattern.compile("\\[(when|then|keyword)](\\[])?([^=]*)=(.*)");
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9]*}");
    private static final Pattern SIGNS = Pattern.compile("[\\\\()\\[\\]*+?|^$.#{}]");

    private final List<SentenceLint.Taught> sentences = new ArrayList<>();
    private final Map<String, String> keywords =
            new HashMap<>(Map.of("rule", "rule", "when", "when", "then", "then", "end", "end"));
    private final List<Complaint> complaints = new ArrayList<>();

    /** Reads the language of the pack made of {@code files}. */
    SentenceLanguage(SortedMap<String, String> files) {
        files.subMap("language/", "language0").forEach((file, text) -> {
            if (file.endsWith(".dsl")) {
                List<String> lines = PackFile.withoutMark(text).lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    add(file, i + 1, lines.get(i).strip());
                }
            }
        });
    }

    private void add(String file, int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            complain(file, number, "it is no mapping.", "[when]words with {variables}=a pattern?");
            return;
        }
        String key = matcher.group(3).strip();
        String value = matcher.group(4).strip();
        String words = VARIABLE.matcher(key).replaceAll("\u0000");
        Matcher sign = SIGNS.matcher(words);
        if (sign.find()) {
            complain(
                    file,
                    number,
                    "the sign " + sign.group() + " is not allowed in a sentence: it is no regular expression.",
                    "words and {variables} only?");
        } else if (line.length() > 2 * MOST_CHARACTERS || key.length() > MOST_CHARACTERS) {
            complain(file, number, "a sentence has at most " + MOST_CHARACTERS + " characters.", "fewer words?");
        } else if (words.chars().filter(c -> c == 0).count() > MOST_VARIABLES) {
            complain(file, number, "a sentence has at most " + MOST_VARIABLES + " variables.", "two sentences?");
        } else if (key.isEmpty() || words.startsWith("\u0000") || words.matches(".*\u0000\\s*\u0000.*")) {
            complain(file, number, "a word stands before each variable.", "when the {metric} of {slice} is high?");
        } else if (value.isEmpty() || value.contains("\\")) {
            complain(
                    file,
                    number,
                    "the right side is one line of DRL, without a backslash.",
                    "exists Reading( metric == \"{metric}\", high )?");
        } else if (matcher.group(1).equals("keyword")) {
            addKeyword(file, number, key, value);
        } else if (sentences.size() == MOST_SENTENCES) {
            complain(file, number, "a pack has at most " + MOST_SENTENCES + " sentences.", "fewer of them?");
        } else {
            addSentence(file, number, new Sentence(matcher.group(1).equals("when"), key, value));
        }
    }

    private void addSentence(String file, int number, Sentence sentence) {
        Set<String> variables = variables(sentence.key());
        variables(sentence.value()).stream()
                .filter(variable -> !variables.contains(variable))
                .forEach(variable -> complain(
                        file,
                        number,
                        "no " + variable + " stands left of the =.",
                        variables.isEmpty() ? variable + " there?" : "one of " + String.join(", ", variables) + "?"));
        sentences.stream()
                .filter(other -> other.sentence().condition() == sentence.condition()
                        && withoutNames(other.sentence().key()).equals(withoutNames(sentence.key())))
                .findFirst()
                .ifPresent(other -> complain(
                        file,
                        number,
                        "the sentence stands in " + other.file() + ":" + other.line() + " already.",
                        "other words?"));
        sentences.add(new SentenceLint.Taught(file, number, sentence));
    }

    private static Set<String> variables(String side) {
        return VARIABLE.matcher(side).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String withoutNames(String key) {
        return VARIABLE.matcher(key).replaceAll("{}");
    }

    /** Adds what is wrong with the language to {@code into}. */
    void check(Vocabulary vocabulary, List<Complaint> into) {
        into.addAll(complaints);
        if (complaints.isEmpty()) {
            SentenceLint.check(sentences, vocabulary, into);
        }
    }

    private void addKeyword(String file, int number, String key, String value) {
        if (List.of("rule", "when", "then", "end").contains(value)) {
            keywords.put(key, value);
        } else {
            complain(file, number, "'" + value + "' is no keyword.", "rule, when, then or end?");
        }
    }

    private void complain(String file, int line, String problem, String maybe) {
        complaints.add(Complaint.of(ComplaintCode.BAD_SENTENCE, file, line, 0, problem, maybe));
    }

    /** The keyword that was perhaps meant by {@code word}. */
    Optional<String> nearestKeyword(String word, Vocabulary vocabulary) {
        return vocabulary.nearest(word, keywords.keySet());
    }

    /** What {@code word} is to DRL, if it is a keyword. */
    Optional<String> keyword(String word) {
        return Optional.ofNullable(keywords.get(word));
    }

    /** The sentence that says {@code line}: of several, the one with the most words of its own. */
    Optional<Sentence> sentence(String line, boolean condition) {
        return sentences.stream()
                .map(SentenceLint.Taught::sentence)
                .filter(sentence -> sentence.condition() == condition && sentence.says(line))
                .max(Comparator.comparingInt(Sentence::ownCharacters));
    }

    /** A sentence that gives what was seen a name; empty where none does. */
    Optional<String> binding() {
        return sentences.stream()
                .map(SentenceLint.Taught::sentence)
                .filter(sentence -> sentence.condition() && sentence.value().startsWith("$"))
                .map(Sentence::key)
                .findFirst();
    }

    /** The sentence or keyword that is most like {@code line}. */
    Optional<String> nearest(String line, boolean condition) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return Stream.concat(
                        keywords.keySet().stream().sorted(),
                        sentences.stream()
                                .map(SentenceLint.Taught::sentence)
                                .filter(sentence -> sentence.condition() == condition)
                                .map(Sentence::key))
                .min(Comparator.comparingInt(
                        key -> distance.apply(line, VARIABLE.matcher(key).replaceAll(""))));
    }
}
