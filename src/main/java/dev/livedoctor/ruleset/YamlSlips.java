package dev.livedoctor.ruleset;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses what was meant where a YAML text is YAML and its values mean nothing. */
final class YamlSlips {
    /** What becomes of a name and its value without a colon, without a space after it, or with one of a Chinese keyboard. */
    private static final Pattern NAME_AND_VALUE = Pattern.compile("([A-Za-z][\\w.]*)\\s*[:：\\s]\\s*(.+)");

    private YamlSlips() {}

    /** What was meant by {@code name}, which is not among {@code known}; a line for it would stand in {@code where}. */
    static String name(String name, Set<String> known, String where) {
        return known.contains(name.split("\\s", 2)[0])
                ? "a comma between the names?"
                : NearestName.to(name, known).orElse(where) + "?";
    }

    /** What was meant by {@code name}, which has no value. */
    static String bare(String name) {
        Matcher parts = NAME_AND_VALUE.matcher(name);
        if (parts.matches()) {
            return parts.group(1) + ": " + parts.group(2) + ", with a colon and a space?";
        }
        return YamlValue.NUMBER.matcher(name).matches() ? "no comma within a number?" : name + ": value?";
    }

    /** Whether {@code text}, which is neither, was meant to be true or false. */
    static String flag(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "yes", "y", "on", "1" -> "true?";
            case "no", "n", "off", "0" -> "false?";
            default -> NearestName.to(word, Set.of("true", "false")).orElse("true or false") + "?";
        };
    }
}
