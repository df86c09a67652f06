package dev.livedoctor.drools;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds mappings that make no DRL, before somebody says the sentence: each becomes a rule with names of the pack for its variables. */
final class SentenceLint {
    /**
     * A sentence.
     *
     * @param file that teaches it
     * @param line where it does, from 1
     */
    record Taught(String file, int line, Sentence sentence) {}

    /** A file of rules holds no more. */
    private static final int MOST_AT_ONCE = 100;

    private static final int LINES_OF_A_RULE = 6;
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9]*}");
    private static final Pattern BOUND = Pattern.compile("\\$\\w+");

    private final Vocabulary vocabulary;
    private final String metric;
    private final String attribute;
    private final String event;
    private final String symptom;
    private final String cause;

    private SentenceLint(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        metric = one(vocabulary.readings());
        attribute = one(vocabulary.attributes());
        event = one(vocabulary.events());
        symptom = one(vocabulary.symptoms());
        cause = one(vocabulary.causes());
    }

    private static String one(Iterable<String> names) {
        return Optional.of(names.iterator())
                .filter(java.util.Iterator::hasNext)
                .map(java.util.Iterator::next)
                .orElse("x");
    }

    /** Adds what is wrong with {@code taught} to {@code complaints}. */
    static void check(List<Taught> taught, Vocabulary vocabulary, List<Complaint> complaints) {
        SentenceLint lint = new SentenceLint(vocabulary);
        Predicate<Taught> shows = one -> one.sentence().value().contains("shows");
        lint.check(taught.stream().filter(shows).toList(), true, complaints);
        lint.check(taught.stream().filter(shows.negate()).toList(), false, complaints);
    }

    private void check(List<Taught> taught, boolean ofSymptom, List<Complaint> complaints) {
        if (taught.size() > MOST_AT_ONCE) {
            check(taught.subList(MOST_AT_ONCE, taught.size()), ofSymptom, complaints);
        }
        List<Taught> now = taught.subList(0, Math.min(taught.size(), MOST_AT_ONCE));
        if (now.isEmpty()) {
            return;
        }
        String stem = PackReader.stemOf(ofSymptom ? symptom : cause);
        StringBuilder drl = new StringBuilder();
        for (int i = 0; i < now.size(); i++) {
            drl.append("rule \"%s: %d\"\nwhen\n%s\nend\n"
                    .formatted(stem, i, parts(now.get(i).sentence())));
        }
        List<Complaint> found = new ArrayList<>();
        RuleReader.readExpanded(
                (ofSymptom ? "symptoms/" : "causes/") + stem + ".drl", drl.toString(), vocabulary, found);
        for (Complaint one : found) {
            Taught wrong = now.get(Math.min((Math.max(one.line(), 1) - 1) / LINES_OF_A_RULE, now.size() - 1));
            Complaint told = one.movedTo(wrong.file(), wrong.line(), 0, one.problem());
            if (!complaints.contains(told)) {
                complaints.add(told);
            }
        }
    }

    /** What stands between when and end, in three lines. */
    private String parts(Sentence sentence) {
        String line = sampled(sentence.value());
        Matcher bound = BOUND.matcher(line);
        if (sentence.condition()) {
            boolean binds = bound.lookingAt();
            return (binds ? "" : reading("$seen")) + line + "\nthen\ninsertLogical( supports( \"" + cause
                    + "\", STRONG, " + (binds ? bound.group() : "$seen") + " ) );";
        }
        String readings = bound.results()
                .map(MatchResult::group)
                .distinct()
                .map(this::reading)
                .collect(Collectors.joining());
        return (readings.isEmpty() ? reading("$seen") : readings) + "\nthen\n" + line;
    }

    private String reading(String variable) {
        return variable + " : Reading( metric == \"" + metric + "\", high ) ";
    }

    /** {@code value} with a name of the pack for each of its variables. */
    private String sampled(String value) {
        return VARIABLE.matcher(value)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        sample(value.substring(0, variable.start()).stripTrailing())));
    }

    private String sample(String before) {
        boolean quoted = before.chars().filter(sign -> sign == '"').count() % 2 == 1;
        if (!quoted) {
            return before.matches(".*[<>=]")
                    ? "1"
                    : before.matches(".*(?:supports|contradicts)[^)]*,") ? "STRONG" : "high";
        }
        String place = before.substring(0, before.length() - 1).stripTrailing();
        if (place.matches(".*\\bmetric\\s*==")) {
            return metric;
        }
        if (place.matches(".*\\bname\\s*==")) {
            return attribute;
        }
        if (place.matches(".*\\btype\\s*==")) {
            return event;
        }
        return place.matches(".*(?:\\bcode\\s*==|\\bshows\\s*\\()")
                ? symptom
                : place.matches(".*(?:supports|contradicts)\\s*\\(") ? cause : "x";
    }
}
