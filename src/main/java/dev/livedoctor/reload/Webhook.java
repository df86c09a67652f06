package dev.livedoctor.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.reload.Standing.OnDisk;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.Ruleset;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Posts each reload as JSON to whoever wants to know, without waiting for it. A chat's incoming webhook shows the field {@code text}. */
public final class Webhook implements Consumer<Reload> {
    private static final Logger LOG = Logger.getLogger(Webhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int FIRST_ERROR = 300;

    private final URI target;
    private final Duration pause;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** A webhook at {@code target}; after {@code pause} a failed call is tried again, then after twice as long, and so on. */
    public Webhook(URI target, Duration pause) {
        this.target = target;
        this.pause = pause;
    }

    @Override
    public void accept(Reload reload) {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json(reload)))
                .build();
        send(request, 1);
    }

    private void send(HttpRequest request, int attempt) {
        CompletableFuture<String> failure = client.sendAsync(request, BodyHandlers.discarding())
                .handle((response, error) -> error != null
                        ? error.toString()
                        : response.statusCode() >= FIRST_ERROR ? "status " + response.statusCode() : "");
        failure.thenAccept(why -> {
            if (!why.isEmpty() && attempt < ATTEMPTS) {
                CompletableFuture.delayedExecutor(pause.toMillis() << (attempt - 1), TimeUnit.MILLISECONDS)
                        .execute(() -> send(request, attempt + 1));
            } else if (!why.isEmpty()) {
                // Not the address: chats put their secret into it.
                LOG.warnf(
                        "The webhook at %s did not take a reload after %d attempts: %s",
                        target.getHost(), ATTEMPTS, why);
            }
        });
    }

    private static byte[] json(Reload reload) {
        Standing standing = reload.standing();
        Ruleset ruleset = standing.ruleset();
        List<Complaint> complaints = standing.onDisk().map(OnDisk::complaints).orElse(List.of()).stream()
                .filter(one -> !one.advice())
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event", "rules." + reload.outcome().name().toLowerCase(Locale.ROOT));
        body.put("text", text(reload, complaints));
        body.put("pack", ruleset.pack().name());
        body.put("version", ruleset.pack().version());
        body.put("revision", ruleset.revision());
        body.put("since", standing.since().toString());
        standing.onDisk()
                .ifPresent(disk -> body.put(
                        "onDisk",
                        Map.of(
                                "state", disk.state(),
                                "version", disk.version(),
                                "at", disk.at().toString())));
        body.put("complaints", complaints);
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers are always JSON", e);
        }
    }

    private static String text(Reload reload, List<Complaint> complaints) {
        String version = reload.standing().ruleset().pack().version();
        return switch (reload.outcome()) {
            case ACCEPTED -> "LiveDoctor: the rules " + version + " are in force.";
            case RESTORED -> "LiveDoctor: the folder holds the rules in force again, " + version + ".";
            case REFUSED ->
                "LiveDoctor: refused the rules in the folder for " + complaints.size() + " complaints; " + version
                        + " goes on. "
                        + complaints.stream()
                                .findFirst()
                                .map(Complaint::toString)
                                .orElse("");
        };
    }
}
