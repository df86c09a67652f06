package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.SymptomFound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes of what the rules observed the symptoms of a report: one for each scope that is to blame, worst first. */
final class SymptomRanking {
    /** A scope with this share of the anomaly stands for the whole of it. */
    private static final double STANDS_FOR_ALL = 0.5;
    /** Shares of the viewers hit from which a symptom of a segment is critical and major (vocabulary: severities). */
    private static final double CRITICAL_SHARE = 0.3;

    private static final double MAJOR_SHARE = 0.1;

    private final Map<String, SymptomKnowledge> knowledge;
    private final Map<String, List<Symptom>> shown;
    private final Assessment assessment;

    SymptomRanking(Map<String, SymptomKnowledge> knowledge, Map<String, List<Symptom>> shown, Assessment assessment) {
        this.knowledge = knowledge;
        this.shown = shown;
        this.assessment = assessment;
    }

    /** A cause that may explain symptoms. */
    record Explanation(CauseKnowledge cause, Verdict verdict, Scope scope) {
        boolean explains(String symptom) {
            return cause.explains().containsKey(symptom);
        }
    }

    /** The symptoms, worst first; {@code explanations} decide between scopes that hold the same viewers. */
    List<SymptomFound> rank(List<Explanation> explanations) {
        List<List<SymptomFound>> byCode = new ArrayList<>();
        shown.forEach((code, observed) -> byCode.add(ofCode(code, observed, explanations)));
        byCode.removeIf(List::isEmpty);
        byCode.sort(Comparator.<List<SymptomFound>, Severity>comparing(
                        found -> found.get(0).severity())
                .thenComparing(found -> found.get(0).code()));
        return byCode.stream().flatMap(List::stream).toList();
    }

    private List<SymptomFound> ofCode(String code, List<Symptom> observed, List<Explanation> explanations) {
        Map<Scope, List<Symptom>> byScope = new LinkedHashMap<>();
        for (Blame blame : assessment.blames()) {
            List<Symptom> there = observed.stream()
                    .filter(symptom -> symptom.scope().equals(blame.scope())
                            || blame.equivalents().contains(symptom.scope()))
                    .toList();
            if (!there.isEmpty()) {
                byScope.put(named(blame, there, code, explanations), there);
            }
        }
        List<Symptom> room =
                observed.stream().filter(symptom -> symptom.scope().isRoom()).toList();
        Optional<Scope> first = byScope.keySet().stream().findFirst();
        if (!room.isEmpty()) {
            boolean whole = first.isPresent() && coverage(first.get()) >= STANDS_FOR_ALL;
            byScope.merge(whole ? first.get() : Scope.ROOM, room, SymptomRanking::both);
        }
        boolean harmless = harmless(code, explanations);
        return byScope.entrySet().stream()
                .map(entry -> found(code, entry.getKey(), entry.getValue(), harmless))
                .toList();
    }

    private static List<Symptom> both(List<Symptom> first, List<Symptom> second) {
        List<Symptom> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** Among scopes that hold the same viewers, the one that the best cause names. */
    private static Scope named(Blame blame, List<Symptom> there, String code, List<Explanation> explanations) {
        return explanations.stream()
                .filter(one -> one.explains(code))
                .map(Explanation::scope)
                .filter(scope ->
                        scope.equals(blame.scope()) || blame.equivalents().contains(scope))
                .findFirst()
                .orElse(there.stream()
                        .map(Symptom::scope)
                        .filter(blame.scope()::equals)
                        .findFirst()
                        .orElse(there.get(0).scope()));
    }

    private double coverage(Scope scope) {
        return assessment.blames().stream()
                .filter(blame ->
                        blame.scope().equals(scope) || blame.equivalents().contains(scope))
                .mapToDouble(Blame::coverage)
                .findFirst()
                .orElse(0);
    }

    /** A harmless explanation takes the alarm out of a symptom, unless something that does harm explains it better. */
    private boolean harmless(String code, List<Explanation> explanations) {
        if (assessment.maintenance()) {
            return true;
        }
        boolean calm = explanations.stream()
                .anyMatch(one -> one.cause().harmless() && one.explains(code) && one.verdict() != Verdict.POSSIBLE);
        boolean alarm = explanations.stream()
                .anyMatch(one -> !one.cause().harmless() && one.explains(code) && one.verdict() == Verdict.CONFIRMED);
        return calm && !alarm;
    }

    private SymptomFound found(String code, Scope scope, List<Symptom> observed, boolean harmless) {
        SymptomKnowledge known = Objects.requireNonNull(knowledge.get(code));
        List<Observation> evidence = new ArrayList<>();
        for (Symptom symptom : observed) {
            for (Fact fact : symptom.facts()) {
                Observation observation = Observation.of(fact, null, symptom.rule());
                if (observation != null
                        && (observation.scope().isRoom() || observation.scope().equals(scope))
                        && evidence.stream().noneMatch(observation::isOfTheSame)) {
                    evidence.add(observation);
                }
            }
        }
        return new SymptomFound(
                known, harmless ? Severity.INFO : severity(known, scope, observed), scope, evidence, List.of(), null);
    }

    private Severity severity(SymptomKnowledge known, Scope scope, List<Symptom> observed) {
        if (scope.equals(Scope.ROOM)) {
            boolean severe = observed.stream()
                    .flatMap(symptom -> symptom.facts().stream())
                    .anyMatch(fact -> fact instanceof Reading reading && reading.severe());
            return severe ? known.severity().raised() : known.severity();
        }
        double share = assessment.readings().getOrDefault(scope, Map.of()).values().stream()
                .mapToDouble(Reading::share)
                .max()
                .orElse(0);
        return share >= CRITICAL_SHARE ? Severity.CRITICAL : share >= MAJOR_SHARE ? Severity.MAJOR : Severity.MINOR;
    }
}
