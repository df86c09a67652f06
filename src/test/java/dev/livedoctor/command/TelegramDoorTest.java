package dev.livedoctor.command;

import static dev.livedoctor.command.Refusal.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.livedoctor.command.Call.Manner;
import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.diagnosis.Language;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TelegramDoorTest {
    private static final String SECRET = "Geheim_1-2";
    private static final Map<String, String> HEADERS = Map.of("X-Telegram-Bot-Api-Secret-Token", SECRET);
    private static final long SENT = 1_700_000_000;

    private static TelegramDoor door(long now) {
        return new TelegramDoor(SECRET, FixedTime.ALL, Optional.empty(), FixedTime.replayGuard(now));
    }

    private static String update(int id, String chat, String text) {
        return """
                {"update_id": %d, "message": {"message_id": 5, "date": %d,
                 "from": {"id": 42, "is_bot": false, "first_name": "Mei", "language_code": "zh-hans"},
                 "chat": {"id": -1007, "type": "%s"}, "text": "%s"}}""".formatted(id, SENT, chat, text);
    }

    @Test
    void readsMessages() {
        Call call = (Call) door(SENT).open(received(HEADERS, update(1, "supergroup", "/diagnose@Bot id-beauty-07")));
        assertEquals(Verb.DIAGNOSE, call.command().verb());
        assertEquals("id-beauty-07", call.command().room());
        assertEquals(Language.ZH, call.command().language());
        assertEquals("42", call.user());
        assertEquals("-1007", call.channel());
        assertEquals(Manner.TO_US, call.manner());
        assertEquals(Manner.AMONG_OTHERS, manner("group", "hello"));
        assertEquals(Manner.TO_US, manner("private", "hello"));
    }

    private static Manner manner(String chat, String text) {
        return ((Call) door(SENT).open(received(HEADERS, update(1, chat, text)))).manner();
    }

    @Test
    void needsTheSecret() {
        Refusal refusal = new Refusal(door(SENT));
        String body = update(1, "private", "help");
        refusal.expect(Reason.FORGED, Map.of(), body);
        refusal.expect(Reason.FORGED, Map.of("X-Telegram-Bot-Api-Secret-Token", ""), body);
        refusal.expect(Reason.FORGED, Map.of("X-Telegram-Bot-Api-Secret-Token", SECRET + "3"), body);
        refusal.expect(Reason.MALFORMED, HEADERS, "[]");
    }

    @Test
    void takesWhatIsLateOrWasHereWithoutDoingIt() {
        String body = update(1, "private", "help");
        TelegramDoor door = door(SENT);
        door.open(received(HEADERS, body));
        assertQuiet(Reason.REPLAYED, door, body);
        assertQuiet(Reason.LATE, door(SENT + 301), body);
    }

    private static void assertQuiet(Reason reason, TelegramDoor door, String body) {
        RefusedCallException e = assertThrows(RefusedCallException.class, () -> door.open(received(HEADERS, body)));
        assertEquals(reason, e.reason());
        // Telegram would send it again for ever, and nothing else before.
        assertEquals(200, e.status());
    }

    @Test
    void passesOverOtherUpdates() {
        assertEquals(
                Incoming.Handshake.NOTHING,
                door(SENT).open(received(HEADERS, "{\"update_id\": 1, \"edited_message\": {\"text\": \"x\"}}")));
    }
}
