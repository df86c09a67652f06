package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.SymptomFound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes of what the rules observed the symptoms of a report: one for each scope that is to blame, worst first. */
final class SymptomRanking {
    /** A scope with this share of the anomaly stands for the whole of it. */
    private static final double STANDS_FOR_ALL = 0.5;
    /** Shares of the viewers hit from which a symptom of a segment is critical and major (vocabulary: severities). */
    private static final double CRITICAL_SHARE = 0.3;

    private static final double MAJOR_SHARE = 0.1;
    /** Groups of metrics that tell what people do, not what machines do. */
    private static final Set<String> OF_PEOPLE = Set.of("audience", "interaction", "commerce");

    private final Map<String, SymptomKnowledge> knowledge;
    private final Map<String, List<Symptom>> shown;
    private final Assessment assessment;

    SymptomRanking(Map<String, SymptomKnowledge> knowledge, Map<String, List<Symptom>> shown, Assessment assessment) {
        this.knowledge = knowledge;
        this.shown = shown;
        this.assessment = assessment;
    }

    /** The symptoms, worst first; {@code candidates} decide between scopes that hold the same viewers. */
    List<SymptomFound> rank(List<Candidate> candidates) {
        List<List<SymptomFound>> byCode = new ArrayList<>();
        shown.forEach((code, observed) -> byCode.add(ofCode(code, observed, candidates)));
        byCode.removeIf(List::isEmpty);
        byCode.sort(Comparator.<List<SymptomFound>, Severity>comparing(
                        found -> found.get(0).severity())
                .thenComparing(found -> isCovered(found.get(0).code()))
                .thenComparing(found -> found.get(0).code()));
        return byCode.stream().flatMap(List::stream).toList();
    }

    /** Whether another symptom that is present brings it about. */
    private boolean isCovered(String code) {
        for (String other : shown.keySet()) {
            if (Objects.requireNonNull(knowledge.get(other)).covers().contains(code)) {
                return true;
            }
        }
        return false;
    }

    private List<SymptomFound> ofCode(String code, List<Symptom> observed, List<Candidate> candidates) {
        Map<Scope, List<Symptom>> byScope = new LinkedHashMap<>();
        for (Blame blame : assessment.blames()) {
            if (blame.alternative() && byScope.keySet().stream().anyMatch(told -> mayShare(told, blame.scope()))) {
                // Another name for what is told already.
                continue;
            }
            List<Symptom> there = new ArrayList<>();
            for (Symptom symptom : observed) {
                if (names(blame, symptom.scope())) {
                    there.add(symptom);
                }
            }
            if (!there.isEmpty()) {
                byScope.put(named(blame, there, code, candidates), there);
            }
        }
        List<Symptom> room = new ArrayList<>();
        for (Symptom symptom : observed) {
            if (symptom.scope().isRoom()) {
                room.add(symptom);
            }
        }
        if (!room.isEmpty()) {
            Scope first =
                    byScope.isEmpty() ? Scope.ROOM : byScope.keySet().iterator().next();
            boolean whole = coverage(first) >= STANDS_FOR_ALL;
            byScope.merge(whole ? first : Scope.ROOM, room, SymptomRanking::both);
        }
        boolean harmless = harmless(code, candidates);
        List<SymptomFound> found = new ArrayList<>();
        byScope.forEach((scope, symptoms) -> {
            SymptomFound one = found(code, scope, symptoms, harmless);
            if (found.stream().noneMatch(whole -> isNoWorsePart(one, whole))) {
                found.add(one);
            }
        });
        return found;
    }

    /** Whether {@code whole} says all that {@code part} of it says. */
    private static boolean isNoWorsePart(SymptomFound part, SymptomFound whole) {
        return !whole.scope().isRoom()
                && part.severity().compareTo(whole.severity()) >= 0
                && whole.scope().contains(part.scope().dimensions());
    }

    /** Whether somebody may be in both: they name no dimension differently. */
    private static boolean mayShare(Scope one, Scope other) {
        return one.dimensions().entrySet().stream()
                .allMatch(pair -> other.dimensions()
                        .getOrDefault(pair.getKey(), pair.getValue())
                        .equals(pair.getValue()));
    }

    private static boolean names(Blame blame, Scope scope) {
        return blame.scope().equals(scope) || blame.equivalents().contains(scope);
    }

    private static List<Symptom> both(List<Symptom> first, List<Symptom> second) {
        List<Symptom> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** Among scopes that hold the same viewers, the one that the best cause names. */
    private static Scope named(Blame blame, List<Symptom> there, String code, List<Candidate> candidates) {
        for (Candidate one : candidates) {
            if (one.explains().contains(code) && names(blame, one.scope())) {
                return one.scope();
            }
        }
        for (Symptom symptom : there) {
            if (symptom.scope().equals(blame.scope())) {
                return blame.scope();
            }
        }
        return there.get(0).scope();
    }

    private double coverage(Scope scope) {
        for (Blame blame : assessment.blames()) {
            if (names(blame, scope)) {
                return blame.coverage();
            }
        }
        return 0;
    }

    /** A harmless explanation takes the alarm out of a symptom, unless something that does harm explains it better. */
    private boolean harmless(String code, List<Candidate> candidates) {
        if (assessment.maintenance()) {
            return true;
        }
        boolean calm = false;
        boolean alarm = false;
        for (Candidate one : candidates) {
            if (one.explains().contains(code)) {
                calm |= one.cause().harmless() && one.verdict() != Verdict.POSSIBLE;
                alarm |= !one.cause().harmless() && one.verdict() == Verdict.CONFIRMED;
            }
        }
        return calm && !alarm;
    }

    private SymptomFound found(String code, Scope scope, List<Symptom> observed, boolean harmless) {
        SymptomKnowledge known = Objects.requireNonNull(knowledge.get(code));
        List<Observation> evidence = new ArrayList<>();
        for (Symptom symptom : observed) {
            for (Fact fact : symptom.facts()) {
                if (fact.scope().isRoom() || fact.scope().equals(scope)) {
                    Observation.add(fact, null, symptom.rule(), evidence);
                }
            }
        }
        return new SymptomFound(
                known, harmless ? Severity.INFO : severity(known, scope, observed), scope, evidence, List.of(), null);
    }

    private Severity severity(SymptomKnowledge known, Scope scope, List<Symptom> observed) {
        if (scope.equals(Scope.ROOM)) {
            if (isHabit(observed)) {
                return known.severity() == Severity.INFO ? Severity.INFO : Severity.MINOR;
            }
            return isSevere(observed) ? known.severity().raised() : known.severity();
        }
        double share = 0;
        for (Reading reading :
                assessment.readings().getOrDefault(scope, Map.of()).values()) {
            share = Math.max(share, reading.share());
        }
        return share >= CRITICAL_SHARE ? Severity.CRITICAL : share >= MAJOR_SHARE ? Severity.MAJOR : Severity.MINOR;
    }

    /** Whether people do as little as they always do in this room: worth to be said, and no news. What fails as often as ever still fails. */
    private static boolean isHabit(List<Symptom> observed) {
        for (Symptom symptom : observed) {
            for (Fact fact : symptom.facts()) {
                if (!(fact instanceof Reading reading)
                        || !reading.low()
                        || !reading.usual()
                        || !OF_PEOPLE.contains(reading.group())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isSevere(List<Symptom> observed) {
        for (Symptom symptom : observed) {
            for (Fact fact : symptom.facts()) {
                if (fact instanceof Reading reading && reading.severe()) {
                    return true;
                }
            }
        }
        return false;
    }
}
