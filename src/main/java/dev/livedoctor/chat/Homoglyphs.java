package dev.livedoctor.chat;

import java.util.regex.Pattern;

/** Takes the meaning from characters that a platform cannot escape, by others that look like them. */
final class Homoglyphs {
    /** How far the full-width form of an ASCII character is away. */
    private static final int FULL_WIDTH = 0xFEE0;

    private static final String ONE_DOT_LEADER = "\u2024";
    /** What clients turn into a link unasked: what follows a scheme, and a domain. */
    private static final Pattern SCHEME = Pattern.compile(":(?=//)");

    private static final Pattern DOT_OF_A_DOMAIN = Pattern.compile("(?<=[\\p{L}\\p{N}])\\.(?=\\p{L}{2})");
    /** What makes a list or a rule of a line. */
    private static final Pattern START = Pattern.compile("^(?:[-+=]+|\\d{1,9}[.)])(?=\\s|$)");
    /** Within a word an underscore emphasises nothing. */
    private static final Pattern EMPHASIS = Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    private Homoglyphs() {}

    /** {@code text} with the full-width form of each of {@code characters}, which are ASCII. */
    static String of(String text, String characters) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(characters.indexOf(c) < 0 ? c : (char) (c + FULL_WIDTH));
        }
        return out.toString();
    }

    /** {@code text} with the full-width form of each of {@code characters}, of underscores, and of what would begin a list. */
    static String unformatted(String text, String characters) {
        String started = START.matcher(text).replaceAll(start -> of(start.group(), "-+=.)"));
        return EMPHASIS.matcher(of(started, characters)).replaceAll("＿");
    }

    /** {@code text} without mentions. */
    static String unmentioned(String text) {
        return of(text, "@");
    }

    /** {@code text} without the address of anything. */
    static String unschemed(String text) {
        return SCHEME.matcher(text).replaceAll("：");
    }

    /** {@code text} without mentions and links. */
    static String unlinked(String text) {
        return DOT_OF_A_DOMAIN.matcher(unschemed(unmentioned(text))).replaceAll(ONE_DOT_LEADER);
    }
}
