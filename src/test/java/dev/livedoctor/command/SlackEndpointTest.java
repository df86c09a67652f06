package dev.livedoctor.command;

import static dev.livedoctor.command.Refusal.received;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.diagnosis.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackEndpointTest {
    /** The example in Slack's documentation of how requests are verified. */
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static final long SIGNED = 1_531_420_618;
    private static final String SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static final String BODY =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                    + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                    + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
                    + "96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private static SlackEndpoint endpoint(long now) {
        return new SlackEndpoint(
                SECRET,
                FixedTime.ALL,
                Language.EN,
                FixedTime.replayGuard(now),
                new ResponseUrls(Set.of("https://hooks.slack.com")),
                new ResponseSender(new CommandMetrics(new SimpleMeterRegistry()), Duration.ZERO));
    }

    private static Map<String, String> headers(String signature, long timestamp) {
        return Map.of("X-Slack-Signature", signature, "X-Slack-Request-Timestamp", Long.toString(timestamp));
    }

    private static Map<String, String> signed(String body) {
        byte[] hmac = Signature.hmac(SECRET, Signature.utf8("v0:" + SIGNED + ":" + body));
        return headers("v0=" + HexFormat.of().formatHex(hmac), SIGNED);
    }

    private static CommandRequest call(String body) {
        return (CommandRequest) endpoint(SIGNED).open(received(signed(body), body));
    }

    @Test
    void takesTheDocumentedExample() {
        CommandRequest call = (CommandRequest) endpoint(SIGNED + 60).open(received(headers(SIGNATURE, SIGNED), BODY));
        assertEquals("U2CERLKJA", call.user());
        assertEquals("G8PSS9T3V", call.channel());
        assertEquals(Verb.HELP, call.command().verb());
        assertEquals(
                Optional.of("https://hooks.slack.com/commands/T1DC2JH3J/397700885554/96rGlfmibIGlgcZRskXaIFfN"),
                call.returnTo());
    }

    @Test
    void refusesItWithAnotherByteTimeOrSecret() {
        Refusal refusal = new Refusal(endpoint(SIGNED));
        refusal.expect(Reason.FORGED, headers(SIGNATURE, SIGNED), BODY + "&");
        refusal.expect(Reason.FORGED, headers(SIGNATURE, SIGNED), BODY.replace("text=", "text=x"));
        refusal.expect(Reason.FORGED, headers(SIGNATURE, SIGNED + 1), BODY);
        refusal.expect(Reason.FORGED, headers(SIGNATURE.replace("v0", "v1"), SIGNED), BODY);
        refusal.expect(Reason.FORGED, headers(SIGNATURE.toUpperCase(Locale.ROOT), SIGNED), BODY);
        refusal.expect(Reason.FORGED, headers("", SIGNED), BODY);
        refusal.expect(Reason.FORGED, Map.of("X-Slack-Request-Timestamp", Long.toString(SIGNED)), BODY);
        refusal.expect(Reason.FORGED, Map.of("X-Slack-Signature", SIGNATURE), BODY);
    }

    @ParameterizedTest
    @ValueSource(longs = {301, 3_600, -301})
    void refusesItLateAndEarly(long seconds) {
        new Refusal(endpoint(SIGNED + seconds)).expect(Reason.LATE, headers(SIGNATURE, SIGNED), BODY);
    }

    @Test
    void takesItOnce() {
        SlackEndpoint endpoint = endpoint(SIGNED);
        endpoint.open(received(headers(SIGNATURE, SIGNED), BODY));
        new Refusal(endpoint).expect(Reason.REPLAYED, headers(SIGNATURE, SIGNED), BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "/diagnose, id-beauty-07, DIAGNOSE, id-beauty-07",
        "/diagnose, &lt;!channel&gt; *x* &amp;amp; @all, DIAGNOSE, <!channel> *x* &amp; @all",
        "/livedoctor, why, WHY, ''",
        "/livedoctor, diagnose 直播间, DIAGNOSE, 直播间",
        "/why, '', WHY, ''"
    })
    void readsSlashCommands(String command, String text, Verb verb, String room) {
        Command read =
                call("command=" + encoded(command) + "&text=" + encoded(text)).command();
        assertEquals(verb, read.verb());
        assertEquals(room, read.room());
    }

    @Test
    void readsButtons() {
        String payload = """
                {"type": "block_actions", "user": {"id": "U1"}, "channel": {"id": "C1"}, "token": "t",
                 "actions": [{"action_id": "ask-1", "block_id": "b", "type": "button", "value": "why id-beauty-07"}],
                 "response_url": "https://hooks.slack.com/actions/T1/2/3"}""";
        CommandRequest call = call("payload=" + encoded(payload));
        assertEquals(Verb.WHY, call.command().verb());
        assertEquals("id-beauty-07", call.command().room());
        assertEquals(CommandRequest.Addressing.BUTTON, call.manner());
        assertEquals(Optional.of("https://hooks.slack.com/actions/T1/2/3"), call.returnTo());
    }

    @Test
    void passesOverWhatNobodyAsked() {
        String submission = "payload=" + encoded("{\"type\": \"view_submission\"}");
        assertEquals(Incoming.Handshake.EMPTY, endpoint(SIGNED).open(received(signed(submission), submission)));
        String check = "ssl_check=1&token=x";
        assertEquals(Incoming.Handshake.EMPTY, endpoint(SIGNED).open(received(signed(check), check)));
        assertEquals(Incoming.Handshake.EMPTY, endpoint(SIGNED).open(received(Map.of(), check)));
        String more = check + "&command=%2Fmute&text=a+2h&user_id=U1";
        assertEquals(Incoming.Handshake.EMPTY, endpoint(SIGNED).open(received(Map.of(), more)));
        new Refusal(endpoint(SIGNED)).expect(Reason.FORGED, headers("v0=00", SIGNED), check);
        new Refusal(endpoint(SIGNED)).expect(Reason.FORGED, Map.of(), "ssl_check=0&command=%2Fwhy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload=%7B", "payload=%5B%5D", "command=%zz"})
    void refusesWhatSlackNeverSends(String body) {
        new Refusal(endpoint(SIGNED)).expect(Reason.MALFORMED, signed(body), body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.slack.com/x",
                "https://hooks.slack.com.evil.example/x",
                "https://hooks.slack.com@evil.example/x",
                "https://evil.example/hooks.slack.com",
                "https://hooks.slack.com:8443/x",
                "https://169.254.169.254/latest",
                "file:///etc/passwd",
                "//hooks.slack.com/x",
                "https:///x",
                "not an address",
                ""
            })
    void sendsNothingElsewhere(String address) {
        assertEquals(
                Optional.empty(),
                call("command=%2Fwhy&response_url=" + encoded(address)).returnTo());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
