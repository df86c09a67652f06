package dev.livedoctor.ruleset;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Checks the texts of a YAML file, whatever they are of: their length, and signs that nobody wants to stand in them. */
final class YamlScalars {
    /** 6.7" is a size, and no end of a quotation. */
    private static final Pattern INCHES = Pattern.compile("(?<=\\d)\"");
    /** An apostrophe at the end, and no quotation that it could end. */
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("[^']*[^'s]'");

    private static final String QUOTES = "\"'“”„＂";
    private static final Pattern WHOLE = Pattern.compile("[“”„＂][^“”„＂]*[“”„＂\"]|\"[^“”„＂\"]*[“”„＂]");

    private YamlScalars() {}

    /** Complains of what is wrong with the text {@code scalar}, which {@code value} is. */
    static void check(ScalarNode scalar, YamlValue value) {
        String text = scalar.getValue();
        if (text.length() > PackLimits.LONGEST_TEXT) {
            value.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    "a text has at most " + PackLimits.LONGEST_TEXT + " characters.",
                    "the gist of it?");
        }
        // What may not stand in a file may not be written with an escape either.
        FileCheck.invisible(text)
                .ifPresent(name -> value.complain(
                        ComplaintCode.FORBIDDEN_CHARACTER,
                        "an invisible character, " + name + ", is not allowed.",
                        "the same without it?"));
        if (QUOTES.chars().allMatch(quote -> text.indexOf(quote) < 0)) {
            return;
        }
        if (scalar.isPlain() && WHOLE.matcher(text).matches()) {
            value.complain(
                    ComplaintCode.STRAY_QUOTE,
                    "the quotes around the text are part of it.",
                    "\" as on an English keyboard around it, or no quotes?");
        } else if (count(INCHES.matcher(text).replaceAll(""), '"') % 2 == 1
                || count(text, '“') != count(text, '”')
                || scalar.isPlain() && LONE_APOSTROPHE.matcher(text).matches()) {
            value.complain(
                    ComplaintCode.STRAY_QUOTE,
                    "a quote in the text stands alone.",
                    "the text without it, or the other one of the pair?");
        }
    }

    private static long count(String text, int sign) {
        return text.chars().filter(c -> c == sign).count();
    }
}
