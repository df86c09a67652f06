package dev.livedoctor.drools;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.ruleset.Titles;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rules written in sentences. Each line becomes one line of DRL, so that whatever is wrong with the DRL is wrong in the author's own
 * line.
 */
final class Sentences {
    private static final int MOST_CHARACTERS = 300;
    /** After so many sentences that nobody knows, the language itself is missing. */
    private static final int MOST_UNKNOWN = 20;

    private static final Pattern METRIC = Pattern.compile("(\\bmetric\\s*==\\s*\")([^\"]*)(\")");
    /** What is to come, which a sentence of what was says with a sign. */
    private static final Pattern AHEAD = Pattern.compile("\\bminutesAgo\\s*(?:<=?|==)\\s*(-[\\d.]+)");

    private static final Pattern CODE =
            Pattern.compile("((?:\\bcode\\s*==\\s*|\\b(?:supports|contradicts|shows)\\(\\s*)\")([^\"]*)(\")");

    private final String file;
    private final Vocabulary vocabulary;
    private final Titles titles;
    private final SentenceLanguage language;
    private final List<Complaint> complaints;
    private int unknown;
    /** Whether a keyword is missing: what follows, up to the next one, is in the wrong place for no other reason. */
    private boolean lost;

    Sentences(
            String file, Vocabulary vocabulary, Titles titles, SentenceLanguage language, List<Complaint> complaints) {
        this.file = file;
        this.vocabulary = vocabulary;
        this.titles = titles;
        this.language = language;
        this.complaints = complaints;
    }

    private enum Part {
        HEAD,
        WHEN,
        THEN
    }

    /** The rules in {@code text}. */
    List<Rule> read(String text) {
        int before = complaints.size();
        String drl = expand(PackFile.withoutMark(text).lines().toList());
        if (complaints.size() > before) {
            return List.of();
        }
        List<Complaint> found = new ArrayList<>();
        List<Rule> rules = RuleReader.readExpanded(file.replace(".dslr", ".drl"), drl, vocabulary, found);
        found.forEach(one -> complaints.add(inSentences(one)));
        return rules.stream()
                .map(rule -> new Rule(rule.name(), file, rule.line(), rule.when(), rule.then()))
                .toList();
    }

    /** What is said of the DRL, to who wrote sentences. */
    private Complaint inSentences(Complaint one) {
        Optional<String> first =
                one.code().equals(ComplaintCode.BAD_BINDING.code()) ? language.binding() : Optional.empty();
        return first.map(sentence -> Complaint.of(
                        ComplaintCode.BAD_SENTENCE,
                        file,
                        one.line(),
                        0,
                        "no sentence before this one says what was seen: " + one.problem(),
                        sentence + ", as the first sentence?"))
                .orElseGet(() -> one.movedTo(file, one.line(), 0, one.problem()));
    }

