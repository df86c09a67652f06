package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.notify.DeadLetter;
import dev.livedoctor.notify.Notifications;
import dev.livedoctor.notify.TargetState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** How the targets of notifications fare, and the messages that they did not take. */
@Path("/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.NOTIFY)
public class NotificationsResource {
    private static final int USUAL = 50;
    private static final int MOST = 1_000;

    private final Optional<Notifications> notifications;

    NotificationsResource(Optional<Notifications> notifications) {
        this.notifications = notifications;
    }

    /** All targets. */
    public record TargetStates(List<TargetState> targets) {}

    /** Messages that were given up, the latest first. */
    public record DeadLetters(List<DeadLetter> deadLetters) {}

    /** How many messages are sent again. */
    public record Retried(int retried) {}

    /** How the targets fare. */
    @GET
    @Path("targets")
    public TargetStates targets() {
        return new TargetStates(notifications.map(Notifications::targets).orElse(List.of()));
    }

    /** What was given up. */
    @GET
    @Path("dead-letters")
    public DeadLetters deadLetters(
            @QueryParam("target") @Nullable String target, @QueryParam("limit") @Nullable String limit) {
        int number = QueryParameters.within("limit", limit, USUAL, 1, MOST);
        return new DeadLetters(notifications
                .map(all -> all.deadLetters(Optional.ofNullable(target), number))
                .orElse(List.of()));
    }

    /** Sends all again that was given up for one target. */
    @POST
    @Path("dead-letters/retry")
    public Retried retryAll(@QueryParam("target") @Nullable String target) {
        List<String> names = notifications.map(Notifications::names).orElse(List.of());
        if (target == null || !names.contains(target)) {
            throw Problems.of(
                    target == null ? Status.BAD_REQUEST : Status.NOT_FOUND,
                    "No such target",
                    (target == null ? "target is missing." : "No target is called '" + target + "'.")
                            + (names.isEmpty()
                                    ? " Maybe set livedoctor.notifications.targets?"
                                    : " Maybe target=" + String.join(" or target=", names) + "?"));
        }
        return new Retried(notifications.map(all -> all.retryAll(target)).orElse(0));
    }

    /** Sends one message again. */
    @POST
    @Path("dead-letters/{id}/retry")
    public void retry(@PathParam("id") String id) {
        find(id, number -> notifications.filter(all -> all.retry(number)).isPresent());
    }

    /** Throws one message away. */
    @DELETE
    @Path("dead-letters/{id}")
    public void discard(@PathParam("id") String id) {
        find(id, number -> notifications.filter(all -> all.discard(number)).isPresent());
    }

    private static void find(String id, LongPredicate found) {
        try {
            if (found.test(Long.parseLong(id))) {
                return;
            }
        } catch (NumberFormatException e) {
            // No message has such an id.
        }
        throw Problems.of(
                Status.NOT_FOUND,
                "No such message",
                "No message '" + id + "' was given up for a target that there is. Maybe it is sent again already?");
    }
}
