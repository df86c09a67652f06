package dev.livedoctor.command;

import static dev.livedoctor.command.Refusal.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.diagnosis.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeishuEndpointTest {
    /** The example in Feishu's documentation of how events are decrypted. */
    private static final String KEY = "test key";

    private static final String HELLO = "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=";
    /** Computed elsewhere: sha256(timestamp + nonce + key + body). */
    private static final String HELLO_BODY = "{\"encrypt\":\"" + HELLO + "\"}";

    private static final String HELLO_SIGNATURE = "6700e3ad8a138e7c8acaff5c4af72e451b2b7f9260361cf5bc0fbbeebdf76f52";
    private static final String NONCE = "75434";
    private static final long SIGNED = 1_603_977_298;
    /** The example in the test of the official Java SDK, with its key. */
    private static final String SDK_KEY = "1212121212";

    private static final String SDK_EVENT =
            "4T4ivT/PR2APX9OYkhRKtu54s1rtIpj9xJU69Hs1yWQ/1RutbufsBs9xjx5YC3u/0hMRF49sN0kevQiEL8iB3bVEdpfyJXzXGDfKUjvKQTmG64GbMdTW6qRpadVPem3f32jHuT6fc+4TRg4BigwoUId+l/D+vcIwu3mDgAEbaqzWfmvccmpiRMfQbh9JhdK/akmrRjo/CXPLM+hZciFXJMSpKueV3SjZJoSls5y0ZTHC8zak/Mp/DSl1wa4mYe5laP367Lnl4ylGiXBKx3Ku29oWv79rYcO/5QT63H4rkl8bwYmAzScpb2KNnV11L3xiDzJp3hFdfXczUvm93FXu4Lw8eDAsRzIWCccKrqHh0UvtDJD95tNn6LvYew4+Xbk1RD4k7UzWJS9AMobOK778NLNxfQ+Kn7MKzBHilXnSIVY5V+dcsOOdfqJviW4yWmT73JHYKq1qJip7Cw7lbkmRMUmettUwdVFWxeXH6iTex3YXCgqoriCx/MzeQhdNEycipooB/vHItRt1CF44uFWj9tf8n3TdbdH4dNMD0hw8ejHJSbEHb9HAGCugUniN8BzL9wxE959JU4cu3BKjDuIk5oS9hLR1mSc3vKBuSa3VKOE=";

    private static FeishuEndpoint endpoint(String key, long now) {
        ResponseSender sender = new ResponseSender(new CommandMetrics(new SimpleMeterRegistry()), Duration.ZERO);
        return new FeishuEndpoint(
                key,
                Optional.of("v"),
                FixedTime.ALL,
                Language.EN,
                FixedTime.replayGuard(now),
                new FeishuApi("http://localhost:1", "id", "secret", sender, FixedTime.clock(now)));
    }

    private static Map<String, String> headers(String signature, long timestamp) {
        return Map.of(
                "X-Lark-Signature",
                signature,
                "X-Lark-Request-Timestamp",
                Long.toString(timestamp),
                "X-Lark-Request-Nonce",
                NONCE);
    }

    private static Map<String, String> signed(String body) {
        return headers(Signed.feishu(KEY, SIGNED, NONCE, body), SIGNED);
    }

    private static String message(String id, String type, String text, String more) {
        return Signed.encrypted(KEY, """
                {"schema": "2.0",
                 "header": {"event_id": "%s", "token": "v", "create_time": "1603977298000", "event_type":
                            "im.message.receive_v1", "tenant_key": "t", "app_id": "cli_1"},
                 "event": {"sender": {"sender_id": {"union_id": "on_1", "user_id": "e33", "open_id": "ou_1"},
                                      "sender_type": "user", "tenant_key": "t"},
                           "message": {"message_id": "om_1", "create_time": "1603977298000", "chat_id": "oc_1",
                                       "chat_type": "%s", "message_type": "text",
                                       "content": "{\\"text\\":\\"%s\\"}"%s}}}""".formatted(id, type, text, more));
    }

    @Test
    void readsTheDocumentedExampleAndThatOfTheSdk() {
        assertEquals("hello world", new String(new FeishuCipher(KEY).decrypt(HELLO), StandardCharsets.UTF_8));
        assertEquals(
                "contact.user.created_v3",
                SignedCall.json(new FeishuCipher(SDK_KEY).decrypt(SDK_EVENT))
                        .at("/header/event_type")
                        .asText());
    }

    @Test
    void takesTheRightSignatureOnly() {
        Refusal refusal = new Refusal(endpoint(KEY, SIGNED));
        refusal.expect(Reason.FORGED, headers(HELLO_SIGNATURE, SIGNED), HELLO_BODY + " ");
        refusal.expect(Reason.FORGED, headers(HELLO_SIGNATURE, SIGNED + 1), HELLO_BODY);
        refusal.expect(Reason.FORGED, headers(HELLO_SIGNATURE.substring(1), SIGNED), HELLO_BODY);
        refusal.expect(Reason.FORGED, Map.of("X-Lark-Signature", HELLO_SIGNATURE), HELLO_BODY);
        refusal.expect(Reason.FORGED, Map.of(), HELLO_BODY);
        // Its signature is right, and what it says is no event.
        refusal.expect(Reason.MALFORMED, headers(HELLO_SIGNATURE, SIGNED), HELLO_BODY);
        refusal.expect(Reason.REPLAYED, headers(HELLO_SIGNATURE, SIGNED), HELLO_BODY);
        new Refusal(endpoint(KEY, SIGNED + 301)).expect(Reason.LATE, headers(HELLO_SIGNATURE, SIGNED), HELLO_BODY);
    }

    /** Who has seen one signature can make those of the same call with bytes after it, and must not fill our memory with them. */
    @Test
    void remembersNoCallThatIsNoJson() {
        String longer = HELLO_BODY + "\u0080 and more";
        Refusal refusal = new Refusal(endpoint(KEY, SIGNED));
        refusal.expect(Reason.MALFORMED, signed(longer), longer);
        refusal.expect(Reason.MALFORMED, signed(longer), longer);
    }

    @Test
    void answersTheChallengeSignedOrNot() {
        String body = Signed.encrypted(
                KEY, "{\"challenge\": \"ajls384kdj\", \"token\": \"v\", \"type\": \"url_verification\"}");
        for (Map<String, String> headers : List.of(signed(body), Map.<String, String>of())) {
            Incoming.Handshake handshake =
                    (Incoming.Handshake) endpoint(KEY, SIGNED).open(received(headers, body));
            assertEquals("{\"challenge\":\"ajls384kdj\"}", new String(handshake.answer(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void answersNoChallengeOfOthers() {
        Refusal refusal = new Refusal(endpoint(KEY, SIGNED));
        String plain = "{\"challenge\": \"x\", \"token\": \"v\", \"type\": \"url_verification\"}";
        refusal.expect(Reason.FORGED, Map.of(), plain);
        refusal.expect(Reason.FORGED, Map.of(), Signed.encrypted("another key", plain));
        refusal.expect(Reason.FORGED, Map.of(), Signed.encrypted(KEY, plain.replace("\"v\"", "\"w\"")));
        refusal.expect(Reason.FORGED, Map.of(), Signed.encrypted(KEY, "no JSON"));
        refusal.expect(Reason.FORGED, Map.of(), message("1", "p2p", "help", ""));
        refusal.expect(Reason.FORGED, Map.of(), "{\"encrypt\": \"%%%\"}");
        refusal.expect(Reason.FORGED, Map.of(), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p2p | 诊断 id-beauty-07 | '' | id-beauty-07 | TO_US",
                "group | @_user_1 诊断 id-beauty-07 | , \"mentions\": [{\"key\": \"@_user_1\", \"name\": \"LiveDoctor\"}]"
                        + "| id-beauty-07 | TO_US",
                "group | 诊断 a | '' | a | AMONG_OTHERS"
            })
    void readsMessages(String type, String text, String more, String room, CommandRequest.Addressing manner) {
        String body = message("e1", type, text, more);
        CommandRequest call = (CommandRequest) endpoint(KEY, SIGNED).open(received(signed(body), body));
        assertEquals(Verb.DIAGNOSE, call.command().verb());
        assertEquals(room, call.command().room());
        assertEquals(Language.ZH, call.command().language());
        assertEquals("ou_1", call.user());
        assertEquals("oc_1", call.channel());
        assertEquals(Optional.of("om_1"), call.returnTo());
        assertEquals(manner, call.manner());
    }

    @Test
    void answersAnEventThatComesAgainQuietlyAndOnce() {
        FeishuEndpoint endpoint = endpoint(KEY, SIGNED);
        String first = message("e1", "p2p", "help", "");
        String again = message("e1", "p2p", "help", "");
        assertTrue(endpoint.open(received(signed(first), first)) instanceof CommandRequest);
        RefusedCallException e =
                assertThrows(RefusedCallException.class, () -> endpoint.open(received(signed(again), again)));
        assertEquals(Reason.REPLAYED, e.reason());
        assertEquals(200, e.status());
        RefusedCallException same =
                assertThrows(RefusedCallException.class, () -> endpoint.open(received(signed(first), first)));
        assertEquals(Reason.REPLAYED, same.reason());
        assertEquals(200, same.status());
    }

    @Test
    void passesOverOtherEvents() {
        String body = Signed.encrypted(
                KEY,
                "{\"schema\": \"2.0\", \"header\": {\"event_id\": \"1\", \"event_type\": \"contact.user.created_v3\","
                        + " \"token\": \"v\"}}");
        assertEquals(Incoming.Handshake.NOTHING, endpoint(KEY, SIGNED).open(received(signed(body), body)));
    }
}
