package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.api.AlertView.MuteView;
import dev.livedoctor.history.Mutes;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mutes of rooms, or of causes in them: by whom, why, and until when. */
@Path("/alerts/mutes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed(Roles.NOTIFY)
public class MutesResource {
    private static final int MOST_CHARACTERS = 500;
    /** Twice what a room may have: characters are counted as Java does here. */
    private static final int MOST_OF_A_NAME = 256;

    private final Mutes mutes;
    private final SecurityIdentity visitor;
    private final UploadReader uploads;
    private final Clock clock;

    MutesResource(Mutes mutes, SecurityIdentity visitor, UploadReader uploads, Clock clock) {
        this.mutes = mutes;
        this.visitor = visitor;
        this.uploads = uploads;
        this.clock = clock;
    }

    /** All mutes, the first to end first. */
    public record MuteList(List<MuteView> mutes) {}

    /** A mute that is asked for. */
    public record MuteRequest(
            @Nullable String room,
            @Nullable String cause,
            @Nullable Instant until,
            @Nullable String owner,
            @Nullable String reason)
            implements UploadReader.Content {
        @Override
        public boolean complete() {
            return room != null;
        }
    }

    /** All mutes. */
    @GET
    public MuteList all() {
        return new MuteList(mutes.all().stream().map(MuteView::of).toList());
    }

    /** Begins a mute, in place of the one that there was. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public MuteView begin(RequestBody body) {
        MuteRequest wanted = uploads.read(body, MuteRequest.class);
        String room = name("room", wanted.room(), true);
        String cause = name("cause", wanted.cause(), false);
        String reason = line("reason", wanted.reason(), 1);
        String owner = line("owner", wanted.owner(), 0);
        Instant now = clock.instant();
        Instant until = wanted.until();
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(Mutes.LONGEST))) {
            throw invalid("until must be a time within the next " + Mutes.LONGEST.toDays() + " days. Maybe "
                    + now.plus(Duration.ofHours(2)) + "?");
        }
        String by = owner.isEmpty() ? visitor.getPrincipal().getName() : owner;
        mutes.mute(room, cause, until, by, reason);
        return new MuteView(room, cause, until, by, reason);
    }

    /** Ends a mute. */
    @DELETE
    public void end(
            @QueryParam("room") @DefaultValue("") String room, @QueryParam("cause") @DefaultValue("") String cause) {
        if (!mutes.unmute(room, cause)) {
            throw Problems.of(Status.NOT_FOUND, "No such mute", "Nobody muted that. Maybe GET /alerts/mutes lists it?");
        }
    }

    /** A name as somebody recorded it, which may hold more signs than a line of text. */
    private static String name(String name, @Nullable String value, boolean needed) {
        String text = Optional.ofNullable(value).orElse("").strip();
        if (needed && text.isEmpty()
                || text.length() > MOST_OF_A_NAME
                || text.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name + " must have " + (needed ? 1 : 0) + " to " + MOST_OF_A_NAME + " characters.");
        }
        return text;
    }

    private static String line(String name, @Nullable String value, int least) {
        String text = Optional.ofNullable(value).orElse("").strip();
        OneLine.check(name, text, least, MOST_CHARACTERS);
        return text;
    }

    private static HttpProblem invalid(String detail) {
        return Problems.of(Status.BAD_REQUEST, "Invalid mute", detail);
    }
}
