package dev.livedoctor.drools;

import dev.livedoctor.ruleset.ComplaintCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a constraint or a consequence, read one after the other. Anything that is no word of the subset is an error at once:
 * half constraints, method calls and escapes never get as far as a meaning.
 */
final class Tokens {
    private static final Pattern WORD = Pattern.compile("(?<blank>\\s+|//[^\\r\\n]*|/\\*(?s:.*?)\\*/)"
            + "|\"[^\"\\\\\\r\\n]*\"|-?\\d+(?:\\.\\d+)?|\\$?[A-Za-z_][A-Za-z0-9_]*|==|!=|<=|>=|&&|\\|\\||[<>!(),.;]");
    /** More of what cannot be read than this helps nobody to find it. */
    private static final int MOST_SHOWN = 40;

    /** Where the words stop making sense. */
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1;

        private final ComplaintCode code;
        private final int line;
        private final String maybe;

        Unexpected(ComplaintCode code, int line, String message, String maybe) {
            super(message);
            this.code = code;
            this.line = line;
            this.maybe = maybe;
        }

        ComplaintCode code() {
            return code;
        }

        int line() {
            return line;
        }

        /** What was perhaps meant; empty where nobody knows. */
        String maybe() {
            return maybe;
        }
    }

    private record Word(String text, int line) {}

    private final List<Word> words = new ArrayList<>();
    private final int firstLine;
    private int next;

    /** The words of {@code text}, which begins in {@code firstLine} of its file. */
    Tokens(String text, int firstLine) throws Unexpected {
        this.firstLine = firstLine;
        Matcher matcher = WORD.matcher(text);
        int line = firstLine;
        while (matcher.regionStart() < text.length()) {
            if (!matcher.lookingAt()) {
                String rest = text.substring(matcher.regionStart())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip();
                throw new Unexpected(
                        ComplaintCode.BAD_CONSTRAINT,
                        line,
                        "cannot read '" + rest.substring(0, Math.min(rest.length(), MOST_SHOWN)) + "'",
                        "");
            }
            if (matcher.group("blank") == null) {
                words.add(new Word(matcher.group(), line));
            }
            line += (int) matcher.group().chars().filter(c -> c == '\n').count();
            matcher.region(matcher.end(), text.length());
        }
    }

    boolean done() {
        return next == words.size();
    }

    /** The line of the word that was taken last. */
    int line() {
        return next == 0 ? firstLine : words.get(next - 1).line();
    }

    /** The complaint that the word that was taken last makes no sense. */
    Unexpected unexpected(String message) {
        return unexpected(message, "");
    }

    /** The same, with what was perhaps meant. */
    Unexpected unexpected(String message, String maybe) {
        return unexpected(ComplaintCode.BAD_CONSTRAINT, message, maybe);
    }

    /** The same, of another kind than that it cannot be read. */
    Unexpected unexpected(ComplaintCode code, String message, String maybe) {
        return new Unexpected(code, line(), message, maybe);
    }

    /** The next word without taking it; empty at the end. */
    String peek() {
        return done() ? "" : words.get(next).text();
    }

    /** Takes the next word. */
    String take() throws Unexpected {
        if (done()) {
            throw unexpected("it ends too early");
        }
        return words.get(next++).text();
    }

    /** Takes the next word if it is {@code word}. */
    boolean takeIf(String word) {
        boolean found = peek().equals(word);
        next += found ? 1 : 0;
        return found;
    }

    void expect(String word) throws Unexpected {
        if (done()) {
            throw unexpected("'" + word + "' is missing at its end");
        }
        String found = take();
        if (!found.equals(word)) {
            throw unexpected("'" + word + "' expected before '" + found + "'");
        }
    }

    /** Sees to it that no word is left. */
    void expectEnd() throws Unexpected {
        if (!done()) {
            throw unexpected("'" + take() + "' is too much");
        }
    }

    /** A text or number literal; {@code insteadOfWord} is what to write where a bare word stands. */
    Object literal(String insteadOfWord) throws Unexpected {
        String word = take();
        if (word.startsWith("\"")) {
            return word.substring(1, word.length() - 1);
        }
        if (word.matches("-?\\d.*")) {
            return number(word);
        }
        throw unexpected(
                "a text in double quotes or a number expected, not '" + word + "'",
                word.equals(".") ? "0" + word + peek() + "?" : word.matches("[A-Za-z].*") ? insteadOfWord : "");
    }

    private Double number(String word) throws Unexpected {
        Double number = Double.valueOf(word);
        if (number.isInfinite()) {
            throw unexpected("there is no number so large");
        }
        return number;
    }

    /** A text literal. */
    String text() throws Unexpected {
        if (literal("double quotes around it?") instanceof String text) {
            return text;
        }
        throw unexpected("a text in double quotes expected");
    }

    /** A variable, returned without its dollar. */
    String variable() throws Unexpected {
        String word = take();
        if (!word.startsWith("$")) {
            throw unexpected("a variable such as $reading expected, not '" + word + "'");
        }
        return word.substring(1);
    }
}
