package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.notify.Notifications;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.WellKnown;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Sends notifications of a report on request. It waits for the disk, so it runs on a worker thread. */
@ApplicationScoped
class ReportNotifier {

    private final Optional<Notifications> notifications;
    private final SecurityIdentity visitor;
    private final Vertx vertx;

    ReportNotifier(Optional<Notifications> notifications, SecurityIdentity visitor, Vertx vertx) {
        this.notifications = notifications;
        this.visitor = visitor;
        this.vertx = vertx;
    }

    /** Refuses callers that may not notify others, and requests where no target is configured. */
    void check() {
        if (!visitor.hasRole(Roles.NOTIFY)) {
            throw visitor.isAnonymous() ? new UnauthorizedException() : new ForbiddenException();
        }
        if (notifications.isEmpty()) {
            throw Problems.of(
                    Status.CONFLICT,
                    "Nobody to tell",
                    "No target of notifications is configured. Maybe set livedoctor.notifications.targets, see"
                            + " docs/notifications.md?");
        }
    }

    /** Does {@code work}, which may {@link #enqueue}, on a thread that may block. */
    <T> CompletionStage<T> onWorkerThread(Callable<T> work) {
        return vertx.executeBlocking(work, false).toCompletionStage();
    }

    /** Puts {@code report} on {@code snapshot} into the outbox; gives the names of those who will be told. */
    List<String> enqueue(StoredReport report, MetricSnapshot snapshot) {
        Optional<String> market =
                Optional.ofNullable(snapshot.attributes().get(WellKnown.MARKET)).map(Object::toString);
        return notifications.map(all -> all.enqueue(report, market)).orElse(List.of());
    }
}
