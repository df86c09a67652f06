package dev.livedoctor.api;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. They come as texts, since one of another type that is none would be answered as if there were no such page. */
final class QueryParameters {
    private QueryParameters() {}

    /** The number in {@code text}, the parameter {@code name}, for which {@code example} would do. */
    private static int number(String name, String text, int example) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw InsightQuery.invalid(name + " must be a number. Maybe " + name + "=" + example + "?");
        }
    }

    /** The number in {@code text}, the parameter {@code name}, from {@code least} to {@code most}; {@code otherwise} where it is missing. */
    static int within(String name, @Nullable String text, int otherwise, int least, int most) {
        int number = text == null ? otherwise : number(name, text, otherwise);
        if (number < least || number > most) {
            throw InsightQuery.invalid(
                    name + " must be " + least + " to " + most + ". Maybe " + name + "=" + otherwise + "?");
        }
        return number;
    }

    /** The time in {@code text}, the parameter {@code name}; {@code otherwise} where it is missing. */
    static Instant time(String name, @Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw InsightQuery.invalid(
                    name + " is " + JsonCursor.shortened(text) + ". Maybe a time such as 2026-11-22T13:04:00Z?");
        }
    }

    /** Whether the parameter {@code name} of {@code request} is true; false where it is missing, and to be empty is not to be missing. */
    static boolean flag(String name, RoutingContext request) {
        return flag(name, request.queryParams().get(name));
    }

    /** Whether {@code text}, the parameter {@code name}, is true; false where it is missing. */
    static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        throw InsightQuery.invalid(name + " must be true or false. Maybe " + name + "=true?");
    }
}
