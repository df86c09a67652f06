package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.history.ConflictingWindowException;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.WindowRefusedException;
import dev.livedoctor.lookback.QueryTooLargeException;
import dev.livedoctor.notify.OutboxFullException;
import dev.livedoctor.reload.EditingClosedException;
import dev.livedoctor.reload.HistoryUnreadableException;
import dev.livedoctor.ruleset.RulePackException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Our mistakes and those of clients as problem details (RFC 9457). */
public final class Problems {
    /** The library's own mappers of refusals do not run with this Quarkus: they read a field that is gone. */
    static final int BEFORE_THE_LIBRARY = Priorities.USER - 2;

    private static final int UNPROCESSABLE = 422;
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String RETRY_AFTER_OUTAGE_SECONDS = "30";

    private Problems() {}

    /** A problem that is no more than its status, a title of its kind, and what is wrong here. */
    public static HttpProblem of(Response.StatusType status, String title, @Nullable String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail)
                .build();
    }

    /** Answers {@code request} before mappers of exceptions exist; the title is that of the status. */
    public static void end(RoutingContext request, HttpResponseStatus status, String detail) {
        end(request, status, status.reasonPhrase(), detail);
    }

    static void end(RoutingContext request, HttpResponseStatus status, String title, String detail) {
        request.response()
                .setStatusCode(status.code())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(new JsonObject()
                        .put("status", status.code())
                        .put("title", title)
                        .put("detail", detail)
                        .encode());
    }

    private static HttpProblem unprocessable(String title, Exception e) {
        return HttpProblem.builder()
                .withStatus(UNPROCESSABLE)
                .withTitle(title)
                .withDetail(e.getMessage())
                .build();
    }

    private static HttpProblem later(String title, Exception e, String seconds) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle(title)
                .withDetail(e.getMessage())
                .withHeader(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    static HttpProblem of(InvalidSnapshotException e) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withStatus(Response.Status.BAD_REQUEST)
                .withTitle("Invalid snapshot")
                .withDetail(e.getMessage())
                .with("violations", e.violations());
        if (e.omitted() > 0) {
            problem.with("omitted", e.omitted());
        }
        return problem.build();
    }

    static HttpProblem of(MalformedJsonException e) {
        return HttpProblem.builder()
                .withStatus(Response.Status.BAD_REQUEST)
                .withTitle("Malformed JSON")
                .withDetail(e.getMessage() + " (line " + e.line() + ", column " + e.column() + ")")
                .with("line", e.line())
                .with("column", e.column())
                .build();
    }

    static HttpProblem of(RulePackException e) {
        int count = e.complaints().size();
        return HttpProblem.builder()
                .withStatus(UNPROCESSABLE)
                .withTitle("Refused rules")
                .withDetail("The pack has " + count + (count == 1 ? " complaint." : " complaints."))
                .with("complaints", e.complaints())
                .build();
    }

    static HttpProblem of(EditingClosedException e) {
        return of(Response.Status.CONFLICT, "Rules cannot be changed here", e.getMessage());
    }

    static HttpProblem of(HistoryUnreadableException e) {
        return of(Response.Status.CONFLICT, "History cannot be read", "Git cannot read " + e.getMessage());
    }

    static HttpProblem of(ContentTooLargeException e) {
        return of(Response.Status.REQUEST_ENTITY_TOO_LARGE, "Content too large", e.getMessage());
    }

    static HttpProblem of(WindowRefusedException e) {
        return unprocessable("Window out of bounds", e);
    }

    static HttpProblem of(QueryTooLargeException e) {
        return unprocessable("Too much at once", e);
    }

    static HttpProblem of(ConflictingWindowException e) {
        return of(Response.Status.CONFLICT, "Recorded with other content", e.getMessage());
    }

    static HttpProblem of(HistoryUnavailableException e) {
        return later("History unavailable", e, RETRY_AFTER_SECONDS);
    }

    static HttpProblem of(IncompleteBodyException e) {
        return of(Response.Status.BAD_REQUEST, "Incomplete body", e.getMessage());
    }

    static HttpProblem of(OverloadedException e) {
        return later("Overloaded", e, RETRY_AFTER_SECONDS);
    }

    static HttpProblem of(OutboxFullException e) {
        return later("Outbox full", e, RETRY_AFTER_OUTAGE_SECONDS);
    }

    static HttpProblem unauthorized(String detail) {
        return HttpProblem.builder()
                .withStatus(Response.Status.UNAUTHORIZED)
                .withTitle("Unauthorized")
                .withDetail(detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, Roles.CHALLENGE)
                .build();
    }

    static HttpProblem forbidden() {
        return of(Response.Status.FORBIDDEN, "Forbidden", "The API key or token lacks the role that this needs.");
    }
}
