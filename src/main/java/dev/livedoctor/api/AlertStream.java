package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.HistoryUnavailableException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happens in alerts as it happens, as server-sent events. A client that was cut off goes on where it was: the id of an event is its
 * place among all changes.
 */
@Path("/alerts/stream")
@Singleton
@RolesAllowed(Roles.RECORD)
public class AlertStream {
    private static final int MOST = 100;
    private static final int MOST_OF_ONE = 10;
    /** As many events are held in memory for a client that is slow. */
    private static final int PAGE = 50;

    private static final Duration PAUSE = Duration.ofMillis(500);
    /** So that proxies do not take the line for dead, and we notice when it is. */
    private static final int SILENT_TURNS = 30;
    /** A client that has not read for this long is cut off, and may resume where it was. */
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private final Episodes episodes;
    private final AlertJsonWriter views;
    private final SecurityIdentity visitor;
    private final StreamLimiter limiter = new StreamLimiter(MOST, MOST_OF_ONE);

    AlertStream(Episodes episodes, AlertJsonWriter views, SecurityIdentity visitor) {
        this.episodes = episodes;
        this.views = views;
        this.visitor = visitor;
    }

    /** From the change after {@code last} on; without it, or where that is still to come, what happens from now on. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> changes(
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
            @Context Sse sse,
            @Context RoutingContext request) {
        long now = episodes.lastChangeId();
        Line line = new Line(last == null ? now : Math.min(place(last), now), Languages.of(languages), sse);
        String client = visitor.isAnonymous()
                ? request.request().remoteAddress().hostAddress()
                : visitor.getPrincipal().getName();
        limiter.begin(client);
        return Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(PAUSE)
                .onOverflow()
                .drop()
                .onItem()
                .invoke(tick -> {
                    if (line.isStuck()) {
                        request.response().reset();
                    }
                })
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToIterable(tick -> line.turn())
                .onTermination()
                .invoke(() -> limiter.end(client));
    }

    private static long place(String last) {
        try {
            return Long.parseLong(last.strip());
        } catch (NumberFormatException e) {
            throw Problems.of(
                    Response.Status.BAD_REQUEST,
                    "Invalid header",
                    "Last-Event-ID must be the id of an event of this stream.");
        }
    }

    /** One client. */
    private final class Line {
        private final Language language;
        private final Sse sse;
        private long told;
        private int silent = SILENT_TURNS;
        /** Since when the client has the last turn to read; 0 while the next one is made. */
        private volatile long offered;

        Line(long told, Language language, Sse sse) {
            this.told = told;
            this.language = language;
            this.sse = sse;
        }

        boolean isStuck() {
            long since = offered;
            return since != 0 && System.nanoTime() - since > PATIENCE;
        }

        synchronized List<OutboundSseEvent> turn() {
            offered = 0;
            List<OutboundSseEvent> events = events();
            offered = System.nanoTime();
            return events;
        }

        private List<OutboundSseEvent> events() {
            List<OutboundSseEvent> events = new ArrayList<>();
            for (EpisodeChange change : changes()) {
                told = change.id();
                events.add(sse.newEventBuilder()
                        .id(Long.toString(change.id()))
                        .name(change.what().name().toLowerCase(Locale.ROOT))
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(views.json(change, language))
                        .build());
            }
            if (!events.isEmpty()) {
                silent = 0;
            } else if (silent++ >= SILENT_TURNS) {
                silent = 0;
                events.add(sse.newEventBuilder().comment("still here").build());
            }
            return events;
        }

        /** A history that is away for a while comes back, and nothing is left out then. */
        private List<EpisodeChange> changes() {
            try {
                return episodes.changesAfter(told, PAGE);
            } catch (HistoryUnavailableException e) {
                return List.of();
            }
        }
    }
}
