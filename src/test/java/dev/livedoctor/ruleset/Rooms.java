package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Assessment;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Snapshots for tests, and what the tiny pack reads in them. */
final class Rooms {
    static final Instant START = Instant.parse("2026-11-22T13:04:00Z");

    private static final RulePack TINY = TinyPack.read();

    private final Map<String, Double> metrics;
    private Map<String, Object> attributes = Map.of();
    private Map<String, Double> baseline = Map.of();
    private Map<String, Double> previous = Map.of();
    private final List<Slice> slices = new ArrayList<>();
    private final List<RoomEvent> events = new ArrayList<>();
    private int seconds = 60;
    private String name = "room";
    private Instant start = START;

    private Rooms(Map<String, Double> metrics) {
        this.metrics = metrics;
    }

    static Rooms room(Map<String, Double> metrics) {
        return new Rooms(metrics);
    }

    Rooms attributes(Map<String, Object> attributes) {
        this.attributes = attributes;
        return this;
    }

    Rooms baseline(Map<String, Double> baseline) {
        this.baseline = baseline;
        return this;
    }

    Rooms previous(Map<String, Double> previous) {
        this.previous = previous;
        return this;
    }

    Rooms slice(Map<String, String> dimensions, Map<String, Double> metrics) {
        slices.add(new Slice(dimensions, metrics, Map.of()));
        return this;
    }

    Rooms slice(Map<String, String> dimensions, Map<String, Double> metrics, Map<String, Double> baseline) {
        slices.add(new Slice(dimensions, metrics, baseline));
        return this;
    }

    Rooms event(String type, Instant at) {
        events.add(new RoomEvent(at, type, null));
        return this;
    }

    Rooms named(String name) {
        this.name = name;
        return this;
    }

    Rooms seconds(int seconds) {
        this.seconds = seconds;
        return this;
    }

    Rooms at(String start) {
        this.start = Instant.parse(start);
        return this;
    }

    MetricSnapshot snapshot() {
        return new MetricSnapshot(
                name,
                new Window(start, start.plusSeconds(seconds)),
                metrics,
                attributes,
                baseline,
                previous,
                slices,
                events);
    }

    Assessment assess() {
        return new Abstraction(TINY, new Localiser()).assess(snapshot());
    }

    static Reading reading(Rooms room, String metric) {
        return reading(room.assess(), Scope.ROOM, metric);
    }

    static Reading reading(Assessment assessment, Scope scope, String metric) {
        return Objects.requireNonNull(
                assessment.readings().getOrDefault(scope, Map.of()).get(metric),
                () -> metric + " in " + assessment.readings());
    }
}
