package dev.livedoctor.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.access.Roles;
import dev.livedoctor.diagnosis.Language;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Diagnoses a stream of snapshots, one a line, and answers line by line. It holds one line at a time: a client that reads slowly slows
 * the reading of its own stream down.
 */
@Path("/diagnose/batch")
@RolesAllowed(Roles.DIAGNOSE)
public class BatchResource {
    static final String NDJSON = "application/x-ndjson";
    private static final Logger LOG = Logger.getLogger(BatchResource.class);

    private final Diagnoses diagnoses;
    private final ObjectMapper mapper;
    private final int lineLimit;
    private final Semaphore places;

    BatchResource(Diagnoses diagnoses, ObjectMapper mapper, ApiConfig config) {
        this.diagnoses = diagnoses;
        this.mapper = mapper;
        this.lineLimit = Math.toIntExact(config.bodyLimit().asLongValue());
        this.places = new Semaphore(config.batches());
    }

    /** A line with a report for every line with a snapshot, in the same order; for a bad one, problem details with its line number. */
    @POST
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Blocking
    public Response diagnose(InputStream body, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        if (!places.tryAcquire()) {
            throw new OverloadedException("As many batches as this instance takes on are under way.");
        }
        Language language = Languages.of(languages);
        StreamingOutput answer = out -> {
            try {
                answer(new LineReader(body, lineLimit), body, out, language);
            } finally {
                places.release();
            }
        };
        return Response.ok(answer)
                .header(HttpHeaders.CONTENT_LANGUAGE, Languages.tag(language))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private void answer(LineReader lines, InputStream body, OutputStream out, Language language) throws IOException {
        try {
            while (lines.next()) {
                out.write(answer(lines, language));
                out.write('\n');
                if (body.available() == 0) {
                    // The client may be waiting for this answer before it sends more.
                    out.flush();
                }
            }
        } catch (IncompleteBodyException e) {
            out.write(problem(Problems.of(e), lines.number() + 1));
            out.write('\n');
        }
    }

    private byte[] answer(LineReader lines, Language language) throws IOException {
        try {
            return diagnoses.answer(lines.line(), Format.JSON, language, false);
        } catch (InvalidSnapshotException e) {
            return problem(Problems.of(e), lines.number());
        } catch (MalformedJsonException e) {
            return problem(
                    Problems.of(new MalformedJsonException(
                            Objects.requireNonNull(e.getMessage()), lines.number(), e.column())),
                    lines.number());
        } catch (ContentTooLargeException e) {
            return problem(Problems.of(e), lines.number());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Line %d of a batch failed", lines.number());
            return problem(HttpProblem.valueOf(Response.Status.INTERNAL_SERVER_ERROR), lines.number());
        }
    }

    private byte[] problem(HttpProblem problem, int line) throws IOException {
        return mapper.writeValueAsBytes(
                HttpProblem.builder(problem).with("line", line).build());
    }
}
