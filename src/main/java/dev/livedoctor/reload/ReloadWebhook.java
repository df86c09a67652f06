package dev.livedoctor.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.OutboundClient;
import dev.livedoctor.reload.ReloadStatus.OnDisk;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.Ruleset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Posts each reload as JSON to whoever wants to know, without waiting for it. A chat's incoming webhook shows the field {@code text}. */
public final class ReloadWebhook implements Consumer<ReloadEvent> {
    private static final Logger LOG = Logger.getLogger(ReloadWebhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 4;
    private static final int FIRST_ERROR = 300;
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final OutboundClient client;
    private final Destination target;
    private final Duration pause;
    /** The post before, until it was taken or given up: who hears of a refusal after its end believes in the wrong one. */
    private CompletionStage<Void> last = DONE;

    /**
     * A webhook at {@code target}, which {@code client} calls; after {@code pause} a failed call is tried again, then after twice as
     * long, and so on.
     */
    public ReloadWebhook(OutboundClient client, Destination target, Duration pause) {
        this.client = client;
        this.target = target;
        this.pause = pause;
    }

    @Override
    public synchronized void accept(ReloadEvent reload) {
        byte[] body = json(reload);
        last = last.thenCompose(taken -> send(body, 1));
    }

    /** Ends, and never fails, when the post was taken or given up. */
    private CompletionStage<Void> send(byte[] body, int attempt) {
        return client.post(target, HEADERS, body, attempt - 1)
                .handle((reply, error) -> error != null
                        ? String.valueOf(error.getMessage())
                        : reply.status() >= FIRST_ERROR ? "status " + reply.status() : "")
                .thenCompose(why -> {
                    if (why.isEmpty()) {
                        return DONE;
                    }
                    if (attempt == ATTEMPTS) {
                        LOG.warnf(
                                "The webhook at %s did not take a reload after %d attempts: %s", target, ATTEMPTS, why);
                        return DONE;
                    }
                    return DONE.thenComposeAsync(
                            paused -> send(body, attempt + 1),
                            CompletableFuture.delayedExecutor(
                                    pause.toMillis() << (attempt - 1), TimeUnit.MILLISECONDS));
                });
    }

    private static byte[] json(ReloadEvent reload) {
        ReloadStatus status = reload.status();
        Ruleset ruleset = status.ruleset();
        List<Complaint> complaints = status.onDisk().map(OnDisk::complaints).orElse(List.of()).stream()
                .filter(one -> !one.advice())
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event", "rules." + reload.outcome().name().toLowerCase(Locale.ROOT));
        body.put("text", text(reload, complaints));
        body.put("pack", ruleset.pack().name());
        body.put("version", ruleset.pack().version());
        body.put("revision", ruleset.revision());
        body.put("since", status.since().toString());
        status.onDisk()
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

    private static String text(ReloadEvent reload, List<Complaint> complaints) {
        String version = reload.status().ruleset().pack().version();
        return switch (reload.outcome()) {
            case ACCEPTED -> "LiveDoctor: the rules " + version + " are in force.";
            case RESTORED -> "LiveDoctor: the folder holds the rules in force again, " + version + ".";
            case REFUSED ->
                "LiveDoctor: refused the rules in the folder for " + complaints.size()
                        + (complaints.size() == 1 ? " complaint; " : " complaints; ") + version
                        + " goes on. "
                        + complaints.stream()
                                .findFirst()
                                .map(Complaint::toString)
                                .orElse("");
        };
    }
}
