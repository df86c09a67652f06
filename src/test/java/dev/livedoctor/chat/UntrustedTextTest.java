package dev.livedoctor.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What clients said, for chats that we do not know. */
class UntrustedTextTest {
    @Example
    void usualNamesRemain() {
        for (String name :
                new String[] {"id-beauty-07", "shop_1.live/room:3", "直播间 7", "isp=Telkomsel, region=ID (west)"}) {
            assertEquals(name, UntrustedText.name(name, 100));
        }
    }

    @Example
    void whatWouldCallSomebodyIsReplacedAndStaysOneOfItsKind() {
        assertTrue(UntrustedText.name("<!channel>", 100).matches("＜!channel＞ #[0-9a-f]{8}"));
        assertNotEquals(UntrustedText.name("@all", 100), UntrustedText.name("＠all", 100));
        assertNotEquals(UntrustedText.name("a\u0001b", 100), UntrustedText.name("a b", 100));
        assertNotEquals(UntrustedText.name("x".repeat(200), 100), UntrustedText.name("x".repeat(201), 100));
        assertFalse(
                UntrustedText.words("[a](https://evil.example.com) @all <@U1>").matches(".*(\\[|@|<|://|evil\\.).*"));
    }

    @Property(tries = 500)
    void neverCallsAnybody(@ForAll String text) {
        String name = UntrustedText.name(text, 100);
        assertFalse(name.matches("(?s).*([<>@`*|~\\\\\\[\\]\\p{Cntrl}]|://).*"), name);
        assertEquals(name, new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertTrue(name.codePointCount(0, name.length()) <= 110, name);
        assertFalse(name.isBlank());
    }
}