    private String expand(List<String> lines) {
        StringBuilder drl = new StringBuilder();
        Part part = Part.HEAD;
        for (int i = 0; i < lines.size() && unknown < MOST_UNKNOWN; i++) {
            String line = lines.get(i).strip().replaceAll("\\s+", " ");
            Optional<String> keyword = language.keyword(line);
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("//") || line.startsWith("expander ")) {
                line = "";
            } else if (line.startsWith(">")) {
                line = line.substring(1);
            } else if (keyword.isPresent()) {
                line = keyword.get();
                lost = false;
                part = partAfter(line);
            } else if (part == Part.HEAD) {
                line = header(i + 1, line);
            } else {
                int before = unknown;
                String said = line;
                line = sentence(i + 1, said, part == Part.WHEN);
                if (unknown > before) {
                    part = language.nearestKeyword(said, vocabulary)
                            .flatMap(language::keyword)
                            .map(Sentences::partAfter)
                            .orElse(part);
                }
            }
            drl.append(line).append('\n');
        }
        return drl.toString();
    }

    private static Part partAfter(String keyword) {
        return keyword.equals("when") ? Part.WHEN : keyword.equals("then") ? Part.THEN : Part.HEAD;
    }

    /** A rule's name stays as it is; its keyword may be of the author's language. */
    private String header(int number, String line) {
        int quote = line.indexOf('"');
        if (quote >= 0) {
            String word = line.substring(0, quote).strip();
            Optional<String> keyword = language.keyword(word);
            if (keyword.isPresent()) {
                lost = false;
                return keyword.get() + " " + line.substring(quote);
            }
        } else if (line.startsWith("package ") || line.startsWith("import ")) {
            return line;
        }
        if (lost) {
            return "";
        }
        lost = true;
        String first = line.split("[ \"“]", 2)[0];
        complain(
                number,
                "'" + line + "' is neither a keyword nor the head of a rule.",
                line.contains("“")
                        ? "\" as on an English keyboard?"
                        : language.keyword(first).isPresent()
                                ? "quotes around its name?"
                                : language.nearestKeyword(first, vocabulary).orElse("a comment after #") + "?");
        return "";
    }

    private String sentence(int number, String line, boolean condition) {
        if (line.length() > MOST_CHARACTERS) {
            complain(number, "a sentence has at most " + MOST_CHARACTERS + " characters.", "two sentences?");
            return "";
        }
        if (line.indexOf('{') >= 0 || line.indexOf('}') >= 0) {
            // Drools' expander would put such a variable in its own place again and again, and never end.
            unknown++;
            complain(
                    number,
                    "a sentence has no braces: they stand for words in a language file only.",
                    "the words themselves?");
            return "";
        }
        if (language.sentence(line, !condition).isPresent()
                && language.sentence(line, condition).isEmpty()) {
            complain(
                    number,
                    "this sentence stands " + (condition ? "behind then." : "before then."),
                    condition ? "then in the line before?" : "it before then?");
            unknown++;
            return "";
        }
        Optional<String> expanded = language.sentence(line, condition).flatMap(sentence -> sentence.expand(line));
        if (expanded.isEmpty()) {
            unknown++;
            complain(
                    number,
                    "nobody taught the sentence '" + line + "'.",
                    language.nearest(line, condition)
                            .map(near -> near + "?")
                            .orElse("a file language/en.dsl or language/zh.dsl?"));
            return "";
        }
        Matcher ahead = AHEAD.matcher(expanded.get());
        if (ahead.find() && line.contains(ahead.group(1))) {
            complain(
                    number,
                    "nothing happened in the last " + ahead.group(1) + " minutes.",
                    ahead.group(1).substring(1) + ", without its sign?");
        }
        String named = replace(expanded.get(), METRIC, title -> {
            String name = titles.metricTitled(title);
            if (!vocabulary.readings().contains(name)) {
                Set<String> known = titles.metrics().keySet();
                complain(
                        number,
                        "no metric is called '" + title + "'.",
                        vocabulary
                                .nearest(title, known)
                                .or(() -> vocabulary.nearest(title, vocabulary.readings()))
                                .map(near -> near + "?")
                                .orElse("a name of metrics.yaml?"));
            }
            return name;
        });
        return replace(named, CODE, title -> {
            String code = titles.code(title);
            if (!vocabulary.causes().contains(code) && !vocabulary.symptoms().contains(code)) {
                vocabulary
                        .nearest(title, titles.codes().keySet())
                        .ifPresent(near -> complain(number, "nothing is called '" + title + "'.", near + "?"));
            }
            return code;
        });
    }

    private static String replace(String line, Pattern pattern, UnaryOperator<String> name) {
        return pattern.matcher(line)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) + name.apply(found.group(2)) + found.group(3)));
    }

    private void complain(int line, String problem, String maybe) {
        complaints.add(Complaint.of(ComplaintCode.BAD_SENTENCE, file, line, 0, problem, maybe));
    }
}
