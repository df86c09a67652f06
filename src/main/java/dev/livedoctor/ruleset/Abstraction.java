package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Assessment;
import dev.livedoctor.diagnosis.Attribute;
import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Blame;
import dev.livedoctor.diagnosis.Event;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.WellKnown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Abstracts a snapshot into facts: numbers become readings, slices become blamed scopes, attributes and events become facts. */
final class Abstraction {
    /** A room that is to be called healthy must have been looked at from two sides with four numbers. */
    private static final int ENOUGH_GROUPS = 2;

    private static final int ENOUGH_READINGS = 4;

    private final RulePack pack;
    private final Localiser localiser;
    private final Derivations derivations;
    private final SampleSizes samples;
    private final Judge judge;
    /** What holds for the metrics without layers wherever nothing is overridden. */
    private final Map<String, EffectiveLimits> base = new HashMap<>();

    Abstraction(RulePack pack, Localiser localiser) {
        this.pack = pack;
        this.localiser = localiser;
        this.derivations = new Derivations(pack.metrics().values());
        this.samples =
                new SampleSizes(pack.metrics().values(), pack.thresholds().bounds());
        this.judge = new Judge(pack.thresholds());
        pack.thresholds().bounds().forEach((name, bounds) -> {
            if (bounds.layers().isEmpty()) {
                base.put(name, new EffectiveLimits(bounds.base(), List.of()));
            }
        });
    }

    /** What {@code snapshot} says. */
    Assessment assess(MetricSnapshot snapshot) {
        return new Reader(snapshot).assess();
    }

    /** One snapshot being read. */
    private final class Reader {
        private final MetricSnapshot snapshot;
        private final Map<String, Double> metrics;
        private final Map<String, Double> baseline;
        private final Map<String, Double> previous;
        private final Map<String, Object> attributes;
        private final SliceTables slices;
        private final Map<Scope, Map<String, Reading>> readings = new LinkedHashMap<>();
        private final LocalLimits limits;

        Reader(MetricSnapshot snapshot) {
            this.snapshot = snapshot;
            metrics = derivations.complete(snapshot.metrics(), snapshot.window());
            baseline = snapshot.baseline().isEmpty()
                    ? Map.of()
                    : derivations.complete(snapshot.baseline(), snapshot.window());
            previous = snapshot.previous().isEmpty()
                    ? Map.of()
                    : derivations.complete(snapshot.previous(), snapshot.window());
            attributes = DerivedAttributes.complete(snapshot);
            slices = new SliceTables(
                    pack.metrics(),
                    pack.dimensions(),
                    localiser,
                    derivations,
                    snapshot.slices(),
                    metrics.getOrDefault(WellKnown.VIEWERS, Double.NaN),
                    snapshot.window());
            limits = new LocalLimits(pack.thresholds(), base, snapshot, metrics, attributes);
        }

        Assessment assess() {
            DataQuality quality = new DataQuality(pack.metrics(), snapshot);
            quality.judge(metrics, slices);
            Map<String, Reading> room = new TreeMap<>();
            metrics.forEach((name, value) ->
                    room.put(name, ofRoom(pack.metrics().getOrDefault(name, Metric.unknown(name)), value)));
            Set<String> disproved = quality.disproved(room);
            room.replaceAll((name, reading) -> isOpen(reading, room) || reading.harmful() && disproved.contains(name)
                    ? reading.unjudged()
                    : reading);
            attributes.forEach((name, value) -> {
                if (value instanceof Double number) {
                    room.put(name, judge(Metric.unknown(name), Scope.ROOM, Judge.Input.alone(number, Double.NaN, 1)));
                }
            });
            readings.put(Scope.ROOM, room);
            List<Blame> blames = slices.isEmpty()
                    ? List.of()
                    : new SliceLocalisation(
                                    pack,
                                    slices,
                                    this::judge,
                                    metrics,
                                    baseline,
                                    attributes,
                                    readings,
                                    snapshot.window())
                            .localise();
            Set<String> measured = new HashSet<>(metrics.keySet());
            measured.addAll(attributes.keySet());
            measured.addAll(slices.names());
            return new Assessment(
                    facts(),
                    readings,
                    measured,
                    blames,
                    enough(room),
                    Boolean.TRUE.equals(attributes.get("maintenance")),
                    isOver(room));
        }

