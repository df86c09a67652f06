package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.chat.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends answers that did not fit into the response. Somebody waits for each, so that it is tried a few times within seconds, or not at all. */
final class Outbound {
    private static final Logger LOG = Logger.getLogger(Outbound.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_ATTEMPTS = 3;
    private static final int LONGEST_ANSWER = 64 << 10;
    private static final int TOO_MANY = 429;

    private final CommandMetrics metrics;
    private final Duration pause;

    /** Made when the first answer is sent. */
    private static final class Lazy {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @param pause before the second attempt; it doubles with each */
    Outbound(CommandMetrics metrics, Duration pause) {
        this.metrics = metrics;
        this.pause = pause;
    }

    /** What is answered; fails, logged and counted, where it is not taken. The address may be a secret, and is not logged. */
    CompletableFuture<JsonNode> post(Platform platform, String address, Map<String, String> headers, ObjectNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(Messages.bytes(body)));
        headers.forEach(request::header);
        return attempt(request.build(), 1).whenComplete((answer, failure) -> {
            metrics.sent(platform, failure == null);
            if (failure != null) {
                LOG.warnf(
                        "An answer could not be sent to %s after %d attempts: %s",
                        platform, MOST_ATTEMPTS, failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    private CompletableFuture<JsonNode> attempt(HttpRequest request, int number) {
        return Lazy.CLIENT
                .sendAsync(request, BodyHandlers.ofInputStream())
                .thenApply(Outbound::taken)
                .exceptionallyCompose(failure -> {
                    if (number == MOST_ATTEMPTS || failure.getCause() instanceof NotTakenException) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    Executor later =
                            CompletableFuture.delayedExecutor(pause.toMillis() << (number - 1), TimeUnit.MILLISECONDS);
                    return CompletableFuture.supplyAsync(() -> number + 1, later)
                            .thenCompose(next -> attempt(request, next));
                });
    }

    /** A refusal that would be repeated. */
    private static final class NotTakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotTakenException(int status) {
            super("HTTP status " + status);
        }
    }

    private static JsonNode taken(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(LONGEST_ANSWER);
            int status = response.statusCode();
            if (status / 100 == 2) {
                return body.length > 0 && body[0] == '{' ? Received.json(body) : MissingNode.getInstance();
            }
            if (status == TOO_MANY || status / 100 == 5) {
                throw new IOException("HTTP status " + status);
            }
            throw new NotTakenException(status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
