package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Blame;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.ruleset.ScopeAggregates.Aggregate;
import dev.livedoctor.ruleset.ScopeAggregates.Figure;
import dev.livedoctor.snapshot.WellKnown;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The places of a snapshot: which slices are to be blamed, and what is to be read there. */
final class SliceLocalisation {
    /** Scopes that get readings of their own. */
    private static final int MOST_SCOPES = 6;
    /** A fault with less than this of the first one's score is taken for another name of it. */
    private static final double SECOND_FAULT = 0.2;

    private static final Comparator<Blame> BEST_FIRST = Comparator.comparing(Blame::alternative)
            .thenComparing(Comparator.comparingDouble(Blame::score).reversed())
            .thenComparing(Blame::scope);

    /** Judges a number by the limits that hold for the room. */
    @FunctionalInterface
    interface Judging {
        Reading judge(Metric metric, Scope scope, Judge.Input in);
    }

    private final RulePack pack;
    private final SliceTables slices;
    private final Judging judging;
    private final Map<String, Double> metrics;
    private final Map<String, Double> baseline;
    private final Map<String, Object> attributes;
    private final Map<Scope, Map<String, Reading>> readings;
    private final Window window;

    /**
     * Places of a room with these {@code metrics} and this {@code baseline}.
     *
     * @param attributes of the room; who is affected is added
     * @param readings those of the room; those of the places are added
     */
    SliceLocalisation(
            RulePack pack,
            SliceTables slices,
            Judging judging,
            Map<String, Double> metrics,
            Map<String, Double> baseline,
            Map<String, Object> attributes,
            Map<Scope, Map<String, Reading>> readings,
            Window window) {
        this.pack = pack;
        this.slices = slices;
        this.judging = judging;
        this.metrics = metrics;
        this.baseline = baseline;
        this.attributes = attributes;
        this.readings = readings;
        this.window = window;
    }