        /** Whether the broadcast was ended on purpose; a host who did that does not try to come back. */
        private boolean isOver(Map<String, Reading> room) {
            Reading reconnects = room.get(WellKnown.RECONNECTS);
            return snapshot.events().stream().anyMatch(RoomEvent::endsBroadcast)
                    && (reconnects == null || !reconnects.high());
        }

        /**
         * Whether a ratio within its absolute bounds is not {@code normal}: its numerator fell below the baseline and the ratio has no
         * baseline, so it may have fallen as well.
         */
        private boolean isOpen(Reading reading, Map<String, Reading> room) {
            Metric metric = pack.metrics().get(reading.metric());
            if (metric == null
                    || metric.derivation() == null
                    || metric.group().equals(DataQuality.GROUP)
                    || reading.state() != Reading.State.NORMAL
                    || reading.habit() != Reading.Habit.UNKNOWN) {
                return false;
            }
            Reading counted = room.get(metric.derivation().from().get(0));
            Reading viewers = room.get(WellKnown.VIEWERS);
            return counted != null
                    && counted.low()
                    && counted.unusual()
                    && metric.unit() == Unit.RATIO
                    && !(viewers != null && viewers.low());
        }

        private Reading ofRoom(Metric metric, double value) {
            String name = metric.name();
            String of = metric.of();
            boolean counted = of == null || metrics.containsKey(of);
            double sample = of == null
                    ? Double.NaN
                    : counted || metric.group().equals(DataQuality.GROUP)
                            ? metrics.getOrDefault(of, Double.NaN)
                            : samples.atMost(
                                    of,
                                    metrics,
                                    mostViewers(),
                                    snapshot.window().minutes(),
                                    metric.unit() == Unit.RATIO && metric.worse() == Metric.Worse.HIGH ? value : 0);
            Reading reading = judge(
                    metric,
                    Scope.ROOM,
                    new Judge.Input(
                            value,
                            baseline.getOrDefault(name, Double.NaN),
                            previous.getOrDefault(name, Double.NaN),
                            Double.NaN,
                            sample,
                            1,
                            snapshot.window().minutes()));
            return counted ? reading : reading.uncounted();
        }

        /** Who is there, or usually is: who left for a fault tried before. */
        private double mostViewers() {
            double usual = baseline.getOrDefault(WellKnown.VIEWERS, 0.0);
            return Math.max(usual, metrics.getOrDefault(WellKnown.VIEWERS, usual > 0 ? usual : Double.NaN));
        }

        /** Judges a number by the limits that hold here, and says of which layer the bound is where it is not the base. */
        private Reading judge(Metric metric, Scope scope, Judge.Input in) {
            EffectiveLimits effective = limits.of(metric.name());
            Reading reading = judge.judge(metric, scope, in, effective.limits());
            return effective.layers().isEmpty() || reading.basis() != Basis.THRESHOLD
                    ? reading
                    : reading.withLayer(effective.layerOf(reading.bound()));
        }

        private List<Fact> facts() {
            List<Fact> facts = new ArrayList<>();
            readings.values().forEach(inScope -> facts.addAll(inScope.values()));
            new TreeMap<>(attributes).forEach((name, value) -> facts.add(Attribute.of(name, value)));
            for (RoomEvent event : snapshot.events()) {
                double minutes =
                        Duration.between(event.at(), snapshot.window().end()).toMillis() / 60_000.0;
                facts.add(new Event(event.type(), minutes));
            }
            return facts;
        }

        private boolean enough(Map<String, Reading> room) {
            int judged = 0;
            Set<String> groups = new HashSet<>();
            for (Reading reading : room.values()) {
                Metric metric = pack.metrics().get(reading.metric());
                boolean says = reading.normal() || reading.high() || reading.low();
                if (says && metric != null && !metric.group().equals(DataQuality.GROUP)) {
                    judged++;
                    groups.add(metric.group());
                }
                if (judged >= ENOUGH_READINGS && groups.size() >= ENOUGH_GROUPS) {
                    return true;
                }
            }
            return false;
        }
    }
}
