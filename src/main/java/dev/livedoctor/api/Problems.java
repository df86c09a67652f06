package dev.livedoctor.api;

import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.OtherContentException;
import dev.livedoctor.history.WindowRefusedException;
import dev.livedoctor.lookback.TooMuchException;
import dev.livedoctor.notify.OutboxFullException;
import dev.livedoctor.reload.EditingClosedException;
import dev.livedoctor.ruleset.RulePackException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Our mistakes and those of clients as problem details (RFC 9457). */
final class Problems {
    /** The library's own mappers of refusals do not run with this Quarkus: they read a field that is gone. */
    static final int BEFORE_THE_LIBRARY = Priorities.USER - 2;

    private static final int UNPROCESSABLE = 422;
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String RETRY_AFTER_OUTAGE_SECONDS = "30";

    private Problems() {}

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
        return HttpProblem.builder()
                .withStatus(Response.Status.CONFLICT)
                .withTitle("Rules cannot be changed here")
                .withDetail(e.getMessage())
                .build();
    }

    static HttpProblem of(ContentTooLargeException e) {
        return HttpProblem.builder()
                .withStatus(Response.Status.REQUEST_ENTITY_TOO_LARGE)
                .withTitle("Content too large")
                .withDetail(e.getMessage())
                .build();
    }

    static HttpProblem of(WindowRefusedException e) {
        return HttpProblem.builder()
                .withStatus(UNPROCESSABLE)
                .withTitle("Window out of bounds")
                .withDetail(e.getMessage())
                .build();
    }

    static HttpProblem of(TooMuchException e) {
        return HttpProblem.builder()
                .withStatus(UNPROCESSABLE)
                .withTitle("Too much at once")
                .withDetail(e.getMessage())
                .build();
    }

    static HttpProblem of(OtherContentException e) {
        return HttpProblem.builder()
                .withStatus(Response.Status.CONFLICT)
                .withTitle("Recorded with other content")
                .withDetail(e.getMessage())
                .build();
    }

    static HttpProblem of(HistoryUnavailableException e) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("History unavailable")
                .withDetail(e.getMessage())
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static HttpProblem of(IncompleteBodyException e) {
        return HttpProblem.builder()
                .withStatus(Response.Status.BAD_REQUEST)
                .withTitle("Incomplete body")
                .withDetail(e.getMessage())
                .build();
    }

    static HttpProblem of(OverloadedException e) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("Overloaded")
                .withDetail(e.getMessage())
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static HttpProblem of(OutboxFullException e) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("Outbox full")
                .withDetail(e.getMessage())
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_OUTAGE_SECONDS)
                .build();
    }

    static HttpProblem unauthorized(String detail) {
        return HttpProblem.builder()
                .withStatus(Response.Status.UNAUTHORIZED)
                .withTitle("Unauthorized")
                .withDetail(detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"livedoctor\"")
                .build();
    }

    static HttpProblem forbidden() {
        return HttpProblem.builder()
                .withStatus(Response.Status.FORBIDDEN)
                .withTitle("Forbidden")
                .withDetail("The API key or token lacks the role that this needs.")
                .build();
    }
}
