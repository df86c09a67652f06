package dev.livedoctor.history;

import dev.livedoctor.alert.MetricTraits;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Windows and what was found in them. */
final class Windows {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Windows() {}

    static MetricSnapshot window(String room, Instant start, double viewers) {
        return window(room, start, Duration.ofSeconds(10), Map.of("audience.viewers", viewers, "audience.exits", 12.0));
    }

    /** Rooms whose names end with the same word are of the same category. */
    static MetricSnapshot window(String room, Instant start, Duration length, Map<String, Double> metrics) {
        return new MetricSnapshot(
                room,
                new Window(start, start.plus(length)),
                metrics,
                Map.of(
                        "room.category",
                        room.substring(room.lastIndexOf(' ') + 1),
                        "room.sessions_before",
                        61.0,
                        "chat.open",
                        true),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
    }

    static StoredReport report(MetricSnapshot snapshot) {
        return new StoredReport(
                UUID.randomUUID().toString(),
                NOON,
                new Report(
                        snapshot.room(),
                        snapshot.window(),
                        Status.HEALTHY,
                        new Text("", ""),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Report.Rules("pack", "sha256:0", null, Map.of())));
    }

    static RecordedWindow record(History history, MetricSnapshot snapshot) {
        return history.record(snapshot, Map.of(), report(snapshot), MetricTraits.NONE)
                .join();
    }
}
