package dev.livedoctor.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.outbound.HttpReply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a throttling platform asks to wait. Each says it in another header, or in the body. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final double MILLIS = 1_000;

    private RetryAfter() {}

    /** The longest pause that {@code reply} asks for; at most a day. */
    static Optional<Duration> of(HttpReply reply, JsonNode body, Instant now) {
        return Stream.of(
                        reply.header("retry-after").flatMap(text -> header(text, now)),
                        // Discord and Feishu, where another proxy's limit has taken the header's place.
                        reply.header("x-ratelimit-reset-after").flatMap(RetryAfter::seconds),
                        reply.header("x-ogw-ratelimit-reset").flatMap(RetryAfter::seconds),
                        // Discord and Slack; Telegram.
                        seconds(body.path("retry_after").asText("")),
                        seconds(body.path("parameters").path("retry_after").asText("")))
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }

    private static Optional<Duration> header(String text, Instant now) {
        return seconds(text).or(() -> date(text, now));
    }

    private static Optional<Duration> seconds(String text) {
        try {
            double seconds = Double.parseDouble(text.strip());
            return seconds >= 0
                    ? Optional.of(Duration.ofMillis(
                            (long) Math.ceil(Math.min(seconds, LONGEST.toSeconds() + 1.0) * MILLIS)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
