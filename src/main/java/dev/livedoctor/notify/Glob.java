package dev.livedoctor.notify;

import java.util.regex.Pattern;

/** A name in which {@code *} stands for anything and {@code ?} for one character. */
record Glob(Pattern pattern) {

    static Glob of(String text) {
        StringBuilder expression = new StringBuilder();
        text.replaceAll("\\*+", "*")
                .codePoints()
                .forEach(letter -> expression.append(
                        letter == '*' ? ".*" : letter == '?' ? "." : Pattern.quote(Character.toString(letter))));
        return new Glob(Pattern.compile(expression.toString(), Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
