package dev.livedoctor.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signatures as the platforms check them, against vectors that were not made here. */
class SignedRequestTest {
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    private static OutboxMessage message(TargetType kind, String report) {
        return new OutboxMessage(1, "t", kind, "room", report, Instant.EPOCH, false, BODY, 0);
    }

    /** The vector of the Standard Webhooks libraries. */
    @Test
    void webhooksAreSignedAsStandardWebhooks() {
        SignedRequest request = SignedRequest.of(
                message(TargetType.WEBHOOK, "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                Given.target(TargetType.WEBHOOK, "https://example.com/x", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Instant.ofEpochSecond(1_614_265_330));
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                request.headers().get("webhook-signature"));
        assertEquals("1614265330", request.headers().get("webhook-timestamp"));
        assertEquals("msg_p5jXN8AQM9LWM0D4loKWxJek", request.headers().get("webhook-id"));
        assertArrayEquals(BODY, request.body());
    }

    @Test
    void whoHasNoSecretGetsNoSignature() {
        SignedRequest request = SignedRequest.of(
                message(TargetType.WEBHOOK, "a"),
                Given.target(TargetType.WEBHOOK, "https://example.com/x", null),
                Instant.EPOCH);
        assertFalse(request.headers().containsKey("webhook-signature"));
    }

    /** Computed with OpenSSL: printf '' | openssl dgst -sha256 -mac HMAC -macopt "key:$(printf '1599360473\ndemo')" -binary | base64. */
    @Test
    void feishuSignsNothingWithTimeAndSecret() throws IOException {
        SignedRequest request = SignedRequest.of(
                message(TargetType.FEISHU, "a"),
                Given.target(TargetType.FEISHU, "https://open.feishu.cn/x", "demo"),
                Instant.ofEpochSecond(1_599_360_473));
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertEquals("1599360473", body.get("timestamp").asText());
        assertEquals(
                "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=", body.get("sign").asText());
        assertEquals(2_432_232_314L, body.get("test").asLong());
    }

    /** Computed with OpenSSL: printf '1577262236757\nSECthis' | openssl dgst -sha256 -hmac SECthis -binary | base64. */
    @Test
    void dingtalkSignsTimeAndSecretInTheQuery() {
        SignedRequest request = SignedRequest.of(
                message(TargetType.DINGTALK, "a"),
                Given.target(TargetType.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=abc", "SECthis"),
                Instant.ofEpochMilli(1_577_262_236_757L));
        assertEquals(
                Given.target(
                                TargetType.DINGTALK,
                                "https://oapi.dingtalk.com/robot/send?access_token=abc&timestamp=1577262236757&sign="
                                        + "kF4wfFP9hA3gxOYzwmYk42ZHhcUKme9jHejbrir0mo8%3D",
                                "SECthis")
                        .destination(),
                request.to());
    }

    @Test
    void telegramGetsItsChat() throws IOException {
        Target target = new Target(
                "t",
                TargetType.TELEGRAM,
                Given.target(TargetType.TELEGRAM, "https://api.telegram.org/bot1:a/sendMessage", null)
                        .destination(),
                Optional.empty(),
                Optional.of("-100123"),
                Given.EVERYTHING.language(),
                Given.EVERYTHING.filter(),
                true,
                Optional.empty());
        JsonNode body = new ObjectMapper()
                .readTree(SignedRequest.of(message(TargetType.TELEGRAM, "a"), target, Instant.EPOCH)
                        .body());
        assertEquals("-100123", body.get("chat_id").asText());
    }
}
