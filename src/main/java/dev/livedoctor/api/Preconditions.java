package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Of which version a request is made (RFC 9110, 13.1). JAX-RS takes tags without quotes, and {@code "*"} for {@code *}.
 *
 * @param match what If-Match names: tags in their quotes, or {@code *} alone; null where there is none
 * @param noneMatch what If-None-Match names, the same way
 */
record Preconditions(@Nullable List<String> match, @Nullable List<String> noneMatch) {
    private static final String ANY = "*";
    private static final String WEAK = "W/";
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");
    private static final Pattern TAGS = Pattern.compile("[ \\t,]*" + TAG + "(?:[ \\t]*,[ \\t,]*" + TAG + ")*[ \\t,]*");

    /** Those of a request with {@code headers}; a header that is no list of tags is refused. */
    static Preconditions of(HttpHeaders headers) {
        return new Preconditions(tags(headers, HttpHeaders.IF_MATCH), tags(headers, HttpHeaders.IF_NONE_MATCH));
    }

    private static @Nullable List<String> tags(HttpHeaders headers, String name) {
        @Nullable List<String> lines = headers.getRequestHeaders().get(name);
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        String all = String.join(",", lines).strip();
        if (all.equals(ANY)) {
            return List.of(ANY);
        }
        if (!TAGS.matcher(all).matches()) {
            throw noTag(name, all);
        }
        return TAG.matcher(all).results().map(MatchResult::group).toList();
    }

    private static HttpProblem noTag(String name, String value) {
        return Problems.of(
                Response.Status.BAD_REQUEST,
                "Invalid " + name,
                name + " names " + JsonCursor.shortened(value)
                        + ", which is no entity tag. Maybe with the quotes that its ETag has?");
    }

    /** Whether If-Match, where there is one, names {@code current}; null where there is no version yet. */
    boolean matches(@Nullable EntityTag current) {
        return match == null
                || current != null && (match.contains(ANY) || match.contains('"' + current.getValue() + '"'));
    }

    /** Whether If-None-Match, where there is one, names another version than {@code current}. */
    boolean isUnseen(@Nullable EntityTag current) {
        return noneMatch == null
                || current == null
                || noneMatch.stream()
                        .noneMatch(tag -> tag.equals(ANY)
                                || tag.replaceFirst("^" + WEAK, "").equals('"' + current.getValue() + '"'));
    }
}