    /** The scopes to blame, the likeliest first; readings of each are added to those of the room, and who is affected to the attributes. */
    List<Blame> localise() {
        Map<Scope, Blame> causes = new LinkedHashMap<>();
        Map<Scope, Blame> effects = new LinkedHashMap<>();
        boolean anyHarm = false;
        for (SliceColumn column : slices.telling()) {
            Metric metric = column.metric();
            List<Blame> blames = slices.localise(column, this::harm, usual(metric));
            for (Blame blame : blames) {
                boolean lesser = blame.score() < SECOND_FAULT * blames.get(0).score();
                (metric.group().equals("audience") ? effects : causes)
                        .merge(blame.scope(), lesser ? blame.asAlternative() : blame, SliceLocalisation::better);
            }
            Reading room = Objects.requireNonNull(readings.get(Scope.ROOM)).get(metric.name());
            anyHarm |= room != null && room.harmful() && !room.thin();
        }
        // Viewers come and go for what they see: where that stands out, where they went is but another view of it.
        List<Blame> ordered = withoutParts(withoutDilutions(bestFirst(causes.values())));
        for (Blame effect : bestFirst(effects.values())) {
            if (!causes.containsKey(effect.scope()) && !isViewOfAny(ordered, effect)) {
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
            if (wholes.size() == MOST_SCOPES) {
                break;
            }
            Set<String> bad = bad(part);
            if (blames.stream()
                    .filter(whole -> !whole.alternative() && whole != part)
                    .noneMatch(whole -> slices.suffersAlike(part.scope(), whole.scope(), bad))) {
                wholes.add(part);
            }
        }
        return wholes;
    }

    /** A whole of which one part alone is bad is no place of its own: its mean is bad by that part. */
    private List<Blame> withoutDilutions(List<Blame> blames) {
        List<Blame> places = new ArrayList<>();
        for (Blame whole : blames) {
            List<Blame> parts = blames.stream()
                    .filter(part -> part != whole && slices.mayHold(whole.scope(), part.scope()))
                    .toList();
            Set<String> bad = parts.isEmpty() ? Set.of() : bad(whole);
            if (parts.stream().noneMatch(part -> slices.isDilution(whole.scope(), part.scope(), bad, this::harm))) {
                places.add(whole);
            }
        }
        return places;
    }

    /** Whether who left was of a place that stands out anyway: a part of it that suffers as it does, or a whole that is bad by nothing else. */
    private boolean isViewOfAny(List<Blame> places, Blame effect) {
        Set<String> bad = places.isEmpty() ? Set.of() : bad(effect);
        return places.stream()
                .filter(place -> !place.alternative())
                .map(Blame::scope)
                .anyMatch(place -> slices.suffersAlike(effect.scope(), place, bad)
                        || slices.isDilution(effect.scope(), place, bad, this::harm));
    }

    /** What is bad in a part, besides that its viewers come and go. */
    private Set<String> bad(Blame part) {
        Set<String> bad = new HashSet<>();
        Aggregate together = slices.aggregate(part.scope());
        for (Figure figure : together.figures()) {
            if (!figure.metric().group().equals("audience") && isBad(reading(part.scope(), together, figure, false))) {
                bad.add(figure.metric().name());
            }
        }
        return bad;
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

    /** Rooms always have somebody with a bad line: too few to blame anything, and worth to be said. Where nobody counted them they may be many. */
    private void findIsolated() {
        double room = metrics.getOrDefault(WellKnown.VIEWERS, Double.NaN);
        for (SliceColumn column : slices.telling()) {
            Metric metric = column.metric();
            Map<Scope, Double> bad = metric.group().equals("playback") ? slices.badRows(column, this::harm) : Map.of();
            double hit = bad.values().stream().mapToDouble(Double::doubleValue).sum();
            if (!bad.isEmpty()
                    && isFew(hit, hit / room)
                    && bad.keySet().stream().allMatch(this::isFew)) {
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
        return metric != null && metric.worse() != Worse.NONE && (reading.high() || reading.low()) && !reading.normal();
    }

    private double usual(Metric metric) {
        double usual = baseline.getOrDefault(metric.name(), Double.NaN);
        return metric.unit() != Unit.RATIO ? Double.NaN : metric.worse() == Worse.LOW ? 1 - usual : usual;
    }

    /** 1 where a value is bad by itself, else 0. */
    private double harm(Metric metric, double value, double base) {
        Reading reading = judging.judge(metric, Scope.ROOM, Judge.Input.alone(value, base, 1));
        return reading.harmful() && (reading.high() ? metric.worse() != Worse.LOW : metric.worse() != Worse.HIGH)
                ? 1
                : 0;
    }

    /**
     * Whether so few are hit that they are isolated lines: not only few who are left, and nothing that the platform's own servers say of
     * the scope is bad, since no line of a viewer makes a server err.
     */
    private boolean isFew(Scope scope) {
        Aggregate together = slices.aggregate(scope);
        if (!isFew(together.people(), together.share())) {
            return false;
        }
        for (Figure figure : together.figures()) {
            boolean many = !isFew(figure.people(), figure.share())
                    || figure.metric().group().equals("delivery");
            if (many && isBad(reading(scope, together, figure, false))) {
                return false;
            }
        }
        return true;
    }

    /** What nobody counted may be many. */
    private boolean isFew(double people, double share) {
        return people < pack.thresholds().guards().few()
                || !Double.isNaN(people) && share < pack.thresholds().guards().fewShare();
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
        return judging.judge(
                figure.metric(),
                scope,
                new Judge.Input(
                        figure.value(),
                        figure.baseline(),
                        Double.NaN,
                        figure.peers(),
                        isolated ? Double.NaN : figure.sample(),
                        figure.share(),
                        window.minutes()));
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
                .map(one ->
                        DerivedAttributes.language(one.getValue()).equals(DerivedAttributes.language(host)) ? 0.0 : 1.0)
                .map(differs -> judging.judge(
                        metric,
                        scope,
                        Judge.Input.alone(
                                differs, Double.NaN, slices.aggregate(scope).share())));
    }
}
