package dev.livedoctor.ruleset;

import java.util.regex.Pattern;

/** Checks that each of two texts is of its language. */
final class Translations {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]");
    /** A name of a product, which is alike everywhere, is a word or two. */
    private static final Pattern SENTENCE = Pattern.compile("(?:\\S*[A-Za-z]\\S*\\s+){2,}\\S*[A-Za-z].*");

    private static final Pattern NOT_YET = Pattern.compile("(?i)\\W*(?:todo|tbd|fixme|xxx+|待定|待补充?|待翻译)\\W*");

    private Translations() {}

    /** The text, which must be there and be one; where it is still to be written, that is complained of. */
    static String written(YamlValue value) {
        String text = value.text();
        if (NOT_YET.matcher(text).matches()) {
            complainOfNone(value);
        }
        return text;
    }

    private static void complainOfNone(YamlValue value) {
        value.complain(ComplaintCode.MISSING_TEXT, "the text is still to be written.", "a text for people?");
    }

    /** Complains of the text that is not what it should be: none yet, in the other language, or the other text again. */
    static void check(YamlValue en, YamlValue zh) {
        if (!en.isText() || !zh.isText()) {
            return;
        }
        String english = en.text(ComplaintCode.MISSING_TEXT);
        String chinese = zh.text(ComplaintCode.MISSING_TEXT);
        boolean foreign = HAN.matcher(english).find() && !LATIN.matcher(english).find();
        if (NOT_YET.matcher(english).matches() || NOT_YET.matcher(chinese).matches()) {
            complainOfNone(NOT_YET.matcher(english).matches() ? en : zh);
        } else if (foreign) {
            en.complain(
                    ComplaintCode.MISSING_TEXT,
                    "the English text is Chinese.",
                    HAN.matcher(chinese).find() ? "a translation?" : "en and zh the other way round?");
        } else if (!english.isEmpty() && english.equals(chinese)) {
            zh.complain(ComplaintCode.UNTRANSLATED_TEXT, "the Chinese text is the English one.", "a translation?");
        } else if (SENTENCE.matcher(chinese).matches() && !HAN.matcher(chinese).find()) {
            zh.complain(ComplaintCode.UNTRANSLATED_TEXT, "the Chinese text is not Chinese.", "a translation?");
        }
    }
}
