package dev.livedoctor.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.Mutes;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/diagnose id-beauty-07 | DIAGNOSE | id-beauty-07 | EN",
                "diagnose id-beauty-07 | DIAGNOSE | id-beauty-07 | EN",
                "  DIAGNOSE   a room  | DIAGNOSE | a room | EN",
                "/diagnose@LiveDoctorBot id-beauty-07 | DIAGNOSE | id-beauty-07 | EN",
                "diagnose \"id beauty\" | DIAGNOSE | id beauty | EN",
                "diagnose `x` | DIAGNOSE | x | EN",
                "diagnose <!channel> *x* @all | DIAGNOSE | <!channel> *x* @all | EN",
                "诊断 id-beauty-07 | DIAGNOSE | id-beauty-07 | ZH",
                "诊断直播间一 | DIAGNOSE | 直播间一 | ZH",
                "　诊断　“直播间 一” | DIAGNOSE | 直播间 一 | ZH",
                "why | WHY | '' | EN",
                "Why? | WHY | '' | EN",
                "why id-beauty-07 | WHY | id-beauty-07 | EN",
                "为什么？ | WHY | '' | ZH",
                "what next | NEXT | '' | EN",
                "What next? | NEXT | '' | EN",
                "what's next id-beauty-07 | NEXT | id-beauty-07 | EN",
                "/what_next@LiveDoctorBot | NEXT | '' | EN",
                "what-next x | NEXT | x | EN",
                "next | NEXT | '' | EN",
                "下一步 | NEXT | '' | ZH",
                "rules | RULES | '' | EN",
                "规则 | RULES | '' | ZH",
                "help | HELP | '' | EN",
                "'' | HELP | '' | EN",
                "? | HELP | '' | EN",
                "/start | HELP | '' | EN",
                "帮助 | HELP | '' | ZH",
                "unmute id-beauty-07 | UNMUTE | id-beauty-07 | EN",
                "取消静音 id-beauty-07 | UNMUTE | id-beauty-07 | ZH",
                "diagnosed x | UNCLEAR | '' | EN",
                "whynot | UNCLEAR | '' | EN",
                "hello there | UNCLEAR | '' | EN",
            })
    void understands(String text, Verb verb, String room, Language language) {
        assertEquals(new Command(verb, room, Duration.ZERO, language), Command.of(text, Language.EN));
    }

    @ParameterizedTest
    @CsvSource({
        "mute id-beauty-07 2h, id-beauty-07, PT2H",
        "mute id-beauty-07 2 hours, id-beauty-07, PT2H",
        "mute my room 45m, my room, PT45M",
        "mute 90m 90m, 90m, PT1H30M",
        "静音 id-beauty-07 2小时, id-beauty-07, PT2H",
        "静音 id-beauty-07 30 分钟, id-beauty-07, PT30M",
        "mute x 31d, x, PT744H",
        // Without a length, with one that is too long, and with a unit that is none.
        "mute x, x, PT0S",
        "mute x 32d, x, PT0S",
        "mute x 99999d, x, PT0S",
        "mute x 3 moons, x, PT0S",
        "mute x 0h, x, PT0S",
        "mute 2h, '', PT2H"
    })
    void knowsHowLong(String text, String room, Duration length) {
        Command command = Command.of(text, Language.EN);
        assertEquals(Verb.MUTE, command.verb());
        assertEquals(room, command.room());
        assertEquals(length, command.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"diagnose", "/why", "what-next", "诊断", "rules"})
    void knowsItsOwnNames(String name) {
        assertTrue(Command.known(name));
    }

    @Property
    void answersWhateverIsTyped(@ForAll String text) {
        Command command = Command.of(text, Language.EN);
        assertTrue(command.room().length() <= text.length());
        assertEquals(command.room().strip(), command.room());
        assertTrue(command.length().compareTo(Mutes.LONGEST) <= 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "diagnose\u00a0a b|DIAGNOSE|a b|0",
                "\u00a0/diagnose\u3000a\u00a0|DIAGNOSE|a|0",
                "/diagnose\t\ta|DIAGNOSE|a|0",
                "what\u00a0 next\u3000a|NEXT|a|0",
                "What  Next?|NEXT||0",
                "mute\u00a0a\u00a02h|MUTE|a|2",
                "mute\u3000a\u30002\u3000h|MUTE|a|2",
                "mute a for 2h|MUTE|a|2",
                "mute \"a\" For  2 hours|MUTE|a|2",
                "静音\u3000a\u30002小时|MUTE|a|2",
            })
    void takesSpacesOfEveryKind(String typed, Verb verb, @Nullable String room, int hours) {
        Command command = Command.of(typed, Language.EN);
        assertEquals(verb, command.verb());
        assertEquals(room == null ? "" : room, command.room());
        assertEquals(Duration.ofHours(hours), command.length());
    }

    @Test
    void takesNoOtherSignsForQuotes() {
        assertEquals("\0a\0", Command.of("why \0a\0", Language.EN).room());
    }

    @Property
    void takesEveryRoomAsItIs(@ForAll("rooms") String room) {
        assertEquals(room, Command.of("diagnose " + room, Language.EN).room());
        assertEquals(room, Command.of("诊断" + room, Language.EN).room());
        assertEquals(room, Command.of("why " + room, Language.EN).room());
    }

    @Property
    void findsTheLengthBehindEveryRoom(@ForAll("rooms") String room, @ForAll @IntRange(min = 1, max = 720) int hours) {
        Command command = Command.of("mute " + room + " " + hours + "h", Language.EN);
        assertEquals(room, command.room());
        assertEquals(Duration.ofHours(hours), command.length());
    }

    @Property
    void neverTakesAnotherWordForOurs(@ForAll("rooms") String room) {
        assertNotEquals(
                Verb.MUTE, Command.of("why mute " + room + " 2h", Language.EN).verb());
    }

    /** Names that somebody can type: unquoted, and more than punctuation. */
    @Provide
    Arbitrary<String> rooms() {
        return Arbitraries.strings()
                .all()
                .excludeChars('"', '\'', '`', '“', '”', '「', '」', '‘', '’')
                .ofMinLength(1)
                .ofMaxLength(128)
                .map(room -> room.replaceAll("^[\\s\\p{Z}\\x1c-\\x1f]+|[\\s\\p{Z}\\x1c-\\x1f]+$", ""))
                .filter(room -> !room.isEmpty() && !room.matches("[?？!！.。,，~～]+"));
    }
}
