package dev.livedoctor.chat;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Text of whatever origin as one line that shows what it holds: nothing breaks it, turns its direction or hides in it. */
final class SafeLine {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    /** Marks of direction and width, tags, halves of characters, and characters that mean something to one program only. */
    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cf}\\p{Cs}\\p{Co}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0e\\uffa0\\x{e0100}-\\x{e01ef}]");

    private static final String ELLIPSIS = "…";
    /** What stands for a text in which there is nothing to see. */
    private static final String NOTHING = "–";

    private SafeLine() {}

    static String of(String text) {
        return BREAKS.matcher(HIDDEN.matcher(text).replaceAll("")).replaceAll(" ");
    }

    /** {@code text} as one safe line of at most {@code most} characters, with an ellipsis if it was longer. */
    static String of(String text, int most) {
        // Of a text of a million hidden characters not all are looked through.
        boolean huge = text.length() > 4 * most;
        String line = of(huge ? text.substring(0, 4 * most) : text).strip();
        int characters = line.codePointCount(0, line.length());
        if (characters <= most && !huge) {
            return line.isEmpty() ? NOTHING : line;
        }
        return line.substring(0, line.offsetByCodePoints(0, Math.min(most - 1, characters))) + ELLIPSIS;
    }

    /** {@code text} in {@code markup}, shortened until that has {@code most} UTF-16 units at most. */
    static String fitted(String text, int most, UnaryOperator<String> markup) {
        String marked = markup.apply(text);
        for (int characters = text.length(); marked.length() > most && characters > 1; ) {
            characters = characters * 3 / 4;
            marked = markup.apply(of(text, characters));
        }
        return marked;
    }
}
