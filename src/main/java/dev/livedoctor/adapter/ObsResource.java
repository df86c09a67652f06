package dev.livedoctor.adapter;

import dev.livedoctor.access.Roles;
import dev.livedoctor.adapter.Recorder.Outcome;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    /** Years have four digits, where ISO 8601 may have more. */
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final BodyDecoder.Bulkhead BULKHEAD = new BodyDecoder.Bulkhead(2);

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
    public record ImportResult(int snapshots, int recorded, int known, List<String> refused, List<String> troubles) {}

    /**
     * Takes a log.
     *
     * @param zone in which OBS ran, such as Asia/Shanghai; without it, that of the source
     * @param date of the first line, where the log does not say it itself
     */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public ImportResult take(
            @PathParam("room") String room,
            InputStream body,
            @Context HttpHeaders headers,
            @QueryParam("zone") @Nullable String zone,
            @QueryParam("date") @Nullable String date) {
        SourceProblems.ofPages(headers);
        ObsSource source = adapters.obs().orElseThrow(() -> SourceProblems.notConfigured(SourceType.OBS));
        Optional<LocalDate> day;
        ZoneId where;
        try {
            day = Optional.ofNullable(date).map(DAY::parse).map(LocalDate::from);
            where = zone == null ? source.zone() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw SourceProblems.of(Status.BAD_REQUEST, e.getMessage() + ". Maybe zone=Asia/Shanghai&date=2026-11-28?");
        }
        try {
            byte[] log = BodyDecoder.read(body, null, MOST_BYTES);
            return BULKHEAD.deal(() ->
                    record(ObsImport.of(log, room, day, where, source.mapping().current()), source));
        } catch (SourceUnavailableException e) {
            throw SourceProblems.of(Status.SERVICE_UNAVAILABLE, e.getMessage());
        } catch (BodyDecoder.RefusedException e) {
            throw SourceProblems.of(e.status(), e.getMessage());
        }
    }

    private static ImportResult record(ObsImport imported, ObsSource source) {
        int recorded = 0;
        int known = 0;
        List<String> refused = new ArrayList<>();
        for (Outcome outcome : source.stats().record(imported.snapshots(), source.recorder())) {
            switch (outcome.kind()) {
                case RECORDED -> recorded++;
                case KNOWN -> known++;
                case REFUSED -> refused.add(outcome.why());
            }
        }
        return new ImportResult(
                imported.snapshots().size(), recorded, known, refused, List.copyOf(imported.troubles()));
    }
}
