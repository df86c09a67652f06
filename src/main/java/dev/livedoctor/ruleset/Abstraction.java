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
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.ruleset.SliceTables.Aggregate;
import dev.livedoctor.ruleset.SliceTables.Column;
import dev.livedoctor.ruleset.SliceTables.Figure;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Abstracts a snapshot into facts: numbers become readings, slices become blamed scopes, attributes and events become facts. */
final class Abstraction {
    /** Scopes that get readings of their own. */
    private static final int MOST_SCOPES = 6;
    /** A fault with less than this of the first one's score is taken for another name of it. */
    private static final double SECOND_FAULT = 0.2;
    /** A room that is to be called healthy must have been looked at from two sides with four numbers. */
    private static final int ENOUGH_GROUPS = 2;

    private static final int ENOUGH_READINGS = 4;

    /** The group of metrics that compare others with each other. */
    private static final String DATA = "data";
    /** A number of an unknown sample is taken to be of one part of the viewers among so many (estimate). */
    private static final int PARTS = 4;

    private static final Comparator<Blame> BEST_FIRST = Comparator.comparing(Blame::alternative)
            .thenComparing(Comparator.comparingDouble(Blame::score).reversed())
            .thenComparing(Blame::scope);

    private final RulePack pack;
    private final Localiser localiser;
    private final Derivations derivations;
    private final Judge judge;
    /** What holds for the metrics without layers wherever nothing is overridden. */
    private final Map<String, EffectiveLimits> base = new HashMap<>();

