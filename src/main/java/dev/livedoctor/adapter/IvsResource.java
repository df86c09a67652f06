package dev.livedoctor.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.livedoctor.access.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where events of AWS IVS come in: from an API destination of EventBridge, one or a list of them, or from Amazon SNS, in its envelope or
 * raw.
 */
@Path(IvsResource.PATH)
@Blocking
@RolesAllowed(Roles.RECORD)
@BasicAuthChallenge
@Produces(MediaType.APPLICATION_JSON)
public class IvsResource {
    static final String PATH = "/ivs/events";
    private static final int MOST_EVENTS = 1_000;
    private static final int MOST_BYTES = 2 << 20;
    private static final BodyDecoder.Bulkhead BULKHEAD = new BodyDecoder.Bulkhead(8);
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .build())
            .build();

    private final Adapters adapters;

    IvsResource(Adapters adapters) {
        this.adapters = adapters;
    }

    /** Takes events; 400 only where none of them is one, since EventBridge sends again what gets another refusal. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    public IvsSource.Taken take(InputStream body, @Context HttpHeaders headers) {
        SourceProblems.ofPages(headers);
        try {
            byte[] bytes = BodyDecoder.read(body, null, MOST_BYTES);
            return BULKHEAD.deal(() -> taken(bytes));
        } catch (SourceUnavailableException e) {
            throw SourceProblems.of(Status.SERVICE_UNAVAILABLE, e.getMessage());
        } catch (BodyDecoder.RefusedException e) {
            throw SourceProblems.of(e.status(), e.getMessage());
        }
    }

    private IvsSource.Taken taken(byte[] body) {
        IvsSource source = adapters.ivs().orElseThrow(() -> SourceProblems.notConfigured(SourceType.IVS));
        JsonNode tree = parse(body);
        Optional<SnsMessage> message = SnsMessage.of(tree);
        if (message.isPresent()) {
            SnsMessage sns = message.get();
            if (sns.asksForConfirmation()) {
                confirm(sns, source);
            }
            if (!sns.isNotification()) {
                return new IvsSource.Taken(0, 0, List.of());
            }
            tree = parse(sns.text().getBytes(StandardCharsets.UTF_8));
        }
        List<JsonNode> events = new ArrayList<>();
        if (tree.isArray()) {
            tree.forEach(events::add);
        } else {
            events.add(tree);
        }
        if (events.size() > MOST_EVENTS) {
            throw SourceProblems.of(Status.BAD_REQUEST, "There are more than " + MOST_EVENTS + " events.");
        }
        IvsSource.Taken taken = source.take(events);
        if (taken.recorded() + taken.ignored() == 0 && !taken.refused().isEmpty()) {
            throw SourceProblems.of(Status.BAD_REQUEST, taken.refused().get(0));
        }
        return taken;
    }

    private void confirm(SnsMessage sns, IvsSource source) {
        if (!sns.isOfAmazon()) {
            throw SourceProblems.of(Status.BAD_REQUEST, "The SubscribeURL is not an address of Amazon SNS.");
        }
        try {
            adapters.confirm(sns);
        } catch (SourceUnavailableException e) {
            String why = "The subscription to " + sns.topic() + " could not be confirmed: " + e.getMessage();
            source.trouble(why);
            throw SourceProblems.of(Status.BAD_GATEWAY, why);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw SourceProblems.of(Status.BAD_REQUEST, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw SourceProblems.of(Status.BAD_REQUEST, "The body is not JSON.");
        }
    }
}
