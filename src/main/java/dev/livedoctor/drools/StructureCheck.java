package dev.livedoctor.drools;

import dev.livedoctor.ruleset.ComplaintCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words and brackets that hold a rule together. A parser tells where it stumbled, which may be rules further down; here is found where
 * one of them is missing.
 */
final class StructureCheck {
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\r\\n]*|/\\*(?s:.*?)\\*/|(?<token>\"[^\"\\r\\n]*\"|[\\w$][\\w$.-]*|[():;,]|[^\\s\\w$\"():;,]+)");

    /** What may stand between rules; of what may not stand anywhere, others complain by name. */
    private static final Pattern BETWEEN =
            Pattern.compile("package|import|global|function|declare|query|unit|dialect|#.*");

    private static final Pattern AFTER_WHEN =
            Pattern.compile("\\$.*|Reading|Symptom|Attribute|Event|not|exists|then|end");

    private enum Part {
        OUTSIDE,
        HEAD,
        CONDITIONS,
        CONSEQUENCE
    }

    private final RuleFile file;
    private final Deque<Integer> open = new ArrayDeque<>();
    private Part part = Part.OUTSIDE;
    private int before;
    private String wordBefore = "";

    private StructureCheck(RuleFile file) {
        this.file = file;
    }

    /** Complains of the first bone that is missing; whether there is one. */
    static boolean complain(RuleFile file) {
        return new StructureCheck(file).walk();
    }

    private boolean walk() {
        Matcher token = TOKEN.matcher(file.text());
        while (token.find()) {
            String word = token.group("token");
            if (word == null) {
                continue;
            }
            if (missing(word, token.start())) {
                return true;
            }
            before = token.start();
            wordBefore = word;
        }
        return part != Part.OUTSIDE && complain(before, "end is missing after this.", "end?");
    }

    private boolean missing(String word, int at) {
        if (part != Part.OUTSIDE && word.equals("rule")) {
            return complain(before, "end is missing after this.", "end?");
        }
        return switch (part) {
            case OUTSIDE -> annotation(word, at) || outside(word, at);
            case HEAD -> annotation(word, at) || head(word, at);
            case CONDITIONS ->
                word.equals("insertLogical") || word.equals("end")
                        ? missing(at, "then")
                        : twice(word, at, "when")
                                || unbalanced(word, at, "then")
                                || goOn(word.equals("then"), Part.CONSEQUENCE);
            case CONSEQUENCE ->
                twice(word, at, "then") || unbalanced(word, at, "end") || goOn(word.equals("end"), Part.OUTSIDE);
        };
    }

    private boolean annotation(String word, int at) {
        if (word.startsWith("@")) {
            file.complainAt(
                    ComplaintCode.NOT_IN_SUBSET, at, "annotations are not allowed.", "a comment above the rule?");
        }
        return word.startsWith("@");
    }

    private boolean head(String word, int at) {
        if (wordBefore.equals("rule") && !word.startsWith("\"")) {
            return complain(at, "the name of a rule stands in quotes.", "\"" + file.stem() + ": why\"?");
        }
        return AFTER_WHEN.matcher(word).matches() ? missing(at, "when") : goOn(word.equals("when"), Part.CONDITIONS);
    }

    /** The keyword that stands nowhere before {@code at}, but for the word there, perhaps. */
    private boolean missing(int at, String keyword) {
        return file.vocabulary().nearest(wordBefore, Set.of(keyword)).isPresent()
                ? complain(before, "'" + wordBefore + "' means nothing here.", keyword + "?")
                : complain(at, keyword + " is missing before this.", keyword + "?");
    }

    private boolean twice(String word, int at, String keyword) {
        return word.equals(keyword)
                && complain(at, "this " + keyword + " is the second of its rule.", "one " + keyword + " less?");
    }

    /** A line that begins with what may stand there is left alone; the next may begin a rule, or else belongs to none. */
    private boolean outside(String word, int at) {
        String text = file.text();
        String before = text.substring(text.lastIndexOf('\n', at - 1) + 1, at);
        if (word.equals("rule")
                || word.equals(";")
                || !before.isBlank()
                || BETWEEN.matcher(word).matches()) {
            return goOn(word.equals("rule"), Part.HEAD);
        }
        return complain(
                at,
                word.equals("end")
                        ? "this end ends nothing: the rule before has its own."
                        : "'" + word + "' belongs to no rule.",
                word.equals("end")
                        ? "one end less?"
                        : file.maybe(word, Set.of("package", "import", "rule"), "a comment after //"));
    }

    private boolean goOn(boolean on, Part next) {
        part = on ? next : part;
        return false;
    }

    private boolean unbalanced(String word, int at, String last) {
        if (word.equals("(")) {
            open.push(at);
        } else if (word.equals(")") && open.poll() == null) {
            return complain(at, "there is no ( to this ).", "one ) less?");
        } else if (word.equals(last) && !open.isEmpty()) {
            return complain(open.pop(), "this ( is not closed.", ")?");
        }
        return false;
    }

    private boolean complain(int at, String problem, String maybe) {
        file.complainAt(ComplaintCode.DRL_SYNTAX, at, problem, maybe);
        return true;
    }
}
