package dev.livedoctor.command;

import static dev.livedoctor.command.Refusal.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.livedoctor.command.CommandRequest.Addressing;
import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.diagnosis.Language;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TelegramEndpointTest {
    private static final String SECRET = "Geheim_1-2";
    private static final Map<String, String> HEADERS = Map.of("X-Telegram-Bot-Api-Secret-Token", SECRET);
    private static final long SENT = 1_700_000_000;

    private static TelegramEndpoint endpoint(long now) {
        return new TelegramEndpoint(SECRET, FixedTime.ALL, Optional.empty(), FixedTime.replayGuard(now));
    }

    private static String update(int id, String chat, String text) {
        return """
                {"update_id": %d, "message": {"message_id": 5, "date": %d,
                 "from": {"id": 42, "is_bot": false, "first_name": "Mei", "language_code": "zh-hans"},
                 "chat": {"id": -1007, "type": "%s"}, "text": "%s"}}""".formatted(id, SENT, chat, text);
    }

    @Test
    void readsMessages() {
        CommandRequest call = (CommandRequest)
                endpoint(SENT).open(received(HEADERS, update(1, "supergroup", "/diagnose@Bot id-beauty-07")));
        assertEquals(Verb.DIAGNOSE, call.command().verb());
        assertEquals("id-beauty-07", call.command().room());
        assertEquals(Language.ZH, call.command().language());
        assertEquals("42", call.user());
        assertEquals("-1007", call.channel());
        assertEquals(Addressing.TO_US, call.manner());
        assertEquals(Addressing.AMONG_OTHERS, manner("group", "hello"));
        assertEquals(Addressing.TO_US, manner("private", "hello"));
    }

    private static Addressing manner(String chat, String text) {
        return ((CommandRequest) endpoint(SENT).open(received(HEADERS, update(1, chat, text)))).manner();
    }

    @Test
    void needsTheSecret() {
        Refusal refusal = new Refusal(endpoint(SENT));
        String body = update(1, "private", "help");
        refusal.expect(Reason.FORGED, Map.of(), body);
        refusal.expect(Reason.FORGED, Map.of("X-Telegram-Bot-Api-Secret-Token", ""), body);
        refusal.expect(Reason.FORGED, Map.of("X-Telegram-Bot-Api-Secret-Token", SECRET + "3"), body);
        refusal.expect(Reason.MALFORMED, HEADERS, "[]");
    }

    @Test
    void takesWhatIsLateOrWasHereWithoutDoingIt() {
        String body = update(1, "private", "help");
        TelegramEndpoint endpoint = endpoint(SENT);
        endpoint.open(received(HEADERS, body));
        assertQuiet(Reason.REPLAYED, endpoint, body);
        assertQuiet(Reason.LATE, endpoint(SENT + 301), body);
    }

    private static void assertQuiet(Reason reason, TelegramEndpoint endpoint, String body) {
        RefusedCallException e = assertThrows(RefusedCallException.class, () -> endpoint.open(received(HEADERS, body)));
        assertEquals(reason, e.reason());
        // Telegram would send it again for ever, and nothing else before.
        assertEquals(200, e.status());
    }

    @Test
    void passesOverOtherUpdates() {
        assertEquals(
                Incoming.Handshake.NOTHING,
                endpoint(SENT).open(received(HEADERS, "{\"update_id\": 1, \"edited_message\": {\"text\": \"x\"}}")));
    }
}
