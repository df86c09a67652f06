package dev.livedoctor.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.livedoctor.access.Roles;
import dev.livedoctor.alert.ActionCheck;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.Episodes.Query;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alerts of recorded rooms, what happened in each, and what was done about it. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed(Roles.RECORD)
public class AlertsResource {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final int MOST_CHARACTERS = 200;

    private final Episodes episodes;
    private final AlertJsonWriter views;
    private final UploadReader uploads;
    private final Clock clock;

    AlertsResource(Episodes episodes, AlertJsonWriter views, UploadReader uploads, Clock clock) {
        this.episodes = episodes;
        this.views = views;
        this.uploads = uploads;
        this.clock = clock;
    }

    /** Alerts, the newest first; {@code next} is what to ask for in {@code before} to get more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Alerts(List<AlertView> alerts, @Nullable Long next) {}

    /** An alert, and what happened in it, in order. */
    public record Alert(AlertView alert, List<AlertJsonWriter.ChangeView> timeline) {}

    /** An action that was taken; without a code the first one of the alert, without a time now. */
    public record ActionRequest(
            @Nullable String action, @Nullable Instant at) implements UploadReader.Content {
        @Override
        public boolean complete() {
            return true;
        }
    }

    /** The alerts that were asked for; those that another one speaks for are folded under it and left out. */
    @GET
    public Alerts find(
            @QueryParam("state") @DefaultValue("all") String state,
            @QueryParam("room") @Nullable String room,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("folded") @Nullable String folded,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        int number = QueryParameters.within("limit", limit, USUAL, 1, MOST);
        Query query = new Query(room, open(state), severity(severity), before == null ? null : id(before), number);
        List<Episode> found = episodes.find(query);
        boolean all = QueryParameters.flag("folded", folded);
        Language language = Languages.of(languages);
        List<AlertView> shown = new ArrayList<>();
        found.stream()
                .filter(episode -> all || episode.under() == null)
                .forEach(episode -> shown.add(views.view(episode, language)));
        return new Alerts(
                shown, found.size() < number ? null : found.get(number - 1).id());
    }

    private static @Nullable Boolean open(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "open" -> Boolean.TRUE;
            case "closed" -> Boolean.FALSE;
            case "all" -> null;
            default ->
                throw InsightQuery.invalid("state is " + JsonCursor.shortened(state) + ". Maybe open, closed or all?");
        };
    }

    private static @Nullable Severity severity(@Nullable String text) {
        try {
            return text == null ? null : Severity.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw InsightQuery.invalid("severity is " + JsonCursor.shortened(text) + ". Maybe one of "
                    + Arrays.toString(Severity.values()) + "?");
        }
    }

    /** One alert. */
    @GET
    @Path("{id}")
    public Alert one(@PathParam("id") String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        Language language = Languages.of(languages);
        return alert(episodes.byId(id(id)).orElseThrow(() -> none(id)), language);
    }

    private Alert alert(Episode episode, Language language) {
        return new Alert(
                views.view(episode, language),
                episodes.timeline(episode.id()).stream()
                        .map(change -> views.view(change, language, false))
                        .toList());
    }

    /** Notes that an action was taken, so that the alert says whether it worked. */
    @POST
    @Path("{id}/actions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Alert act(
            @PathParam("id") String id,
            RequestBody body,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        ActionRequest request = uploads.read(body, ActionRequest.class);
        long number = id(id);
        Episode episode = episodes.byId(number).orElseThrow(() -> none(id));
        String action = Optional.ofNullable(request.action())
                .or(() -> Optional.ofNullable(episode.check()).map(ActionCheck::action))
                .orElse("");
        OneLine.check("action", action, 1, MOST_CHARACTERS);
        Instant at = Optional.ofNullable(request.at()).orElseGet(clock::instant);
        Episode after = episodes.recordAction(number, action, at)
                .orElseThrow(() -> Problems.of(
                        Status.CONFLICT,
                        "Alert is closed",
                        "Alert " + number + " is closed, and nothing more is noted in it."));
        return alert(after, Languages.of(languages));
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw none(text);
        }
    }

    private static HttpProblem none(String id) {
        return Problems.of(
                Status.NOT_FOUND,
                "No such alert",
                "No alert is called " + JsonCursor.shortened(id) + ". Maybe GET /alerts lists it?");
    }
}
