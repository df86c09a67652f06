package dev.livedoctor.drools;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a constraint or a consequence, read one after the other. Anything that is no word of the subset is an error at once:
 * half constraints, method calls and escapes never get as far as a meaning.
 */
final class Tokens {
    private static final Pattern WORD = Pattern.compile(
            "\\s*(?:(?<string>\"[^\"\\\\\\n]*\")|(?<number>-?\\d+(?:\\.\\d+)?)|(?<name>\\$?[A-Za-z_][A-Za-z0-9_]*)"
                    + "|(?<sign>==|!=|<=|>=|&&|\\|\\||[<>!(),.;]))");

    /** Where the words stop making sense. */
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1;

        Unexpected(String message) {
            super(message);
        }
    }

    private final List<String> words = new ArrayList<>();
    private int next;

    Tokens(String text) throws Unexpected {
        Matcher matcher = WORD.matcher(text);
        int at = 0;
        while (!text.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new Unexpected("cannot read '" + text.substring(at).strip() + "'");
            }
            words.add(matcher.group().strip());
            at = matcher.end();
        }
    }

    boolean done() {
        return next == words.size();
    }

    /** The next word without taking it; empty at the end. */
    String peek() {
        return done() ? "" : words.get(next);
    }

    /** Takes the next word. */
    String take() throws Unexpected {
        if (done()) {
            throw new Unexpected("it ends too early");
        }
        return words.get(next++);
    }

    /** Takes the next word if it is {@code word}. */
    boolean takeIf(String word) {
        boolean found = peek().equals(word);
        next += found ? 1 : 0;
        return found;
    }

    void expect(String word) throws Unexpected {
        String found = take();
        if (!found.equals(word)) {
            throw new Unexpected("'" + word + "' expected before '" + found + "'");
        }
    }

    /** A text or number literal. */
    Object literal() throws Unexpected {
        String word = take();
        if (word.startsWith("\"")) {
            return word.substring(1, word.length() - 1);
        }
        if (word.matches("-?\\d.*")) {
            return Double.valueOf(word);
        }
        throw new Unexpected("a text in double quotes or a number expected, not '" + word + "'");
    }

    /** A text literal. */
    String text() throws Unexpected {
        if (literal() instanceof String text) {
            return text;
        }
        throw new Unexpected("a text in double quotes expected");
    }

    /** A variable, returned without its dollar. */
    String variable() throws Unexpected {
        String word = take();
        if (!word.startsWith("$")) {
            throw new Unexpected("a variable such as $reading expected, not '" + word + "'");
        }
        return word.substring(1);
    }
}
