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
class PaceTest {
    private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

    @Property(tries = 300)
    void noSpanHoldsMoreThanItsRate(
            @ForAll @Size(min = 1, max = 150) List<@IntRange(min = 0, max = 4_000) Integer> gaps) {
        for (Kind kind : Kind.values()) {
            Pace pace = new Pace(kind.rates());
            List<Instant> begun = new ArrayList<>();
            Instant now = START;
            for (int gap : gaps) {
                now = now.plusMillis(gap);
                now = pace.free().isAfter(now) ? pace.free() : now;
                pace.begin(now);
                begun.add(now);
            }
            for (Rate rate : kind.rates()) {
                for (int first = 0; first + rate.messages() < begun.size(); first++) {
                    Duration span = Duration.between(begun.get(first), begun.get(first + rate.messages()));
                    assertTrue(span.compareTo(rate.within()) >= 0, () -> kind + " " + rate + " but " + span);
                }
            }
        }
    }

    @Test
    void aBurstGoesAtOnceAsFarAsItMay() {
        Pace pace = new Pace(Kind.FEISHU.rates());
        for (int message = 0; message < 5; message++) {
            assertTrue(pace.free().compareTo(START) <= 0);
            pace.begin(START);
        }
        assertEquals(START.plusSeconds(1), pace.free());
    }
}
