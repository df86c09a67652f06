package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.lookback.Insight;
import dev.livedoctor.lookback.Lookback;
import dev.livedoctor.lookback.QueryTooLargeException;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the recorded past. */
@Path("/insights")
@Blocking
@RolesAllowed(Roles.RECORD)
public class InsightsResource {
    /** Questions under way at once: each reads for seconds, and others read, too. */
    private static final Semaphore PLACES = new Semaphore(2);

    private final Lookback lookback;
    private final Clock clock;

    InsightsResource(Lookback lookback, Clock clock) {
        this.lookback = lookback;
        this.clock = clock;
    }

    /** What can be asked. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Set<String>> questions() {
        return Map.of("questions", Lookback.questions());
    }

    /** What the past says. */
    @GET
    @Path("{question}")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, Format.TEXT_MARKDOWN})
    public Response ask(
            @PathParam("question") String question,
            @BeanParam InsightQuery asked,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
            @Context HttpHeaders headers) {
        if (!Lookback.questions().contains(question)) {
            throw Problems.of(
                    Response.Status.NOT_FOUND,
                    "No such question",
                    "There is no question '" + JsonCursor.shortened(question) + "'. Maybe one of "
                            + String.join(", ", Lookback.questions()) + "?");
        }
        RollUpReader.Query query = asked.query(clock.instant());
        InsightPage page = new InsightPage(
                query,
                asked.zone(),
                asked.findingsOnly(),
                QueryParameters.within("offset", asked.offset(), 0, 0, Integer.MAX_VALUE),
                QueryParameters.within("limit", asked.limit(), InsightPage.LIMIT, 1, InsightPage.MOST));
        Language language = Languages.of(languages);
        Format format = Format.of(headers.getAcceptableMediaTypes());
        Insight insight = inTurn(() -> lookback.ask(question, query, page.zone()));
        return format.answer(page.write(insight, format, language), language).toResponse();
    }

    /** What {@code work} makes, while no more than a few others are at it. */
    public static <T> T inTurn(Supplier<T> work) {
        if (!PLACES.tryAcquire()) {
            throw new OverloadedException("Others are asking the past just now.");
        }
        try {
            return work.get();
        } catch (QueryTooLargeException e) {
            throw Problems.of(e);
        } finally {
            PLACES.release();
        }
    }
}
