package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads times in queries. */
final class Times {
    private Times() {}

    /** The time in {@code text}; {@code otherwise} where there is none. */
    static Instant read(String name, @Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw HttpProblem.valueOf(
                    Response.Status.BAD_REQUEST,
                    name + " is " + JsonCursor.shortened(text) + ". Maybe a time such as 2026-11-22T13:04:00Z?");
        }
    }
}
