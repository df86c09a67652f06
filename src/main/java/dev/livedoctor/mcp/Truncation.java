package dev.livedoctor.mcp;

import java.util.function.IntFunction;

/** Keeps what a model reads short: a client may send texts of any length, and a model pays for each word. */
final class Truncation {
    /** Characters of a result, JSON's own signs aside. */
    private static final int MOST = 9_000;

    private static final int LONGEST_TEXT = 240;
    private static final int LONGEST_VALUE = 80;

    private Truncation() {}

    /** The beginning of a sentence. */
    static String text(String text) {
        return beginning(text, LONGEST_TEXT);
    }

    /** The beginning of a name or a value. */
    static String value(Object value) {
        return beginning(value.toString(), LONGEST_VALUE);
    }

    private static String beginning(String text, int most) {
        int characters = text.codePointCount(0, text.length());
        return characters <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** The longest of what {@code make} makes of {@code most} items or fewer that is short enough; of one, whatever it is. */
    static <T extends Record> T fitting(int most, IntFunction<T> make) {
        T made = make.apply(most);
        for (int items = most - 1; items > 0 && made.toString().length() > MOST; items--) {
            made = make.apply(items);
        }
        return made;
    }
}
