package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.chat.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers messages through Feishu's API, with a token that is asked for when it is needed. Safe for use by many threads at once. */
final class FeishuApi {
    private static final Logger LOG = Logger.getLogger(FeishuApi.class);
    private static final Pattern MESSAGE_ID = Pattern.compile("[\\w-]{1,128}");
    /** A token is not used any more shortly before it ends. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final String base;
    private final String appId;
    private final String appSecret;
    private final ResponseSender sender;
    private final Clock clock;
    private volatile @Nullable Token token;

    private record Token(String text, Instant until) {}

    /** @param base such as https://open.feishu.cn */
    FeishuApi(String base, String appId, String appSecret, ResponseSender sender, Clock clock) {
        this.base = base;
        this.appId = appId;
        this.appSecret = appSecret;
        this.sender = sender;
        this.clock = clock;
    }

    /** Sends {@code message}, in the form that a webhook takes, as the answer to the message of this id. */
    void reply(String messageId, ObjectNode message) {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            LOG.warn("Feishu was not answered, since the message has no id that could be one");
            return;
        }
        JsonNode content = message.has("card") ? message.path("card") : message.path("content");
        ObjectNode body = AnswerRenderer.object()
                .put("msg_type", message.path("msg_type").asText())
                .put("content", content.toString());
        token().thenCompose(good -> sender.post(
                        Platform.FEISHU,
                        base + "/open-apis/im/v1/messages/" + messageId + "/reply",
                        Map.of("Authorization", "Bearer " + good),
                        body))
                .thenAccept(this::check)
                .exceptionally(failure -> null);
    }

    private CompletionStage<String> token() {
        Token known = token;
        if (known != null && clock.instant().isBefore(known.until)) {
            return CompletableFuture.completedFuture(known.text);
        }
        ObjectNode body = AnswerRenderer.object().put("app_id", appId).put("app_secret", appSecret);
        return sender.post(Platform.FEISHU, base + "/open-apis/auth/v3/tenant_access_token/internal", Map.of(), body)
                .thenApply(answer -> {
                    check(answer);
                    Duration life = Duration.ofSeconds(answer.path("expire").asLong());
                    Token fresh = new Token(
                            answer.path("tenant_access_token").asText(),
                            clock.instant().plus(life).minus(MARGIN));
                    token = fresh;
                    return fresh.text;
                });
    }

    private void check(JsonNode answer) {
        int code = answer.path("code").asInt(-1);
        if (code != 0) {
            token = null;
            LOG.warnf(
                    "Feishu answered with code %d: %s", code, answer.path("msg").asText());
        }
    }
}
