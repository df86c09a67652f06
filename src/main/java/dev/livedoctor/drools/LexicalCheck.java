package dev.livedoctor.drools;

import dev.livedoctor.ruleset.ComplaintCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signs that a rule file may be made of, looked at before Drools' parser sees it: that one recurses, and backtracks for ever over
 * some signs that no rule of the subset needs.
 */
final class LexicalCheck {
    /** More than ten times what the shipped pack needs. */
    private static final int MOST_CHARACTERS = 1 << 18;
    /** The shipped rules nest parentheses three deep. */
    private static final int DEEPEST = 10;
    /** Several times what the shipped pack needs. */
    private static final int LONGEST_LINE = 2_000;

    private static final int LONGEST_SIGN = 2_000;

    /** Characters that an editor does not show, some of which turn the order of what it shows. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t\\r\\n]]");

    private static final Pattern SIGN = Pattern.compile(
            "//[^\\r\\n]*|/\\*(?s:.*?)\\*/|\"[^\"\\\\\\r\\n]*\"|(?<open>\\()|(?<close>\\))|[\\sA-Za-z0-9_$.,;:=!<>&|*@-]");

    private LexicalCheck() {}

    /** Whether {@code file} is made of what rule files are made of; only the first of what is not is complained of. */
    static boolean admits(RuleFile file) {
        String text = file.text();
        if (text.length() > MOST_CHARACTERS) {
            file.complain(
                    ComplaintCode.TOO_LARGE,
                    1,
                    "a rule file has at most " + MOST_CHARACTERS + " characters.",
                    "several causes, a file for each?");
            return false;
        }
        Matcher invisible = INVISIBLE.matcher(text);
        if (invisible.find()) {
            return refuse(
                    file,
                    ComplaintCode.FORBIDDEN_CHARACTER,
                    invisible.start(),
                    "an invisible character, " + Character.getName(text.codePointAt(invisible.start()))
                            + ", is not allowed.",
                    "the same without it?");
        }
        Matcher sign = SIGN.matcher(text);
        int depth = 0;
        int lineStart = 0;
        while (sign.regionStart() < text.length()) {
            int start = sign.regionStart();
            if (!sign.lookingAt()) {
                return refuse(
                        file,
                        ComplaintCode.FORBIDDEN_CHARACTER,
                        start,
                        text.startsWith("/*", start) ? "a comment is not closed." : notAllowed(text.codePointAt(start)),
                        text.startsWith("/*", start) ? "*/ at its end?" : hint(text, start));
            }
            depth += sign.group("open") != null ? 1 : sign.group("close") != null ? -1 : 0;
            if (depth > DEEPEST) {
                return refuse(
                        file,
                        ComplaintCode.TOO_DEEP,
                        start,
                        "parentheses are nested too deep.",
                        "a rule for each alternative?");
            }
            lineStart = text.charAt(start) == '\n' ? start + 1 : lineStart;
            if (start - lineStart > LONGEST_LINE || sign.end() - start > LONGEST_SIGN) {
                return refuse(
                        file,
                        ComplaintCode.TOO_LARGE,
                        start,
                        "a line has at most " + LONGEST_LINE + " characters, and a text or comment " + LONGEST_SIGN
                                + ".",
                        "several lines?");
            }
            sign.region(sign.end(), text.length());
        }
        return true;
    }

    private static String notAllowed(int sign) {
        return sign == '"'
                ? "a text must end in the line where it begins, and holds no backslash."
                : "the sign "
                        + (Character.isWhitespace(sign) || Character.isSpaceChar(sign)
                                ? Character.getName(sign)
                                : Character.toString(sign))
                        + " is not allowed in a rule file.";
    }

    private static String hint(String text, int at) {
        int end = text.indexOf('\n', at);
        boolean escape = text.substring(at, end < 0 ? text.length() : end).contains("\\");
        return switch (text.charAt(at)) {
            case '"' -> escape ? "the character itself, without an escape?" : "a quote at the end of the text?";
            case '\\' -> "the character itself, without an escape?";
            case '“', '”', '„', '＂' -> "\" as on an English keyboard?";
            case '，' -> ", as on an English keyboard?";
            case '；' -> "; as on an English keyboard?";
            case '：' -> ": as on an English keyboard?";
            case '（', '）' -> "( and ) as on an English keyboard?";
            case '\u00a0', '\u3000' -> "an ordinary space?";
            case '{', '}', '[', ']', '?' -> "only patterns, and one insertLogical( ... ) as the consequence?";
            case '\'' -> "double quotes?";
            case '+', '/', '%', '^' -> "a derived metric in metrics.yaml?";
            case '#' -> "a comment after //?";
            default -> "field == value?";
        };
    }

    private static boolean refuse(RuleFile file, ComplaintCode code, int at, String problem, String maybe) {
        file.complainAt(code, at, problem, maybe);
        return false;
    }
}
