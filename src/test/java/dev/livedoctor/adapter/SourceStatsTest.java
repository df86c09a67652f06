package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.SetClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What was odd is kept in few and short lines. */
class SourceStatsTest {
    private final SourceStats stats = new SourceStats("test", new SetClock(Instant.parse("2026-11-22T12:00:00Z")));

    @Test
    void whatDiffersByNumbersIsTheSame() {
        for (int i = 0; i < 1_000; i++) {
            stats.trouble("a cannot be " + i + ".5: it is 0 to 1.");
        }
        assertEquals(1, stats.troubles().size());
        assertEquals(1_000, stats.troubles().get(0).times());
        assertEquals("a cannot be 999.5: it is 0 to 1.", stats.troubles().get(0).what());
    }

    @Test
    void aForeignNameBeginsNoLine() {
        stats.trouble("A snapshot of a\r\n2026-11-22 ERROR all is lost\u202e was refused");
        assertEquals(
                "A snapshot of a 2026-11-22 ERROR all is lost  was refused",
                stats.troubles().get(0).what());
        stats.fail("no\nanswer");
        assertEquals("no answer", stats.failure());
    }
}
