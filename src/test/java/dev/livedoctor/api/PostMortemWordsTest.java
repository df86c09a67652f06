package dev.livedoctor.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.lookback.Incident;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostMortemWordsTest {
    private static final Instant AT = Instant.parse("2026-11-22T13:04:00Z");

    private static Incident incident(Incident.MetricRecovery check) {
        return new Incident(
                "UPLINK_CONGESTED",
                null,
                Scope.ROOM,
                Severity.MAJOR,
                Verdict.CONFIRMED,
                0.9992,
                AT,
                AT.plusSeconds(600),
                false,
                10,
                List.of("STALLS"),
                "0198-report",
                List.of(),
                Double.NaN,
                List.of(),
                check,
                0,
                0,
                null);
    }

    @Test
    void nobodyIsWhollySure() {
        assertEquals(
                "MAJOR · CONFIRMED 99 % · 2026-11-22 13:04:00 – 2026-11-22 13:14:00 · STALLS",
                new PostMortemWords(Language.EN, ZoneOffset.UTC).facts(incident(null)));
    }

    /** A value at the bound does not meet it. */
    @Test
    void aBoundIsToBePassed() {
        Incident.MetricRecovery below =
                new Incident.MetricRecovery("playback.stall_ratio", false, 0.01, 0.2, 0.01, false);
        Incident.MetricRecovery above = new Incident.MetricRecovery("audience.viewers", true, 900, 100, 901, true);
        assertEquals(
                List.of("Over would be playback.stall_ratio < 0.01; it was 0.2 at worst and 0.01 afterwards: not met."),
                new PostMortemWords(Language.EN, ZoneOffset.UTC).remarks(incident(below)));
        assertEquals(
                List.of("恢复标准为 audience.viewers > 900；最差 100，之后 901：已达到。"),
                new PostMortemWords(Language.ZH, ZoneOffset.UTC).remarks(incident(above)));
    }
}
