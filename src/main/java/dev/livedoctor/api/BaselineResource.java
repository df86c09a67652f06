package dev.livedoctor.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.access.Roles;
import dev.livedoctor.history.Baseline;
import dev.livedoctor.history.BaselineTraits;
import dev.livedoctor.history.History;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what is usual in a room, and on how little that rests. */
@Path("/rooms/{room}/baseline")
@RolesAllowed(Roles.RECORD)
public class BaselineResource {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final History history;
    private final Supplier<ReportPipeline> pipelines;
    private final Clock clock;

    BaselineResource(History history, Supplier<ReportPipeline> pipelines, Clock clock) {
        this.history = history;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /** What the metrics of a minute usually are {@code at} a time, now where none is given. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    public ObjectNode usual(@PathParam("room") String room, @QueryParam("at") @Nullable String at) {
        Instant time = QueryParameters.time("at", at, clock.instant());
        BaselineTraits traits = new PackTraits(pipelines.get().ruleset().pack());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("room", room).put("at", time.toString());
        ObjectNode metrics = answer.putObject("metrics");
        history.baselines(minute(room, time), traits)
                .forEach((metric, baseline) -> write(metrics.putObject(metric), baseline, traits.counts(metric)));
        return answer;
    }

    private static void write(ObjectNode json, Baseline baseline, boolean counts) {
        double usual = counts ? baseline.rate() : baseline.value();
        if (Double.isFinite(usual)) {
            json.put("usual", usual);
        }
        json.put("sessions", baseline.sessions())
                .put("category", baseline.category())
                .put("presence", baseline.presence())
                .put("standing", baseline.standing().name());
    }

    private static MetricSnapshot minute(String room, Instant start) {
        return new MetricSnapshot(
                room,
                new Window(start, start.plus(MINUTE)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
    }
}
