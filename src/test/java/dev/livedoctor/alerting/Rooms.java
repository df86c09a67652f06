package dev.livedoctor.alerting;

import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.chat.CodeLookup;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.RecordingLimits;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.ruleset.Shipped;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rooms that report minute by minute, from a quarter of an hour ago on, to a history. */
record Rooms(History history, Instant start) {
    static final Clock CLOCK = Clock.systemUTC();
    static final RecordingLimits LIMITS =
            new RecordingLimits(Duration.ofDays(35), Duration.ofHours(1), Duration.ofDays(40), Duration.ofDays(1100));

    Rooms(History history) {
        this(history, CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(15)));
    }

    static History history(HistoryPlace place) {
        return new History(place, LIMITS, CLOCK);
    }

    static AlertWords words() {
        return new AlertWords(new CodeLookup() {
            @Override
            public CauseKnowledge cause(String code) {
                return Shipped.ruleset().pack().causes().get(code);
            }

            @Override
            public SymptomKnowledge symptom(String code) {
                return Shipped.ruleset().pack().symptoms().get(code);
            }
        });
    }

    /** Minutes of {@code room} in which so much stalls, because so many frames are dropped. */
    void minutes(String room, int from, int to, double stalls, double dropped) {
        for (int minute = from; minute < to; minute++) {
            window(room, start.plus(Duration.ofMinutes(minute)), 60, stalls, dropped);
        }
    }

    /** One window of that. */
    void window(String room, Instant at, int seconds, double stalls, double dropped) {
        MetricSnapshot snapshot = new MetricSnapshot(
                room,
                new Window(at, at.plusSeconds(seconds)),
                Map.of(
                        "audience.viewers",
                        900.0,
                        "playback.stall_ratio",
                        stalls,
                        "ingest.dropped_frame_ratio",
                        dropped,
                        "ingest.connected",
                        1.0),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
        history.record(
                        snapshot,
                        Map.of(),
                        new StoredReport(
                                UUID.randomUUID().toString(),
                                at,
                                Shipped.ruleset().diagnose(snapshot)),
                        MetricTraits.NONE)
                .join();
    }

    void stall(String room, int from, int to) {
        minutes(room, from, to, 0.06, 0.1);
    }

    void recover(String room, int from, int to) {
        minutes(room, from, to, 0.001, 0);
    }
}
