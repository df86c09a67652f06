package dev.livedoctor.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.livedoctor.command.RefusedCallException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a door makes of a call. */
record Refusal(PlatformEndpoint endpoint) {

    static SignedCall received(Map<String, String> headers, String body) {
        return new SignedCall(headers::get, body.getBytes(StandardCharsets.UTF_8));
    }

    void expect(Reason reason, Map<String, String> headers, String body) {
        RefusedCallException e = assertThrows(RefusedCallException.class, () -> endpoint.open(received(headers, body)));
        assertEquals(reason, e.reason(), e.getMessage());
    }
}
