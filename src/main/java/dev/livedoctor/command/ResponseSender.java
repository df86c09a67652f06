package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.HttpReply;
import dev.livedoctor.outbound.OutboundClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends answers that did not fit into the response. Somebody waits for each, so that it is tried a few times within seconds, or not at all. */
final class ResponseSender implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ResponseSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_ATTEMPTS = 3;
    private static final int TOO_MANY = 429;

    private final CommandMetrics metrics;
    private final Duration pause;
    private @Nullable OutboundClient client;

    /** @param pause before the second attempt; it doubles with each */
    ResponseSender(CommandMetrics metrics, Duration pause) {
        this.metrics = metrics;
        this.pause = pause;
    }

    /** What is answered; fails, logged and counted, where it is not taken. */
    CompletionStage<JsonNode> post(Platform platform, String address, Map<String, String> headers, ObjectNode body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        Destination to = Destination.of(address);
        return attempt(to, all, AnswerRenderer.bytes(body), 0).whenComplete((answer, failure) -> {
            metrics.sent(platform, failure == null);
            if (failure != null) {
                LOG.warnf(
                        "An answer could not be sent to %s: %s",
                        to, failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    private CompletionStage<JsonNode> attempt(Destination to, Map<String, String> headers, byte[] body, int number) {
        return client().post(to, headers, body, number)
                .thenApply(ResponseSender::taken)
                .exceptionallyCompose(failure -> {
                    boolean last =
                            number == MOST_ATTEMPTS - 1 || failure.getCause() instanceof DeliveryRejectedException;
                    if (last) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    Executor later =
                            CompletableFuture.delayedExecutor(pause.toMillis() << number, TimeUnit.MILLISECONDS);
                    return CompletableFuture.supplyAsync(() -> number + 1, later)
                            .thenCompose(next -> attempt(to, headers, body, next));
                });
    }

    private static JsonNode taken(HttpReply reply) {
        if (reply.status() / 100 == 2) {
            return reply.body().startsWith("{")
                    ? SignedCall.json(Signature.utf8(reply.body()))
                    : MissingNode.getInstance();
        }
        if (reply.status() == TOO_MANY || reply.status() / 100 == 5) {
            throw new IllegalStateException("HTTP status " + reply.status());
        }
        throw new DeliveryRejectedException(reply.status());
    }

    /** A refusal that would be repeated. */
    private static final class DeliveryRejectedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DeliveryRejectedException(int status) {
            super("HTTP status " + status);
        }
    }

    /** This sender with its client created, since creating it on a request thread makes Vert.x warn of a second instance. */
    ResponseSender prepared() {
        client();
        return this;
    }

    private synchronized OutboundClient client() {
        OutboundClient known = client == null ? new OutboundClient(new EgressPolicy(List.of()), PATIENCE) : client;
        client = known;
        return known;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
