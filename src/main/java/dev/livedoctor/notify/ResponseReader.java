package dev.livedoctor.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.livedoctor.outbound.HttpReply;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what platforms answer. Some say 200 and mean no; the body has the code. */
final class ResponseReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final String NO_ERROR = "0";

    /** Codes by which platforms say that they get too much. */
    private static final Map<TargetType, Set<String>> TOO_MUCH = Map.of(
            TargetType.FEISHU, Set.of("11232", "230020", "99991400"),
            TargetType.DINGTALK, Set.of("130101", "130102", "410100", "90030"),
            TargetType.WECOM, Set.of("45009", "45033"),
            TargetType.TELEGRAM, Set.of("429"),
            TargetType.SLACK, Set.of("ratelimited", "rate_limited", "message_limit_exceeded"));

    /** Codes by which they say that they are ill. */
    private static final Set<String> ILL = Set.of("-1");

    private ResponseReader() {}

    /** What {@code reply} of a target of {@code kind} means. */
    static DeliveryOutcome read(TargetType kind, HttpReply reply, Instant now) {
        int status = reply.status();
        JsonNode body = json(reply.body());
        Optional<String> code = code(kind, reply, body);
        String why = status + code.map(said -> " with code " + said).orElse("") + said(reply.body());
        if (status == TOO_MANY
                || code.filter(said -> tooMuch(kind, said, reply)).isPresent()) {
            return DeliveryOutcome.busy(why, RetryAfter.of(reply, body, now));
        }
        if (status == UNAVAILABLE && reply.header("retry-after").isPresent()) {
            return DeliveryOutcome.busy(why, RetryAfter.of(reply, body, now));
        }
        if (status >= SERVER_ERROR
                || status == REQUEST_TIMEOUT
                || status == TOO_EARLY
                || code.filter(ILL::contains).isPresent()) {
            return DeliveryOutcome.failed(why);
        }
        if (status >= MULTIPLE_CHOICES && status < BAD_REQUEST) {
            return DeliveryOutcome.refused(status + ", a redirect, which is not followed");
        }
        return status >= BAD_REQUEST || code.isPresent() ? DeliveryOutcome.refused(why) : DeliveryOutcome.TAKEN;
    }

    /** The code of an error in the body; empty where all is well. */
    private static Optional<String> code(TargetType kind, HttpReply reply, JsonNode body) {
        Optional<String> code =
                switch (kind) {
                    case FEISHU ->
                        field(body, body.has("code") ? "code" : "StatusCode").filter(said -> !said.equals(NO_ERROR));
                    case DINGTALK, WECOM -> field(body, "errcode").filter(said -> !said.equals(NO_ERROR));
                    case TELEGRAM ->
                        denied(body) ? field(body, "error_code").or(() -> Optional.of("none")) : Optional.empty();
                    case SLACK -> denied(body) ? field(body, "error").or(() -> Optional.of("none")) : Optional.empty();
                    case TEAMS ->
                        reply.body().contains("delivery failed with error")
                                ? Optional.of(teamsCode(reply))
                                : Optional.empty();
                    case DISCORD, WEBHOOK -> Optional.empty();
                };
        // An HTML page in place of the platform's answer comes from a proxy in between.
        return code.isEmpty() && kind != TargetType.WEBHOOK && html(reply) ? Optional.of("-1") : code;
    }

    private static boolean denied(JsonNode body) {
        return body.path("ok").isBoolean() && !body.path("ok").booleanValue();
    }

    private static String teamsCode(HttpReply reply) {
        return reply.body().contains("HTTP error 429") ? "429" : "delivery failed";
    }

    private static boolean tooMuch(TargetType kind, String code, HttpReply reply) {
        return TOO_MUCH.getOrDefault(kind, Set.of()).contains(code)
                || kind == TargetType.TEAMS && code.equals("429")
                || kind == TargetType.FEISHU && reply.body().contains("frequency limit");
    }

    private static boolean html(HttpReply reply) {
        return reply.header("content-type")
                        .filter(type -> type.startsWith("text/html"))
                        .isPresent()
                && reply.body().stripLeading().startsWith("<");
    }

    private static Optional<String> field(JsonNode body, String name) {
        return Optional.of(body.path(name)).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }

    private static JsonNode json(String body) {
        try {
            JsonNode tree = body.stripLeading().startsWith("{") ? JSON.readTree(body) : null;
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static String said(String body) {
        return body.isBlank() ? "" : ": " + body;
    }
}
