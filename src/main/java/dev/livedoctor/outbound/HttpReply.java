package dev.livedoctor.outbound;

import java.util.Map;
import java.util.Optional;

/**
 * The answer to an HTTP call.
 *
 * @param status the HTTP status
 * @param headers by names in lower case; of several with one name the first
 * @param body the beginning of the body, as text
 */
public record HttpReply(int status, Map<String, String> headers, String body) {

    /** The header {@code name}, given in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
