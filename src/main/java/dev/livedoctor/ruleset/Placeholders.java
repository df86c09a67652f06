package dev.livedoctor.ruleset;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the places in the texts of a pack that a report fills in. */
final class Placeholders {
    /** Whom it hits: the values of the slice to blame, or everybody. */
    private static final String SCOPE = "{scope}";

    private static final Pattern SCOPES = Pattern.compile(SCOPE, Pattern.LITERAL);
    private static final String SIGNS = "{}｛｝";
    private static final Pattern BRACES = Pattern.compile("[$#%]?[{｛]+[^{}｛｝]*[}｝]*|[}｝]+");

    private Placeholders() {}

    /** Complains of what no report fills in, and where one text of two has a place that the other has not. */
    static void check(YamlValue en, YamlValue zh) {
        if (!en.isText() || !zh.isText()) {
            return;
        }
        if (check(en) & check(zh) && count(en) != count(zh)) {
            YamlValue poorer = count(en) < count(zh) ? en : zh;
            poorer.complain(
                    ComplaintCode.UNKNOWN_PLACEHOLDER,
                    SCOPE + " stands in the text of the other language " + Math.max(count(en), count(zh))
                            + " times, and here " + count(poorer) + " times.",
                    SCOPE + " in both?");
        }
    }

    private static boolean check(YamlValue value) {
        String text = value.text(ComplaintCode.MISSING_TEXT);
        if (SIGNS.chars().allMatch(sign -> text.indexOf(sign) < 0)) {
            return true;
        }
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            if (!braces.group().equals(SCOPE)) {
                value.complain(
                        ComplaintCode.UNKNOWN_PLACEHOLDER,
                        "no report fills " + shown(braces) + " in.",
                        SCOPE + ", or the text without braces?");
                return false;
            }
        }
        return true;
    }

    private static String shown(MatchResult braces) {
        String all = braces.group();
        return all.substring(0, Math.min(all.length(), SCOPE.length() * 2));
    }

    private static int count(YamlValue value) {
        return (int)
                SCOPES.matcher(value.text(ComplaintCode.MISSING_TEXT)).results().count();
    }
}
