package dev.livedoctor.adapter;

import dev.livedoctor.api.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is answered where something that comes in is not taken. */
final class SourceProblems {
    private static final String ORIGIN = "Origin";
    private static final String SITE = "Sec-Fetch-Site";

    private SourceProblems() {}

    static HttpProblem of(StatusType status, @Nullable String detail) {
        return Problems.of(status, status.getReasonPhrase(), detail);
    }

    /** Nobody has configured a source of {@code kind}. */
    static HttpProblem notConfigured(SourceType kind) {
        String type = kind.name().toLowerCase(Locale.ROOT);
        return Problems.of(
                Status.NOT_FOUND,
                "No such source",
                "Nothing of the kind comes in here. Maybe set livedoctor.adapters.sources." + type + ".type=" + type
                        + "? docs/adapters.md says more.");
    }

    /**
     * Browsers send plain text to anybody on behalf of any page, with what they know of passwords. What senders send, no page does.
     *
     * @throws HttpProblem where a page sends
     */
    static void ofPages(HttpHeaders headers) {
        String site = headers.getHeaderString(SITE);
        if (headers.getHeaderString(ORIGIN) != null || site != null && !site.equals("none")) {
            throw of(Status.FORBIDDEN, "Nothing is taken here from a page in a browser. Maybe curl?");
        }
    }
}
