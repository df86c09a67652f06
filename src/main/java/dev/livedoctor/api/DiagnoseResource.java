package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.diagnosis.Language;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Diagnoses one snapshot. A small one is diagnosed on the event loop, which is cheaper than to hand it over; one that exceeds the input
 * buffer is read and diagnosed on a worker thread, which may block.
 */
@Path("/diagnose")
@Consumes(MediaType.APPLICATION_JSON)
@NonBlocking
@RolesAllowed(Roles.DIAGNOSE)
public class DiagnoseResource {
    /** Who will be told of the report. */
    private static final String NOTIFIED = "Livedoctor-Notified";

    private final Diagnoses diagnoses;
    private final AdmissionControl admissionControl;
    private final ReportNotifier notifier;

    DiagnoseResource(Diagnoses diagnoses, AdmissionControl admissionControl, ReportNotifier notifier) {
        this.diagnoses = diagnoses;
        this.admissionControl = admissionControl;
        this.notifier = notifier;
    }

    /** The report as JSON. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<RestResponse<byte[]>> json(
            RequestBody body,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
            @Context RoutingContext request) {
        return answer(
                body,
                Format.JSON,
                languages,
                QueryParameters.flag("explain", request),
                QueryParameters.flag("notify", request),
                request);
    }

    /** The report as a message for people: text, Markdown, or the card of a chat platform. */
    @POST
    @Produces({
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
    public CompletionStage<Response> message(
            RequestBody body,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
            @Context HttpHeaders headers,
            @Context RoutingContext request) {
        // Of several types, Quarkus finds no writer for what a RestResponse holds.
        return answer(
                        body,
                        Format.of(headers.getAcceptableMediaTypes()),
                        languages,
                        QueryParameters.flag("explain", request),
                        QueryParameters.flag("notify", request),
                        request)
                .thenApply(RestResponse::toResponse);
    }

    private CompletionStage<RestResponse<byte[]>> answer(
            RequestBody body,
            Format format,
            @Nullable String languages,
            boolean explain,
            boolean notify,
            RoutingContext request) {
        admissionControl.checkDeadline(request);
        Language language = Languages.of(languages);
        if (!notify) {
            return CompletableFuture.completedFuture(
                    format.answer(diagnoses.answer(body.bytes(), format, language, explain), language));
        }
        notifier.check();
        return notifier.onWorkerThread(() -> {
            List<String> told = new ArrayList<>();
            byte[] report = diagnoses.answer(
                    body.bytes(),
                    format,
                    language,
                    explain,
                    (stored, snapshot) -> told.addAll(notifier.enqueue(stored, snapshot)));
            RestResponse<byte[]> answer = format.answer(report, language);
            answer.getHeaders().putSingle(NOTIFIED, String.join(", ", told));
            return answer;
        });
    }
}
