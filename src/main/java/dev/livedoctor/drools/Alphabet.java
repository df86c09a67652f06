package dev.livedoctor.drools;

import dev.livedoctor.ruleset.Complaint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signs that a rule file may be made of, looked at before Drools' parser sees it: that one recurses, and backtracks for ever over
 * some signs that no rule of the subset needs.
 */
final class Alphabet {
    /** The longest shipped file has 9,000 characters. */
    private static final int MOST_CHARACTERS = 1 << 18;
    /** The shipped rules nest parentheses three deep. */
    private static final int DEEPEST = 10;

    /** Characters that an editor does not show, some of which turn the order of what it shows. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t\\r\\n]]");

    private static final Pattern SIGN = Pattern.compile(
            "//[^\\r\\n]*|/\\*(?s:.*?)\\*/|\"[^\"\\\\\\r\\n]*\"|(?<open>\\()|(?<close>\\))|[\\sA-Za-z0-9_$.,;:=!<>&|*@-]");

    private Alphabet() {}

    /** What in {@code text} no rule file may hold, if there is such a thing; only the first is told. */
    static Optional<Complaint> complaint(String file, String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.of(new Complaint(
                    file,
                    0,
                    0,
                    "a rule file has at most " + MOST_CHARACTERS + " characters.",
                    "several causes, a file for each?"));
        }
        Matcher invisible = INVISIBLE.matcher(text);
        if (invisible.find()) {
            return Optional.of(at(
                    file,
                    text,
                    invisible.start(),
                    "an invisible character, " + Character.getName(text.codePointAt(invisible.start()))
                            + ", is not allowed.",
                    "the same without it?"));
        }
        Matcher sign = SIGN.matcher(text);
        int depth = 0;
        while (sign.regionStart() < text.length()) {
            int start = sign.regionStart();
            if (!sign.lookingAt()) {
                return Optional.of(
                        at(file, text, start, notAllowed(text.codePointAt(start)), hint(text.charAt(start))));
            }
            depth += sign.group("open") != null ? 1 : sign.group("close") != null ? -1 : 0;
            if (depth > DEEPEST) {
                return Optional.of(
                        at(file, text, start, "parentheses are nested too deep.", "a rule for each alternative?"));
            }
            sign.region(sign.end(), text.length());
        }
        return Optional.empty();
    }

    private static String notAllowed(int sign) {
        return sign == '"'
                ? "a text must end in the line where it begins, and holds no backslash."
                : "the sign " + Character.toString(sign) + " is not allowed in a rule file.";
    }

    private static String hint(char sign) {
        return switch (sign) {
            case '"', '\\' -> "the character itself, without an escape?";
            case '\'' -> "double quotes?";
            case '+', '/', '%', '^' -> "a derived metric in metrics.yaml?";
            case '#' -> "a comment after //?";
            default -> "field == value?";
        };
    }

    private static Complaint at(String file, String text, int at, String problem, String maybe) {
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new Complaint(file, line, at - text.lastIndexOf('\n', at - 1), problem, maybe);
    }
}
