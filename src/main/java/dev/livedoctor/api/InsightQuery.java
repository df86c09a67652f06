package dev.livedoctor.api;

import dev.livedoctor.history.RollUpReader;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the past is asked.
 *
 * @param from the first begin; twelve weeks before {@code to} where it is missing
 * @param to before the last begin; now where it is missing
 * @param timezone whose local time counts; that of each room where it is missing
 * @param findings true leaves out what is none
 */
public record InsightQuery(
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("room") @Nullable String room,
        @QueryParam("market") @Nullable String market,
        @QueryParam("category") @Nullable String category,
        @QueryParam("timezone") @Nullable String timezone,
        @QueryParam("findings") @Nullable String findings,
        @QueryParam("offset") @Nullable String offset,
        @QueryParam("limit") @Nullable String limit) {
    private static final Duration USUAL = Duration.ofDays(84);
    private static final Duration LONGEST = Duration.ofDays(400);

    /** The part of the past, as of {@code now}. */
    RollUpReader.Query query(Instant now) {
        Instant last = QueryParameters.time("to", to, now);
        Instant first = QueryParameters.time("from", from, last.minus(USUAL));
        checkPeriod(first, last, LONGEST);
        return new RollUpReader.Query(first, last, room, market, category);
    }

    /** Refuses times that are none. */
    static void checkPeriod(Instant from, Instant to, Duration longest) {
        if (!from.isBefore(to)) {
            throw invalid("from is " + from + ", and must be before to, " + to + ".");
        }
        if (from.plus(longest).isBefore(to)) {
            throw invalid(
                    "from " + from + " to " + to + " is longer than " + longest.toDays() + " days. Maybe ask twice?");
        }
    }

    @Nullable
    ZoneId zone() {
        try {
            return timezone == null ? null : ZoneId.of(timezone);
        } catch (DateTimeException e) {
            throw invalid(
                    "timezone is " + JsonCursor.shortened(timezone) + ". Maybe an IANA zone such as Asia/Jakarta?");
        }
    }

    boolean findingsOnly() {
        return QueryParameters.flag("findings", findings);
    }

    static HttpProblem invalid(String detail) {
        return Problems.of(Response.Status.BAD_REQUEST, "Invalid query", detail);
    }
}
