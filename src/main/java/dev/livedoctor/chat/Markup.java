package dev.livedoctor.chat;

import java.util.regex.Pattern;

/** How a message is marked up. */
enum Markup {
    PLAIN {
        @Override
        String words(String text) {
            return SafeLine.of(text);
        }

        @Override
        String strong(String text) {
            return text;
        }

        @Override
        String name(String text) {
            return words(text);
        }
    },

    /** CommonMark, for whichever client asks for it. */
    MARKDOWN {
        private static final Pattern SPECIAL =
                Pattern.compile("[\\\\`*_\\[\\]<>#|~&@]|^[-+=]|(?<=^\\d{1,9})[.)]|:(?=//)|(?<=www)\\.");

        @Override
        String words(String text) {
            return SPECIAL.matcher(SafeLine.of(text)).replaceAll("\\\\$0");
        }

        @Override
        String name(String text) {
            return code(SafeLine.of(text));
        }
    },

    /** Where a chat platform takes no markup; a mention must not even look like one, and {{DATE(…)}} is a date to Teams. */
    BARE {
        @Override
        String words(String text) {
            return Homoglyphs.unlinked(Homoglyphs.of(SafeLine.of(text), "<>{"));
        }

        @Override
        String strong(String text) {
            return text;
        }

        @Override
        String name(String text) {
            return Homoglyphs.of(SafeLine.of(text), "<>@{");
        }
    },

    /** Slack's mrkdwn escapes three characters, and has no way to escape those that format. */
    SLACK {
        @Override
        String words(String text) {
            return entities(Homoglyphs.unlinked(Homoglyphs.unformatted(SafeLine.of(text), "*~`")));
        }

        @Override
        String strong(String text) {
            return "*" + text + "*";
        }

        @Override
        String name(String text) {
            return code(entities(Homoglyphs.unmentioned(SafeLine.of(text))));
        }
    },

    /** The Markdown of Feishu's cards takes every special character as a numbered entity. */
    FEISHU {
        private static final Pattern SPECIAL =
                Pattern.compile("[&<>*_~\\[\\]()#\\-+!\\\\`:/$|\"'=]|(?<=^\\d{1,9})\\.(?=\\s|$)");

        @Override
        String number(int number) {
            return number + "&#46;";
        }

        @Override
        String words(String text) {
            return SPECIAL.matcher(Homoglyphs.unmentioned(SafeLine.of(text)))
                    .replaceAll(special -> "&#" + (int) special.group().charAt(0) + ";");
        }

        @Override
        String name(String text) {
            return words(text);
        }
    },

    /** DingTalk documents no escapes. */
    DINGTALK {
        @Override
        String number(int number) {
            return number + "．";
        }

        @Override
        String words(String text) {
            return Homoglyphs.unlinked(Homoglyphs.unformatted(SafeLine.of(text), "*~`[]<>#|\\"));
        }

        @Override
        String name(String text) {
            return words(text);
        }
    },

    /** WeCom documents no escapes either, and calls a member by a mark in angle brackets. */
    WECOM {
        @Override
        String number(int number) {
            return DINGTALK.number(number);
        }

        @Override
        String words(String text) {
            return DINGTALK.words(text);
        }

        @Override
        String name(String text) {
            return code(Homoglyphs.of(SafeLine.of(text), "<>@"));
        }
    },

    /** Adaptive Cards say by attributes of runs what stands out; should a client read Markdown or {{DATE(…)}} in them, it finds none. */
    RUNS {
        @Override
        String words(String text) {
            return Homoglyphs.of(DINGTALK.words(text), "{");
        }

        @Override
        String strong(String text) {
            return TextRuns.marked(TextRuns.STRONG, text);
        }

        @Override
        String name(String text) {
            return TextRuns.marked(TextRuns.NAME, words(text));
        }
    },

    /** Discord takes a backslash before whatever could mean something. */
    DISCORD {
        private static final Pattern SPECIAL =
                Pattern.compile("[\\\\`*_~|<>\\[\\]()#:]|^[-+](?=\\s|$)|(?<=^\\d{1,9})\\.(?=\\s|$)");

        @Override
        String number(int number) {
            return number + "\\.";
        }

        @Override
        String words(String text) {
            return SPECIAL.matcher(Homoglyphs.unmentioned(SafeLine.of(text))).replaceAll("\\\\$0");
        }

        @Override
        String name(String text) {
            return code(Homoglyphs.of(SafeLine.of(text), "<>@"));
        }
    },

    /** Telegram's HTML; outside of code it looks for names, commands, tags and links by itself. */
    TELEGRAM {
        private static final Pattern COMMAND_OR_TAG = Pattern.compile("(?<![\\p{L}\\p{N}])[/#$](?=[\\p{L}\\p{N}_])");

        @Override
        String words(String text) {
            return entities(COMMAND_OR_TAG
                    .matcher(Homoglyphs.unlinked(SafeLine.of(text)))
                    .replaceAll(sign -> Homoglyphs.of(sign.group(), "/#$")));
        }

        @Override
        String strong(String text) {
            return "<b>" + text + "</b>";
        }

        @Override
        String name(String text) {
            return "<code>" + entities(Homoglyphs.unmentioned(SafeLine.of(text))) + "</code>";
        }
    };

    /** Words of whatever origin on one line, unable to mark anything up, to mention anybody or to be a link. */
    abstract String words(String text);

    /** A metric, a code, a room or another name. */
    abstract String name(String text);

    /** The number before a step, which must not make a list: what follows would become a part of its last point. */
    String number(int number) {
        return number + ".";
    }

    /** Marked-up {@code text} that stands out. */
    String strong(String text) {
        return "**" + text + "**";
    }

    /** Within a code span nothing but the back-tick means anything. */
    private static String code(String text) {
        return "`" + text.replace('`', '\'') + "`";
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
