package dev.livedoctor.notify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Pauses grow, never beyond the limit, and are never shorter than half of what they could be. */
class BackoffTest {

    @Property
    void isBetweenHalfAndAllOfTheDoubledPause(
            @ForAll @LongRange(min = 1, max = 60_000) long first,
            @ForAll @LongRange(min = 1, max = 3_600_000) long longest,
            @ForAll @IntRange(min = 1, max = 1_000) int failures,
            @ForAll long seed) {
        Backoff backoff = new Backoff(Duration.ofMillis(first), Duration.ofMillis(longest));
        double whole = Math.min(longest, first * Math.pow(2, failures - 1));
        long pause = backoff.pause(failures, new Random(seed)).toMillis();
        assertTrue(pause <= whole && pause >= Math.floor(whole / 2), () -> pause + " of " + whole);
    }

    @Property
    void thoseWhoFailTogetherDoNotComeBackTogether(@ForAll long seed) {
        Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));
        Random random = new Random(seed);
        long different = random.longs(50)
                .mapToObj(ignored -> backoff.pause(3, random))
                .distinct()
                .count();
        assertTrue(different > 40, () -> different + " of 50");
    }
}
