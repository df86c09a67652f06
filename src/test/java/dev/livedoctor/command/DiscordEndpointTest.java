package dev.livedoctor.command;

import static dev.livedoctor.command.Refusal.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.diagnosis.Language;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordEndpointTest {
    private static final long SIGNED = 1_700_000_000;
    private static final String PING =
            "{\"id\":\"1\",\"application_id\":\"2\",\"type\":1,\"token\":\"t\",\"version\":1}";
    /** Made by openssl with the key of RFC 8032. */
    private static final String SIGNATURE = "92ff0a359935d5fc6b0a7f360163f17e129df3ae7e4fb9b462d0a7f0b8b5fa96"
            + "db90a3ccb855c9babc8d05ad3bc96f52228a57fed9c8500f56ae18560a3fc10e";

    private static DiscordEndpoint endpoint(long now) {
        return new DiscordEndpoint(Signed.DISCORD_KEY, FixedTime.ALL, Optional.empty(), FixedTime.replayGuard(now));
    }

    private static Map<String, String> headers(String signature, long timestamp) {
        return Map.of("X-Signature-Ed25519", signature, "X-Signature-Timestamp", Long.toString(timestamp));
    }

    private static Map<String, String> signed(String body) {
        return headers(Signed.discord(SIGNED, body), SIGNED);
    }

    @Test
    void answersAPing() {
        Incoming.Handshake pong =
                (Incoming.Handshake) endpoint(SIGNED).open(received(headers(SIGNATURE, SIGNED), PING));
        assertEquals("{\"type\":1}", new String(pong.answer(), StandardCharsets.UTF_8));
    }

    @Test
    void takesTheRightSignatureOnly() {
        Refusal refusal = new Refusal(endpoint(SIGNED));
        refusal.expect(Reason.FORGED, headers(SIGNATURE, SIGNED), PING + " ");
        refusal.expect(Reason.FORGED, headers(SIGNATURE, SIGNED + 1), PING);
        refusal.expect(Reason.FORGED, headers(SIGNATURE.replace("92ff", "93ff"), SIGNED), PING);
        refusal.expect(Reason.FORGED, headers(SIGNATURE.substring(2), SIGNED), PING);
        refusal.expect(Reason.FORGED, headers("zz", SIGNED), PING);
        refusal.expect(Reason.FORGED, headers("", SIGNED), PING);
        refusal.expect(Reason.FORGED, headers("0".repeat(128), SIGNED), PING);
        refusal.expect(Reason.FORGED, Map.of(), PING);
        new Refusal(endpoint(SIGNED + 301)).expect(Reason.LATE, headers(SIGNATURE, SIGNED), PING);
        new Refusal(endpoint(SIGNED - 301)).expect(Reason.LATE, headers(SIGNATURE, SIGNED), PING);
    }

    @Test
    void takesAnInteractionOnceUnderWhicheverSignature() {
        DiscordEndpoint endpoint = endpoint(SIGNED);
        String body = "{\"id\": \"7\", \"type\": 2, \"data\": {\"name\": \"why\"}}";
        endpoint.open(received(signed(body), body));
        new Refusal(endpoint).expect(Reason.REPLAYED, signed(body), body);
        new Refusal(endpoint).expect(Reason.REPLAYED, signed(body + " "), body + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"diagnose\", \"options\": [{\"name\": \"room\", \"type\": 3, \"value\": \"a b\"}]}"
                        + "| DIAGNOSE | a b",
                "{\"name\": \"what-next\"} | NEXT | ''",
                "{\"name\": \"mute\", \"options\": [{\"name\": \"length\", \"type\": 3, \"value\": \"2h\"},"
                        + " {\"name\": \"room\", \"type\": 3, \"value\": \"a b\"}]} | MUTE | a b",
                "{\"name\": \"livedoctor\", \"options\": [{\"name\": \"why\", \"type\": 1, \"options\":"
                        + " [{\"name\": \"room\", \"type\": 3, \"value\": \"x\"}]}]} | WHY | x",
                "{\"name\": \"ask\", \"options\": [{\"name\": \"text\", \"type\": 3, \"value\": \"rules\"}]} | RULES | ''",
                "{\"name\": \"诊断\", \"options\": [{\"name\": \"room\", \"type\": 3, \"value\": \"x\"}]} | DIAGNOSE | x"
            })
    void readsCommands(String data, Verb verb, String room) {
        String body = "{\"id\": \"7\", \"type\": 2, \"channel_id\": \"C\", \"locale\": \"zh-CN\","
                + " \"member\": {\"user\": {\"id\": \"U\"}}, \"data\": " + data + "}";
        CommandRequest call = (CommandRequest) endpoint(SIGNED).open(received(signed(body), body));
        assertEquals(verb, call.command().verb());
        assertEquals(room, call.command().room());
        assertEquals(Language.ZH, call.command().language());
        assertEquals("U", call.user());
        assertEquals("C", call.channel());
    }

    @Test
    void readsButtonsAndDirectMessages() {
        String body = "{\"id\": \"7\", \"type\": 3, \"channel_id\": \"C\", \"user\": {\"id\": \"U\"},"
                + " \"locale\": \"de\", \"data\": {\"component_type\": 2, \"custom_id\": \"why x\"}}";
        CommandRequest call = (CommandRequest) endpoint(SIGNED).open(received(signed(body), body));
        assertEquals(Verb.WHY, call.command().verb());
        assertEquals("U", call.user());
        assertEquals(Language.EN, call.command().language());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": 99}", "[]", "", "{", "{} {}"})
    void refusesWhatDiscordNeverSends(String body) {
        new Refusal(endpoint(SIGNED)).expect(Reason.MALFORMED, signed(body), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "d75a98"})
    void needsAPublicKeyThatIsOne(String key) {
        assertThrows(
                RefusedStartException.class,
                () -> new DiscordEndpoint(key, FixedTime.ALL, Optional.empty(), FixedTime.replayGuard(SIGNED)));
    }
}
