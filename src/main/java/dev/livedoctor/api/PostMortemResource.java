package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.lookback.PostMortem;
import dev.livedoctor.lookback.PostMortems;
import dev.livedoctor.ruleset.Ruleset;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what happened in a room: when, why, what was done, whether it helped, and what to prevent. */
@Path("/rooms/{room}/post-mortem")
@Blocking
@RolesAllowed(Roles.RECORD)
public class PostMortemResource {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final PostMortems postMortems;
    private final Supplier<ReportPipeline> pipelines;
    private final Clock clock;

    PostMortemResource(PostMortems postMortems, Supplier<ReportPipeline> pipelines, Clock clock) {
        this.postMortems = postMortems;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /** The last day where no time is given; JSON, text, Markdown, or a page that needs nothing from elsewhere. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, Format.TEXT_MARKDOWN, MediaType.TEXT_HTML})
    public Response tell(
            @PathParam("room") String room,
            @BeanParam InsightQuery asked,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
            @Context HttpHeaders headers) {
        Instant to = QueryParameters.time("to", asked.to(), clock.instant());
        Instant from = QueryParameters.time("from", asked.from(), to.minus(USUAL));
        InsightQuery.checkPeriod(from, to, LONGEST);
        Language language = Languages.of(languages);
        Ruleset rules = pipelines.get().ruleset();
        PostMortem postMortem = InsightsResource.inTurn(() -> postMortems.of(
                        room, from, to, asked.zone(), rules, rules.pack().causes()))
                .orElseThrow(() -> Problems.of(
                        Response.Status.NOT_FOUND,
                        "Nothing recorded",
                        "Nothing is there of the room '" + JsonCursor.shortened(room) + "' from " + from
                                + " to " + to
                                + ". Maybe at another time, or longer ago than livedoctor.history.raw keeps windows?"));
        if (wantsPage(headers)) {
            return PostMortemPage.answer(postMortem, language);
        }
        Format format = Format.of(headers.getAcceptableMediaTypes());
        byte[] body = format == Format.JSON
                ? PostMortemJson.write(postMortem, language)
                : new PostMortemText(format == Format.MARKDOWN, language).write(postMortem);
        return format.answer(body, language).toResponse();
    }

    /** Whether a page comes before all other forms. */
    private static boolean wantsPage(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(range -> range.isCompatible(MediaType.TEXT_HTML_TYPE)
                        || range.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || range.isCompatible(MediaType.TEXT_PLAIN_TYPE)
                        || range.getSubtype().equals("markdown"))
                .findFirst()
                .filter(range -> range.getSubtype().equals("html"))
                .isPresent();
    }
}
