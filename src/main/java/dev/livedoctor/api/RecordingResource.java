package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.History;
import dev.livedoctor.history.RecordedWindow;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records the snapshots of a room, diagnoses them on the way, and gives them back. An answered snapshot is durable. */
@Path("/rooms/{room}/snapshots")
@Blocking
@RolesAllowed(Roles.RECORD)
public class RecordingResource {
    /** Lines of a stream that wait for the disk together. */
    private static final int AHEAD = 64;

    private final Recordings recordings;
    private final AdmissionControl admissionControl;
    private final NdjsonResponder responder;
    private final History history;

    RecordingResource(
            Recordings recordings, AdmissionControl admissionControl, NdjsonResponder responder, History history) {
        this.history = history;
        this.recordings = recordings;
        this.admissionControl = admissionControl;
        this.responder = responder;
    }

    /** Records one snapshot; the report in the form that the client likes best. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({
        MediaType.APPLICATION_JSON,
        MediaType.TEXT_PLAIN,
        Format.TEXT_MARKDOWN,
        Platform.Type.SLACK,
        Platform.Type.FEISHU,
        Platform.Type.DINGTALK,
        Platform.Type.WECOM,
        Platform.Type.TEAMS,
        Platform.Type.DISCORD,
        Platform.Type.TELEGRAM
    })
    public Response record(
            @PathParam("room") String room,
            RequestBody body,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
            @Context HttpHeaders headers,
            @Context RoutingContext request) {
        admissionControl.checkDeadline(request);
        Language language = Languages.of(languages);
        Format format = Format.of(headers.getAcceptableMediaTypes());
        // Of several types, Quarkus finds no writer for what a RestResponse holds.
        return format.answer(
                        recordings
                                .record(room, body.bytes(), format, language, QueryParameters.flag("explain", request))
                                .get(),
                        language)
                .toResponse();
    }

    /** Records a stream of them: a line with a report for each, in the same order; for a bad one, problem details with its line number. */
    @POST
    @Consumes(NdjsonResponder.NDJSON)
    @Produces(NdjsonResponder.NDJSON)
    public Response recordAll(
            @PathParam("room") String room,
            InputStream body,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        return responder.to(
                body,
                languages,
                AHEAD,
                language -> line -> recordings.record(room, line, Format.JSON, language, false));
    }

    /**
     * What was recorded, one snapshot a line in order of time, as it was diagnosed: with what was put into its baseline.
     *
     * @param from the first begin, as 2026-11-22T13:04:00Z
     * @param to before the last begin
     */
    @GET
    @Produces(NdjsonResponder.NDJSON)
    public StreamingOutput recorded(
            @PathParam("room") String room,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Instant first = QueryParameters.time("from", from, Instant.MIN);
        Instant last = QueryParameters.time("to", to, Instant.MAX);
        return out -> {
            try {
                history.forEachWindow(room, first, last, recorded -> write(out, recorded));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        };
    }

    private static void write(OutputStream out, RecordedWindow recorded) {
        try {
            out.write(recorded.json());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
