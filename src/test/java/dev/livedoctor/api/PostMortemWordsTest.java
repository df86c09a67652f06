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

    @Test
    void nobodyIsWhollySure() {
        Incident incident = new Incident(
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
                null,
                0,
                0,
                null);

        assertEquals(
                "MAJOR · CONFIRMED 99 % · 2026-11-22 13:04:00 – 2026-11-22 13:14:00 · STALLS",
                new PostMortemWords(Language.EN, ZoneOffset.UTC).facts(incident));
    }
}
