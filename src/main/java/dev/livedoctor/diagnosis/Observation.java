package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of evidence as a report shows it.
 *
 * @param metric the metric, attribute or event type
 * @param scope the viewers concerned
 * @param observed a Double, a String or a Boolean
 * @param expected what it usually is; null where unknown
 * @param bound what it was compared with; null where nothing was there to compare with
 * @param direction on which side of the bound it lies; null without a bound
 * @param basis where the bound comes from
 * @param sample how many the ratio is taken of; null where unknown
 * @param weight what it is worth; null where it shows a symptom
 * @param rule the rule that cites it
 * @param layer file and line of the layer of thresholds that the bound is of; empty where it is the base, or no threshold
 */
public record Observation(
        String metric,
        Scope scope,
        Object observed,
        @Nullable Double expected,
        @Nullable Double bound,
        @Nullable Direction direction,
        Basis basis,
        @Nullable Long sample,
        @Nullable Weight weight,
        String rule,
        String layer) {

    /** This observation, held against nothing. */
    public Observation unbounded() {
        return new Observation(metric, scope, observed, expected, null, null, basis, sample, weight, rule, layer);
    }

    /** What {@code evidence} cites, each thing once, in the order of the evidence. */
    static List<Observation> of(List<Evidence> evidence) {
        List<Observation> observations = new ArrayList<>();
        for (Evidence one : evidence) {
            for (Fact fact : one.facts()) {
                add(fact, one.weight(), one.rule(), observations);
            }
        }
        return observations;
    }

    /** What {@code evidence} cites, each thing once, something abnormal first: that a session is up says nothing before the missing picture does. */
    static List<Observation> ledByAbnormal(List<Evidence> evidence) {
        List<Observation> observations = of(evidence);
        if (!evidence.isEmpty() && isWell(evidence.get(0).facts().get(0))) {
            firstAbnormal(evidence, observations).ifPresent(telling -> {
                observations.remove(telling);
                observations.add(0, telling);
            });
        }
        return observations;
    }

    private static boolean isWell(Fact fact) {
        return fact instanceof Reading reading && !reading.harmful();
    }

    private static Optional<Observation> firstAbnormal(List<Evidence> evidence, List<Observation> observations) {
        return evidence.stream()
                .flatMap(one -> one.facts().stream())
                .filter(fact -> fact instanceof Reading && !isWell(fact))
                .findFirst()
                .flatMap(fact -> observations.stream()
                        .filter(one -> one.metric.equals(fact.subject()) && one.scope.equals(fact.scope()))
                        .findFirst());
    }

    /** Adds to {@code observations} how {@code fact} looks in a report, unless it is no observation or one of the same is there. */
    static void add(Fact fact, @Nullable Weight weight, String rule, List<Observation> observations) {
        for (Observation known : observations) {
            if (known.metric.equals(fact.subject()) && known.scope.equals(fact.scope())) {
                return;
            }
        }
        Observation observation = of(fact, weight, rule);
        if (observation != null) {
            observations.add(observation);
        }
    }

    /** How {@code fact} looks in a report; null for a symptom, which is shown by its own facts. */
    static @Nullable Observation of(Fact fact, @Nullable Weight weight, String rule) {
        if (fact instanceof Reading reading) {
            boolean bounded = !Double.isNaN(reading.bound());
            return new Observation(
                    reading.metric(),
                    reading.scope(),
                    reading.value(),
                    Double.isNaN(reading.expected()) ? null : reading.expected(),
                    bounded ? reading.bound() : null,
                    bounded ? reading.direction() : null,
                    reading.basis(),
                    reading.sample() < 0 ? null : reading.sample(),
                    weight,
                    rule,
                    reading.layer());
        }
        if (fact instanceof Attribute attribute) {
            Object value = !attribute.text().isEmpty()
                    ? attribute.text()
                    : Double.isNaN(attribute.number()) ? (Object) attribute.flag() : attribute.number();
            return new Observation(
                    attribute.name(), Scope.ROOM, value, null, null, null, Basis.ATTRIBUTE, null, weight, rule, "");
        }
        if (fact instanceof Event event) {
            return new Observation(
                    event.type(), Scope.ROOM, event.type(), null, null, null, Basis.EVENT, null, weight, rule, "");
        }
        return null;
    }
}
