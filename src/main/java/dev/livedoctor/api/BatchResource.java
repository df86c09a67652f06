package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Diagnoses a stream of snapshots, one a line, and answers line by line. */
@Path("/diagnose/batch")
@RolesAllowed(Roles.DIAGNOSE)
public class BatchResource {
    private final Diagnoses diagnoses;
    private final NdjsonResponder responder;

    BatchResource(Diagnoses diagnoses, NdjsonResponder responder) {
        this.diagnoses = diagnoses;
        this.responder = responder;
    }

    /** A line with a report for every line with a snapshot, in the same order; for a bad one, problem details with its line number. */
    @POST
    @Consumes(NdjsonResponder.NDJSON)
    @Produces(NdjsonResponder.NDJSON)
    @Blocking
    public Response diagnose(InputStream body, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        return responder.to(body, languages, 1, language -> line -> {
            byte[] report = diagnoses.answer(line, Format.JSON, language, false);
            return () -> report;
        });
    }
}
