package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/** Free text that is kept and shown to others: no more than the one line that somebody wrote, and all of it visible. */
final class OneLine {
    /** Joiners are none: scripts and emoji need them. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\u200c\\u200d]]");

    private OneLine() {}

    /** Refuses {@code text}, the field {@code name}, where it holds signs that make another line, or other words, of it. */
    static void check(String name, String text) {
        if (CONTROL.matcher(text).find()) {
            throw invalid(name, "The " + name + " holds a control character. Maybe one line of text?");
        }
    }

    /** Refuses {@code text}, the field {@code name}, unless it is one line of {@code least} to {@code most} characters. */
    static void check(String name, String text, int least, int most) {
        if (text.strip().length() < least || text.length() > most) {
            throw invalid(name, "The " + name + " must have " + least + " to " + most + " characters.");
        }
        check(name, text);
    }

    private static HttpProblem invalid(String name, String detail) {
        return Problems.of(Response.Status.BAD_REQUEST, "Invalid " + name, detail);
    }
}
