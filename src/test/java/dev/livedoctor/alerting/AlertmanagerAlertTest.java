package dev.livedoctor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeKind;
import dev.livedoctor.chat.Link;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerAlertTest {
    private static final Instant AT = Instant.parse("2026-11-22T13:04:00Z");

    @Test
    void nobodyIsWhollySure() {
        Episode episode = new Episode(
                1,
                "a",
                EpisodeKind.CAUSE,
                "UPLINK_CONGESTED",
                1,
                null,
                Severity.MAJOR,
                Verdict.CONFIRMED,
                0.9992,
                Map.of(),
                Map.of(),
                "host",
                Owner.HOST,
                AT,
                AT,
                null,
                null,
                null,
                false,
                List.of(),
                List.of(),
                null,
                "0198-report");

        assertEquals(
                "confirmed 99 %",
                new AlertmanagerAlert(Rooms.words(), Language.EN, new Link("https://doctor.example.com/alerts/{id}"))
                        .of(episode, AT, AT.plusSeconds(60))
                        .at("/annotations/verdict")
                        .asText());
    }
}
