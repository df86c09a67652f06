package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.Reports;
import dev.livedoctor.history.StoredReport;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives reports again, in every form that they can be given in. */
@Path("/")
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
@Blocking
@RolesAllowed(Roles.DIAGNOSE)
public class ReportsResource {
    private final Reports reports;
    private final StoredReportJson json;
    private final ReportRenderer renderer;

    ReportsResource(Reports reports, StoredReportJson json, Cards cards) {
        this.reports = reports;
        this.json = json;
        this.renderer = new ReportRenderer(cards);
    }

    /** The report with this id. */
    @GET
    @Path("reports/{id}")
    public Response byId(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
            @Context HttpHeaders headers) {
        return reports.byId(id)
                .map(report -> answer(report, languages, headers))
                .orElseThrow(() -> missing("There is no report '" + id + "'."));
    }

    /** The latest report of a room. */
    @GET
    @Path("rooms/{room}/report")
    public Response latest(
            @PathParam("room") String room,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
            @Context HttpHeaders headers) {
        return reports.latest(room)
                .map(report -> answer(report, languages, headers))
                .orElseThrow(() -> missing("The room '" + room + "' was not diagnosed."));
    }

    private Response answer(StoredReport report, @Nullable String languages, HttpHeaders headers) {
        Format format = Format.of(headers.getAcceptableMediaTypes());
        Language language = Languages.of(languages);
        return format.answer(
                        format == Format.JSON
                                ? json.write(report, language)
                                : renderer.write(report, List.of(), format, language),
                        language)
                .toResponse();
    }

    private static HttpProblem missing(String detail) {
        return Problems.of(
                Response.Status.NOT_FOUND,
                "No such report",
                detail + " Maybe it was, and newer reports took its place: livedoctor.history.reports says how"
                        + " many are kept.");
    }
}
