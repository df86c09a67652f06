package dev.livedoctor.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.outbound.Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * A message as it goes out: where to, with which headers, and signed. Signatures hold the time, so that each attempt has its own.
 *
 * @param to the address
 * @param headers all of them but the length
 * @param body the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record SignedRequest(Destination to, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String USER_AGENT = "User-Agent";
    private static final String US = "LiveDoctor";
    private static final Map<String, String> PLAIN =
            Map.of(CONTENT_TYPE, "application/json; charset=utf-8", USER_AGENT, US);

    static SignedRequest of(OutboxMessage message, Target target, Instant now) {
        String secret = target.secret().orElse("");
        return switch (target.kind()) {
            case WEBHOOK -> new SignedRequest(target.destination(), cloudEvent(message, secret, now), message.body());
            case TELEGRAM ->
                new SignedRequest(
                        target.destination(),
                        PLAIN,
                        with(message.body(), Map.of("chat_id", target.chat().orElse(""))));
            case FEISHU -> new SignedRequest(target.destination(), PLAIN, feishu(message.body(), secret, now));
            case DINGTALK -> new SignedRequest(dingtalk(target.destination(), secret, now), PLAIN, message.body());
            default -> new SignedRequest(target.destination(), PLAIN, message.body());
        };
    }

    /** Standard Webhooks (standardwebhooks.com): id, time and body are signed, and libraries check it in most languages. */
    private static Map<String, String> cloudEvent(OutboxMessage message, String secret, Instant now) {
        String type = "application/cloudevents+json; charset=utf-8";
        String time = Long.toString(now.getEpochSecond());
        if (secret.isEmpty()) {
            return Map.of(
                    CONTENT_TYPE, type, USER_AGENT, US, "webhook-id", message.report(), "webhook-timestamp", time);
        }
        byte[] head = (message.report() + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        return Map.of(
                CONTENT_TYPE,
                type,
                USER_AGENT,
                US,
                "webhook-id",
                message.report(),
                "webhook-timestamp",
                time,
                "webhook-signature",
                "v1," + Hmac.base64(Hmac.webhookKey(secret), head, message.body()));
    }

    /** Adds Feishu's signature: of an empty message, with time and secret as HMAC key. */
    private static byte[] feishu(byte[] body, String secret, Instant now) {
        if (secret.isEmpty()) {
            return body;
        }
        String time = Long.toString(now.getEpochSecond());
        String sign = Hmac.base64((time + "\n" + secret).getBytes(StandardCharsets.UTF_8));
        return with(body, Map.of("timestamp", time, "sign", sign));
    }

    private static Destination dingtalk(Destination to, String secret, Instant now) {
        if (secret.isEmpty()) {
            return to;
        }
        long time = now.toEpochMilli();
        byte[] text = (time + "\n" + secret).getBytes(StandardCharsets.UTF_8);
        String sign = Hmac.base64(secret.getBytes(StandardCharsets.UTF_8), text);
        return to.withQuery("timestamp=" + time + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }

    private static byte[] with(byte[] body, Map<String, String> fields) {
        try {
            ObjectNode object = (ObjectNode) JSON.readTree(body);
            fields.forEach(object::put);
            return JSON.writeValueAsBytes(object);
        } catch (IOException e) {
            throw new UncheckedIOException("cards are JSON objects", e);
        }
    }
}