    Abstraction(RulePack pack, Localiser localiser) {
        this.pack = pack;
        this.localiser = localiser;
        this.derivations = new Derivations(pack.metrics().values());
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
                    pack.metrics(), pack.dimensions(), localiser, derivations, snapshot.slices(), snapshot.window());
            limits = new LocalLimits(pack.thresholds(), base, snapshot, metrics, attributes);
        }

        Assessment assess() {
            new DataQuality(pack.metrics(), snapshot).judge(metrics, slices);
            Map<String, Reading> room = new TreeMap<>();
            metrics.forEach((name, value) -> {
                Metric metric = pack.metrics().get(name);
                room.put(
                        name,
                        judge(
                                metric == null ? Metric.unknown(name) : metric,
                                Scope.ROOM,
                                new Judge.Input(
                                        value,
                                        baseline.getOrDefault(name, Double.NaN),
                                        previous.getOrDefault(name, Double.NaN),
                                        Double.NaN,
                                        sample(metric, metrics),
                                        isOfFew(metric),
                                        1,
                                        snapshot.window().minutes())));
            });
            attributes.forEach((name, value) -> {
                if (value instanceof Double number) {
                    room.put(
                            name,
                            judge(
                                    Metric.unknown(name),
                                    Scope.ROOM,
                                    new Judge.Input(
                                            number,
                                            Double.NaN,
                                            Double.NaN,
                                            Double.NaN,
                                            Double.NaN,
                                            false,
                                            1,
                                            Double.NaN)));
                }
            });
            readings.put(Scope.ROOM, room);
            List<Blame> blames = slices.isEmpty() ? List.of() : localise();
            Set<String> measured = new HashSet<>(metrics.keySet());
            measured.addAll(attributes.keySet());
            measured.addAll(slices.names());
            return new Assessment(
                    facts(),
                    readings,
                    measured,
                    blames,
                    enough(room),
                    Boolean.TRUE.equals(attributes.get("maintenance")));
        }

        /** Whether nobody said how many of so few people a number is taken of: a quarter of them is too few to say anything. */
        private boolean isOfFew(@Nullable Metric metric) {
            return metric != null
                    && metric.of() != null
                    && !metric.group().equals(DATA)
                    && !metrics.containsKey(metric.of())
                    && metrics.getOrDefault("audience.viewers", Double.NaN)
                            < PARTS * pack.thresholds().guards().sample();
        }

        private double sample(@Nullable Metric metric, Map<String, Double> from) {
            return metric == null || metric.of() == null ? Double.NaN : from.getOrDefault(metric.of(), Double.NaN);
        }

        /** Judges a number by the limits that hold here, and says of which layer the bound is where it is not the base. */
        private Reading judge(Metric metric, Scope scope, Judge.Input in) {
            EffectiveLimits effective = limits.of(metric.name());
            Reading reading = judge.judge(metric, scope, in, effective.limits());
            return effective.layers().isEmpty() || reading.basis() != Basis.THRESHOLD
                    ? reading
                    : reading.of(effective.layerOf(reading.bound()));
        }

        private List<Blame> localise() {
            Map<Scope, Blame> causes = new LinkedHashMap<>();
            Map<Scope, Blame> effects = new LinkedHashMap<>();
            boolean anyHarm = false;
            for (Column column : slices.telling()) {
                Metric metric = column.metric();
                List<Blame> blames = slices.localise(column, (value, base) -> harm(metric, value, base), usual(metric));
                for (Blame blame : blames) {
                    boolean lesser =
                            blame.score() < SECOND_FAULT * blames.get(0).score();
                    (metric.group().equals("audience") ? effects : causes)
                            .merge(blame.scope(), lesser ? blame.asAlternative() : blame, Reader::better);
                }
                Reading room = Objects.requireNonNull(readings.get(Scope.ROOM)).get(metric.name());
                anyHarm |= room != null && room.harmful();
            }
            // Viewers come and go for what they see: where that stands out, where they went is but another view of it.
            List<Blame> ordered = withoutParts(bestFirst(causes.values()));
            for (Blame effect : bestFirst(effects.values())) {
                if (!causes.containsKey(effect.scope())) {
                    ordered.add(causes.isEmpty() ? effect : effect.asAlternative());
                }
            }
            ordered = ordered.subList(0, Math.min(ordered.size(), MOST_SCOPES));
            boolean anyFew = false;
            for (Blame blame : ordered) {
                if (isFew(blame.scope())) {
                    anyFew = true;
                } else {
                    readAll(blame, false);
                }
            }
            boolean segment = anySegmentIsBad();
            boolean isolated = !segment && anyFew;
            for (Blame blame : ordered) {
                readAll(blame, isolated);
            }
            if (isolated) {
                attributes.putIfAbsent("affected", "few");
            } else if (segment) {
                attributes.putIfAbsent("affected", "segment");
            } else if (anyHarm) {
                attributes.putIfAbsent("affected", "everyone");
            } else {
                findIsolated();
            }
            return ordered;
        }

        /**
         * A bound that only the worst part of a fault exceeds, and a part that suffers a little more than the others, both make that part
         * look like the place of it. Where the rest suffers alike the whole is the place, and its parts say nothing more.
         */
        private List<Blame> withoutParts(List<Blame> blames) {
            List<Blame> wholes = new ArrayList<>();
            for (Blame part : blames) {
                if (wholes.size() < MOST_SCOPES && blames.stream().noneMatch(whole -> suffersAlike(part, whole))) {
                    wholes.add(part);
                }
            }
            return wholes;
        }

        private boolean suffersAlike(Blame part, Blame whole) {
            if (whole.alternative() || part == whole) {
                return false;
            }
            Set<String> bad = new HashSet<>();
            Aggregate together = slices.aggregate(part.scope());
            for (Figure figure : together.figures()) {
                if (!figure.metric().group().equals("audience")
                        && isBad(reading(part.scope(), together, figure, false))) {
                    bad.add(figure.metric().name());
                }
            }
            return slices.suffersAlike(part.scope(), whole.scope(), bad);
        }

        /** A scope that shows nothing bad is blamed for noise. */
        private boolean anySegmentIsBad() {
            for (Map.Entry<Scope, Map<String, Reading>> entry : readings.entrySet()) {
                if (!entry.getKey().isRoom()) {
                    for (Reading reading : entry.getValue().values()) {
                        if (isBad(reading)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private static List<Blame> bestFirst(Collection<Blame> blames) {
            List<Blame> sorted = new ArrayList<>(blames);
            sorted.sort(BEST_FIRST);
            return sorted;
        }

        private static Blame better(Blame one, Blame other) {
            if (one.alternative() != other.alternative()) {
                return one.alternative() ? other : one;
            }
            return one.score() >= other.score() ? one : other;
        }

        /** Rooms always have somebody with a bad line: too few to blame anything, and worth to be said. */
        private void findIsolated() {
            double room = metrics.getOrDefault("audience.viewers", Double.NaN);
            for (Column column : slices.telling()) {
                Metric metric = column.metric();
                Map<Scope, Double> bad = metric.group().equals("playback")
                        ? slices.badRows(column, (value, base) -> harm(metric, value, base))
                        : Map.of();
                double hit =
                        bad.values().stream().mapToDouble(Double::doubleValue).sum();
                boolean few = hit < pack.thresholds().guards().few()
                        || hit < pack.thresholds().guards().fewShare() * room;
                if (!bad.isEmpty() && few) {
                    attributes.putIfAbsent("affected", "few");
                }
            }
        }

        private void readAll(Blame blame, boolean isolated) {
            read(blame.scope(), isolated);
            blame.equivalents().forEach(scope -> read(scope, isolated));
        }

        private boolean isBad(Reading reading) {
            Metric metric = pack.metrics().get(reading.metric());
            return metric != null
                    && metric.worse() != Worse.NONE
                    && (reading.high() || reading.low())
                    && !reading.normal();
        }

        private double usual(Metric metric) {
            double usual = baseline.getOrDefault(metric.name(), Double.NaN);
            return metric.unit() != Unit.RATIO ? Double.NaN : metric.worse() == Worse.LOW ? 1 - usual : usual;
        }

        /** 1 where a value is bad by itself, else 0. */
        private double harm(Metric metric, double value, double base) {
            Reading reading = judge(
                    metric,
                    Scope.ROOM,
                    new Judge.Input(value, base, Double.NaN, Double.NaN, Double.NaN, false, 1, Double.NaN));
            return reading.harmful() && (reading.high() ? metric.worse() != Worse.LOW : metric.worse() != Worse.HIGH)
                    ? 1
                    : 0;
        }

        private boolean isFew(Scope scope) {
            Aggregate together = slices.aggregate(scope);
            return !Double.isNaN(together.viewers())
                    && (together.viewers() < pack.thresholds().guards().few()
                            || together.share() < pack.thresholds().guards().fewShare());
        }

        /** Judges what the scope shows; isolated viewers are no sample, and their bad lines are shown for what they are. */
        private void read(Scope scope, boolean isolated) {
            if (readings.containsKey(scope)) {
                return;
            }
            Aggregate together = slices.aggregate(scope);
            Map<String, Reading> inScope = new TreeMap<>();
            for (Figure figure : together.figures()) {
                inScope.put(figure.metric().name(), reading(scope, together, figure, isolated));
            }
            languageDiffers(scope).ifPresent(reading -> inScope.put(reading.metric(), reading));
            readings.put(scope, inScope);
        }

        private Reading reading(Scope scope, Aggregate together, Figure figure, boolean isolated) {
            return judge(
                    figure.metric(),
                    scope,
                    new Judge.Input(
                            figure.value(),
                            figure.baseline(),
                            Double.NaN,
                            figure.peers(),
                            isolated ? Double.NaN : figure.sample(),
                            false,
                            together.share(),
                            snapshot.window().minutes()));
        }

        /** Whether the viewers of a scope speak another language than the host, where both are known. */
        private Optional<Reading> languageDiffers(Scope scope) {
            Metric metric = pack.metrics().get("audience.language_differs");
            if (metric == null || !(attributes.get("room.language") instanceof String host)) {
                return Optional.empty();
            }
            return scope.dimensions().entrySet().stream()
                    .filter(one -> pack.dimensions().of(one.getKey()).equals("language"))
                    .findFirst()
                    .map(one -> DerivedAttributes.language(one.getValue()).equals(DerivedAttributes.language(host))
                            ? 0.0
                            : 1.0)
                    .map(differs -> judge(
                            metric,
                            scope,
                            new Judge.Input(
                                    differs,
                                    Double.NaN,
                                    Double.NaN,
                                    Double.NaN,
                                    Double.NaN,
                                    false,
                                    slices.aggregate(scope).share(),
                                    Double.NaN)));
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
                if (says && metric != null && !metric.group().equals(DATA)) {
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
