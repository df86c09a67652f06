package dev.livedoctor.command;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.Mutes;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody asks for. Whatever is typed is a command: where it means nothing, {@link Verb#UNCLEAR}.
 *
 * @param room as it was typed; empty where none was named
 * @param length for how long; zero where that was not said, or cannot be
 * @param language in which to answer
 */
record Command(Verb verb, String room, Duration length, Language language) {
    private static final Pattern BOT = Pattern.compile("^/?(\\w{1,32})@\\w{1,64}");
    private static final Pattern NO_MORE_THAN_MARKS = Pattern.compile("[?？!！.。,，~～]+");
    private static final String SPACE = "[\\s\\p{Z}]";
    private static final Pattern LENGTH = Pattern.compile(
            "(?:^|" + SPACE + ")(?:for" + SPACE + "+)?(\\p{Nd}{1,5})" + SPACE + "*(\\p{L}{1,7})$",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> QUOTES =
            Map.of("\"", "\"", "'", "'", "`", "`", "“", "”", "「", "」", "‘", "’");
    private static final Map<String, Duration> UNITS = Map.ofEntries(
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("mins", Duration.ofMinutes(1)),
            Map.entry("minute", Duration.ofMinutes(1)),
            Map.entry("minutes", Duration.ofMinutes(1)),
            Map.entry("分", Duration.ofMinutes(1)),
            Map.entry("分钟", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("hours", Duration.ofHours(1)),
            Map.entry("时", Duration.ofHours(1)),
            Map.entry("小时", Duration.ofHours(1)),
            Map.entry("个小时", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("day", Duration.ofDays(1)),
            Map.entry("days", Duration.ofDays(1)),
            Map.entry("天", Duration.ofDays(1)));

    /** What {@code text} asks for; in Chinese where its first word is, else in {@code language}. */
    static Command of(String text, Language language) {
        String typed = BOT.matcher(stripped(text)).replaceFirst("$1");
        if (typed.startsWith("/")) {
            typed = stripped(typed.substring(1));
        }
        if (typed.isEmpty()) {
            return new Command(Verb.HELP, "", Duration.ZERO, language);
        }
        for (Verb verb : Verb.values()) {
            for (String word : verb.chinese()) {
                if (typed.startsWith(word)) {
                    return of(verb, typed.substring(word.length()), Language.ZH);
                }
            }
            for (String word : verb.english()) {
                Optional<String> rest = after(word, typed);
                if (rest.isPresent()) {
                    return of(verb, rest.get(), language);
                }
            }
        }
        return new Command(Verb.UNCLEAR, "", Duration.ZERO, language);
    }

    /** Whether {@code word} alone says what is asked for. */
    static boolean known(String word) {
        return of(word, Language.EN).verb != Verb.UNCLEAR;
    }

    private static Optional<String> after(String word, String typed) {
        String rest = typed;
        for (String part : word.split(" ")) {
            // Between the words of a verb stand spaces of any kind and number.
            String next = part.equals(word) ? rest : stripped(rest);
            if (!next.toLowerCase(Locale.ROOT).startsWith(part)) {
                return Optional.empty();
            }
            rest = next.substring(part.length());
        }
        return rest.isEmpty()
                        || isSpace(rest, 0)
                        || NO_MORE_THAN_MARKS.matcher(rest).matches()
                ? Optional.of(rest)
                : Optional.empty();
    }

    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text, from)) {
            from++;
        }
        while (from < to && isSpace(text, to - 1)) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether people take the sign for a space: no-break spaces come along with what is copied, wide ones with a Chinese keyboard. */
    private static boolean isSpace(String text, int at) {
        return Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at));
    }

    private static Command of(Verb verb, String rest, Language language) {
        String room = NO_MORE_THAN_MARKS.matcher(stripped(rest)).matches() ? "" : stripped(rest);
        if (verb != Verb.MUTE) {
            return new Command(verb, unquoted(room), Duration.ZERO, language);
        }
        Matcher length = LENGTH.matcher(room);
        return length.find()
                ? new Command(verb, unquoted(room.substring(0, length.start())), length(length), language)
                : new Command(verb, unquoted(room), Duration.ZERO, language);
    }

    private static Duration length(Matcher typed) {
        Duration unit = UNITS.getOrDefault(typed.group(2).toLowerCase(Locale.ROOT), Duration.ZERO);
        Duration length = unit.multipliedBy(Long.parseLong(typed.group(1)));
        return length.compareTo(Mutes.LONGEST) > 0 ? Duration.ZERO : length;
    }

    private static String unquoted(String room) {
        String closing = room.isEmpty() ? null : QUOTES.get(room.substring(0, 1));
        return closing != null && room.length() > 2 && room.endsWith(closing)
                ? stripped(room.substring(1, room.length() - 1))
                : room;
    }
}
