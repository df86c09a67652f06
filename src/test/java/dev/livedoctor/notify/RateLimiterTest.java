package dev.livedoctor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The rates of platforms hold over every span, and nothing waits longer than they ask. */
class RateLimiterTest {
    private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

    @Property(tries = 300)
    void noSpanHoldsMoreThanItsRate(
            @ForAll @Size(min = 1, max = 150) List<@IntRange(min = 0, max = 4_000) Integer> gaps) {
        for (TargetType kind : TargetType.values()) {
            RateLimiter limiter = new RateLimiter(kind.limits());
            List<Instant> begun = new ArrayList<>();
            Instant now = START;
            for (int gap : gaps) {
                now = now.plusMillis(gap);
                now = limiter.free().isAfter(now) ? limiter.free() : now;
                limiter.begin(now);
                begun.add(now);
            }
            for (RateLimit limit : kind.limits()) {
                for (int first = 0; first + limit.messages() < begun.size(); first++) {
                    Duration span = Duration.between(begun.get(first), begun.get(first + limit.messages()));
                    assertTrue(span.compareTo(limit.within()) >= 0, () -> kind + " " + limit + " but " + span);
                }
            }
        }
    }

    @Test
    void aBurstGoesAtOnceAsFarAsItMay() {
        RateLimiter limiter = new RateLimiter(TargetType.FEISHU.limits());
        for (int message = 0; message < 5; message++) {
            assertTrue(limiter.free().compareTo(START) <= 0);
            limiter.begin(START);
        }
        assertEquals(START.plusSeconds(1), limiter.free());
    }
}
