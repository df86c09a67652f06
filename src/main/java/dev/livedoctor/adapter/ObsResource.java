package dev.livedoctor.adapter;

import dev.livedoctor.access.Roles;
import dev.livedoctor.adapter.Recorder.Outcome;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where logs of OBS come in as a whole. */
@Path(ObsResource.PATH)
@Blocking
@RolesAllowed(Roles.RECORD)
@Produces(MediaType.APPLICATION_JSON)
public class ObsResource {
    static final String PATH = "/obs/logs/{room}";
    private static final int MOST_BYTES = 16 << 20;
    private static final Body.Places PLACES = new Body.Places(2);

    private final Adapters adapters;

    ObsResource(Adapters adapters) {
        this.adapters = adapters;
    }

    /**
     * What became of a log.
     *
     * @param snapshots how many it makes
     * @param recorded how many are durable
     * @param known whose windows are recorded with other content
     * @param refused why the others are not recorded
     * @param troubles what of the log could not be used
     */
    public record Taken(int snapshots, int recorded, int known, List<String> refused, List<String> troubles) {}

    /**
     * Takes a log.
     *
     * @param zone in which OBS ran, such as Asia/Shanghai; without it, that of the source
     * @param date of the first line, where the log does not say it itself
     */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public Taken take(
            @PathParam("room") String room,
            InputStream body,
            @QueryParam("zone") @Nullable String zone,
            @QueryParam("date") @Nullable String date) {
        ObsSource source = adapters.obs().orElseThrow(() -> NotConfigured.problem(Kind.OBS));
        Optional<LocalDate> day;
        ZoneId where;
        try {
            day = Optional.ofNullable(date).map(LocalDate::parse);
            where = zone == null ? source.zone() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw problem(Status.BAD_REQUEST, e.getMessage() + ". Maybe zone=Asia/Shanghai&date=2026-11-28?");
        }
        try {
            byte[] log = Body.read(body, null, MOST_BYTES);
            return PLACES.deal(() ->
                    record(ObsImport.of(log, room, day, where, source.mapping().current()), source));
        } catch (Body.RefusedException e) {
            throw problem(e.status(), e.getMessage());
        }
    }

    private static Taken record(ObsImport imported, ObsSource source) {
        int recorded = 0;
        int known = 0;
        List<String> refused = new ArrayList<>();
        for (Outcome outcome : source.ledger().record(imported.snapshots(), source.recorder())) {
            switch (outcome.kind()) {
                case RECORDED -> recorded++;
                case KNOWN -> known++;
                case REFUSED -> refused.add(outcome.why());
            }
        }
        return new Taken(imported.snapshots().size(), recorded, known, refused, List.copyOf(imported.troubles()));
    }

    private static HttpProblem problem(Response.StatusType status, @Nullable String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .build();
    }
}
