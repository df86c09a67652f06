package dev.livedoctor.command;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.Connected;
import dev.livedoctor.history.Mutes;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Connected.class)
class CommandsTest {
    private static final String ROOM = "id-beauty-07";
    private static final String HOSTILE = "<!channel> *x* @all";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** Every byte is signed. */
    private static final RestAssuredConfig FORM_AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    @ConfigProperty(name = EveryPlatform.PORT)
    int port;

    @Inject
    Mutes mutes;

    private FakeChat fake;

    @BeforeEach
    void diagnoseRooms() throws IOException {
        fake = new FakeChat(port);
        for (String room : new String[] {ROOM, HOSTILE}) {
            try (InputStream in =
                    Objects.requireNonNull(CommandsTest.class.getResourceAsStream("/contract/snapshot.json"))) {
                ObjectNode snapshot = (ObjectNode) JSON.readTree(in);
                given().contentType("application/json")
                        .body(snapshot.put("room", room).toString())
                        .post("/diagnose")
                        .then()
                        .statusCode(200);
            }
        }
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private static long now() {
        return Clock.systemUTC().instant().getEpochSecond();
    }

    private ValidatableResponse slack(String command, String text, String user, String channel) {
        String body = "command=" + encoded(command) + "&text=" + encoded(text) + "&user_id=" + user + "&channel_id="
                + channel + "&trigger_id=" + NUMBER.incrementAndGet() + "&response_url="
                + encoded("http://localhost:" + port + "/commands/T1/secret");
        return slack(body, now());
    }

    private static ValidatableResponse slack(String body, long timestamp) {
        return slack(body, timestamp, Signed.slack(EveryPlatform.SECRET, timestamp, body));
    }

    private static ValidatableResponse slack(String body, long timestamp, String signature) {
        return given().config(FORM_AS_IT_IS)
                .contentType("application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature)
                .body(body)
                .post("/commands/slack")
                .then();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static double count(String metric, String... tags) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(metric + "{"))
                .filter(line -> Stream.of(tags).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void slackIsAnsweredAtOnceAndTheChannelByItsResponseUrl() throws Exception {
        slack("/diagnose", ROOM, "U1", "C1")
                .statusCode(200)
                .contentType("application/json")
                .body("response_type", equalTo("ephemeral"))
                .body("text", containsString(ROOM));
        FakeChat.Sent sent = fake.next();
        assertEquals("/commands/T1/secret", sent.path());
        JsonNode card = JSON.readTree(sent.body());
        assertEquals("in_channel", card.path("response_type").asText());
        assertTrue(sent.body().contains("CDN_NODE_FAULT"), sent.body());
        JsonNode buttons = card.path("blocks").path(card.path("blocks").size() - 1);
        assertEquals("actions", buttons.path("type").asText());
        assertEquals("why " + ROOM, buttons.at("/elements/0/value").asText());

        String payload = "payload="
                + encoded(JSON.createObjectNode()
                        .put("type", "block_actions")
                        .put("response_url", "http://localhost:" + port + "/actions/T1/secret")
                        .set("actions", JSON.createArrayNode().add(buttons.at("/elements/0")))
                        .toString());
        slack(payload, now()).statusCode(200).body(equalTo(""));
        assertTrue(fake.next().body().contains("delivery.edge_error_ratio"));

        slack("/what-next", "", "U2", "C1").statusCode(200).body("text", containsString(ROOM));
        assertTrue(fake.next().body().contains("jkt-2"));
        slack("/why", "", "U2", "C-other").body("text", containsString("Which room"));
        assertEquals(0, count("livedoctor_commands_refused_total", "platform=\"slack\"", "reason=\"malformed\""));
    }

    @Test
    void slackIsTriedAgainWhereItFails() throws Exception {
        fake.fail(1);
        slack("/diagnose", ROOM, "U1", "C1").statusCode(200);
        assertTrue(fake.next().body().contains(ROOM));
    }

    @Test
    void withoutAResponseUrlTheAnswerIsInTheResponse() {
        slack("command=%2Fdiagnose&text=" + ROOM + "&n=" + NUMBER.incrementAndGet(), now())
                .statusCode(200)
                .body("response_type", equalTo("in_channel"))
                .body("blocks.type", hasItems("header", "actions"));
    }

    @Test
    void aRoomThatWasNeverSeenIsSaidSoInTheLanguageOfTheQuestion() {
        slack("/diagnose", "no-such-room", "U1", "C1")
                .statusCode(200)
                .body("response_type", equalTo("ephemeral"))
                .body("text", allOf(containsString("no-such-room"), containsString("Nothing is known")));
        slack("/livedoctor", "诊断 没有的直播间", "U1", "C1").body("text", containsString("没有直播间"));
        assertTrue(count("livedoctor_commands_total", "outcome=\"unknown-room\"") >= 2);
    }

    @Test
    void slackRefusesForgedLateReplayedAndOversizedCalls() {
        String body = "command=%2Fhelp&text=&n=" + NUMBER.incrementAndGet();
        double before = count("livedoctor_commands_refused_total", "platform=\"slack\"");
        slack(body, now(), "v0=" + "0".repeat(64))
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", not(equalTo(null)));
        slack(body, now() - 301).statusCode(401);
        slack(body, now() + 400).statusCode(401);
        long once = now();
        slack(body, once).statusCode(200).body("blocks[0].text.text", containsString("what next"));
        slack(body, once).statusCode(401);
        slack(body + "&x=" + "y".repeat(300 << 10), now()).statusCode(413);
        assertEquals(before + 5, count("livedoctor_commands_refused_total", "platform=\"slack\""));
    }

    @Test
    void aHostileRoomPingsNobody() throws Exception {
        slack("/diagnose", "&lt;!channel&gt; *x* @all", "U1", "C1").body("text", not(containsString("<!channel>")));
        String sent = fake.next().body();
        String withoutButtons = sent.substring(0, sent.indexOf("\"actions\""));
        assertFalse(withoutButtons.contains("<!channel>"), sent);
        slack("/diagnose", "&lt;!channel&gt; &lt;@U1&gt; @here", "U1", "C1")
                .body("text", not(containsString("<!channel>")))
                .body("blocks[0].text.text", allOf(not(containsString("<")), not(containsString("@"))));
    }

    @Test
    void onlyWhoIsListedMayMute() {
        slack("/mute", ROOM + " 2h", "U1", "C1")
                .body("response_type", equalTo("ephemeral"))
                .body("text", allOf(containsString("U1"), containsString("LIVEDOCTOR_COMMANDS_SLACK_MAY_MUTE")));
        assertEquals(Optional.empty(), mutes.find(ROOM));
        assertTrue(count("livedoctor_commands_total", "command=\"mute\"", "outcome=\"denied\"") >= 1);

        slack("/mute", ROOM, "UBOSS", "C1").body("text", containsString("for how long"));
        slack("/mute", ROOM + " 2h", "UBOSS", "C1").body("text", containsString(ROOM));
        assertEquals("slack:UBOSS", mutes.find(ROOM).orElseThrow().by());
        long seconds = mutes.find(ROOM).orElseThrow().until().getEpochSecond() - now();
        assertTrue(seconds > 7_100 && seconds <= 7_200, () -> seconds + " s");
        slack("/mute", "no-such-room 30m", "U1", "C0PS")
                .body("blocks[0].text.text", containsString("another spelling"));
        slack("/unmute", ROOM, "U1", "C1").body("text", containsString("U1"));
        slack("/livedoctor", "取消静音 " + ROOM, "UBOSS", "C1").body("text", containsString(ROOM));
        assertEquals(Optional.empty(), mutes.find(ROOM));
    }

    @Test
    void saysWhichRulesAreInForce() {
        slack("/rules", "", "U1", "C1")
                .body(
                        "blocks[0].text.text",
                        allOf(containsString("live-commerce"), containsString("Nothing was refused")));
    }

    @Test
    void dingTalkIsAnsweredInTheResponse() {
        String body = "{\"msgId\": \"m\", \"conversationId\": \"c1\", \"senderStaffId\": \"u1\", \"msgtype\": \"text\","
                + " \"text\": {\"content\": \" 诊断 " + ROOM + "\"}}";
        String timestamp = Long.toString(Clock.systemUTC().millis());
        Map<String, String> headers =
                Map.of("timestamp", timestamp, "sign", Signed.dingTalk(EveryPlatform.SECRET, timestamp));
        post("dingtalk", headers, body)
                .statusCode(200)
                .body("msgtype", equalTo("markdown"))
                .body("markdown.text", allOf(containsString(ROOM), containsString("严重")));
        post("dingtalk", headers, body).statusCode(401);
        post("dingtalk", Map.of("timestamp", timestamp, "sign", "x"), body).statusCode(401);
    }

    private static ValidatableResponse post(String platform, Map<String, String> headers, String body) {
        return given().contentType("application/json")
                .headers(headers)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/commands/" + platform)
                .then();
    }

    private static ValidatableResponse discord(String body) {
        long timestamp = now();
        return post(
                "discord",
                Map.of(
                        "X-Signature-Timestamp",
                        Long.toString(timestamp),
                        "X-Signature-Ed25519",
                        Signed.discord(timestamp, body)),
                body);
    }

    @Test
    void discordIsAnsweredInTheResponse() {
        discord("{\"id\": \"0\", \"type\": 1}").statusCode(200).body("type", equalTo(1));
        discord("{\"id\": \"1\", \"type\": 2, \"channel_id\": \"d1\", \"locale\": \"en-US\", \"user\": {\"id\": \"u\"},"
                        + " \"data\": {\"name\": \"diagnose\", \"options\": [{\"name\": \"room\", \"value\": \"" + ROOM
                        + "\"}]}}")
                .statusCode(200)
                .body("type", equalTo(4))
                .body("data.allowed_mentions.parse.size()", equalTo(0))
                .body("data.embeds[0].title", containsString(ROOM))
                .body("data.components[0].components.custom_id", hasItem("why " + ROOM));
        discord("{\"id\": \"2\", \"type\": 3, \"channel_id\": \"d1\", \"data\": {\"custom_id\": \"what next " + ROOM
                        + "\"}}")
                .body("data.embeds[0].description", containsString("jkt-2"));
        discord("{\"id\": \"3\", \"type\": 2, \"data\": {\"name\": \"help\"}}").body("data.flags", equalTo(64));
        post(
                        "discord",
                        Map.of("X-Signature-Timestamp", Long.toString(now()), "X-Signature-Ed25519", "0".repeat(128)),
                        "{\"type\": 1}")
                .statusCode(401);
    }

    private static ValidatableResponse telegram(int from, String type, String text) {
        String body = "{\"update_id\": " + NUMBER.incrementAndGet() + ", \"message\": {\"message_id\": 9, \"date\": "
                + now() + ", \"from\": {\"id\": " + from + "}, \"chat\": {\"id\": " + from + ", \"type\": \"" + type
                + "\"}, \"text\": \"" + text + "\"}}";
        return post("telegram", Map.of("X-Telegram-Bot-Api-Secret-Token", EveryPlatform.SECRET), body);
    }

    @Test
    void telegramIsAnsweredInTheResponseIfItIsOneOfUs() {
        telegram(42, "private", "/diagnose " + ROOM)
                .statusCode(200)
                .body("method", equalTo("sendMessage"))
                .body("chat_id", equalTo("42"))
                .body("parse_mode", equalTo("HTML"))
                .body("reply_parameters.message_id", equalTo(9))
                .body("text", containsString("CDN_NODE_FAULT"));
        telegram(43, "private", "/diagnose " + ROOM)
                .body("text", allOf(containsString("43"), not(containsString("CDN_NODE_FAULT"))));
        telegram(42, "group", "good morning").statusCode(200).body("method", equalTo(null));
        post("telegram", Map.of("X-Telegram-Bot-Api-Secret-Token", "x"), "{}").statusCode(401);
    }

    @Test
    void feishuIsAnsweredThroughItsApi() throws Exception {
        String challenge = Signed.encrypted(
                EveryPlatform.SECRET, "{\"challenge\": \"abc\", \"token\": \"x\", \"type\": \"url_verification\"}");
        post("feishu", Map.of(), challenge).statusCode(200).body("challenge", equalTo("abc"));

        String body = Signed.encrypted(
                EveryPlatform.SECRET,
                "{\"schema\": \"2.0\", \"header\": {\"event_id\": \"e" + NUMBER.incrementAndGet()
                        + "\", \"event_type\": \"im.message.receive_v1\"}, \"event\": {\"sender\": {\"sender_type\":"
                        + " \"user\", \"sender_id\": {\"open_id\": \"ou_1\"}}, \"message\": {\"message_id\": \"om_1\","
                        + " \"chat_id\": \"oc_1\", \"chat_type\": \"p2p\", \"message_type\": \"text\","
                        + " \"content\": \"{\\\"text\\\":\\\"诊断 " + ROOM + "\\\"}\"}}}");
        long timestamp = now();
        Map<String, String> headers = Map.of(
                "X-Lark-Request-Timestamp",
                Long.toString(timestamp),
                "X-Lark-Request-Nonce",
                "n",
                "X-Lark-Signature",
                Signed.feishu(EveryPlatform.SECRET, timestamp, "n", body));
        post("feishu", headers, body).statusCode(200).body(equalTo("{}"));
        assertTrue(fake.next().body().contains("app-secret"));
        FakeChat.Sent sent = fake.next();
        assertEquals("/open-apis/im/v1/messages/om_1/reply", sent.path());
        assertEquals("Bearer t-1", sent.authorization());
        JsonNode message = JSON.readTree(sent.body());
        assertEquals("interactive", message.path("msg_type").asText());
        assertTrue(JSON.readTree(message.path("content").asText()).has("elements"), sent.body());
        // Feishu calls again whatever is refused.
        post("feishu", headers, body).statusCode(200).body(equalTo("{}"));
    }
}
