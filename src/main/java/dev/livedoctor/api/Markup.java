package dev.livedoctor.api;

import java.util.regex.Pattern;

/** How a short message is marked up. */
enum Markup {
    PLAIN {
        @Override
        String words(String text) {
            return oneLine(text);
        }

        @Override
        String heading(String text) {
            return text;
        }

        @Override
        String strong(String text) {
            return text;
        }

        @Override
        String name(String text) {
            return oneLine(text);
        }
    },
    MARKDOWN {
        @Override
        String words(String text) {
            return SPECIAL.matcher(oneLine(text)).replaceAll("\\\\$0");
        }

        @Override
        String heading(String text) {
            return "## " + text;
        }

        @Override
        String strong(String text) {
            return "**" + text + "**";
        }

        @Override
        String name(String text) {
            // Within a code span nothing but the back-tick means anything.
            return "`" + oneLine(text).replace('`', '\'') + "`";
        }
    };

    /** Whatever CommonMark or a chat client could take for markup, mentions, bare links and a list at the start included. */
    private static final Pattern SPECIAL =
            Pattern.compile("[\\\\`*_\\[\\]<>#|~&@]|^[-+=]|(?<=^\\d{1,9})[.)]|:(?=//)|(?<=www)\\.");

    private static final Pattern BREAKS =
            Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

    /** Words of whatever origin, unable to mark anything up. */
    abstract String words(String text);

    /** A heading of marked-up {@code text}. */
    abstract String heading(String text);

    /** Marked-up {@code text} that stands out. */
    abstract String strong(String text);

    /** A metric, a code or another name. */
    abstract String name(String text);

    /** A room's name must neither break the line nor turn its direction. */
    private static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }
}
