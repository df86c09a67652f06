package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cause in a scope, with what the rules say of it.
 *
 * @param cause what is known of it
 * @param scope the viewers concerned
 * @param supports what speaks for it, the weightiest first
 * @param contradictions what speaks against it, the weightiest first
 */
record Hypothesis(CauseKnowledge cause, Scope scope, List<Evidence> supports, List<Evidence> contradictions) {

    /**
     * The hypothesis that {@code cause} acts in {@code scope}: evidence on the scope itself counts, and evidence on the whole room where
     * the scope has no reading of its own.
     *
     * @param own the readings of the scope by metric
     */
    static Hypothesis of(CauseKnowledge cause, Scope scope, List<Evidence> evidence, Map<String, Reading> own) {
        List<Evidence> supports = new ArrayList<>();
        List<Evidence> contradictions = new ArrayList<>();
        for (Evidence one : evidence) {
            Scope of = one.scope();
            boolean general = of.equals(Scope.ROOM) && (scope.equals(Scope.ROOM) || !own.containsKey(subject(one)));
            if (of.equals(scope) || general) {
                (one.supporting() ? supports : contradictions).add(one);
            }
        }
        return new Hypothesis(cause, scope, supports, contradictions);
    }

    /** The log-odds: the prior and, for each thing observed, its weightiest evidence. */
    double score() {
        return cause.prior() + sum(supports) - sum(contradictions);
    }

    /** The log-odds that speak against it. */
    double against() {
        return sum(contradictions);
    }

    /** Whether the mechanism itself was observed. */
    boolean decisive() {
        return supports.stream().anyMatch(one -> one.weight() == Weight.DECISIVE);
    }

    private static double sum(List<Evidence> evidence) {
        Map<String, Double> bySubject = new HashMap<>();
        evidence.forEach(one -> bySubject.merge(subject(one), one.weight().logOdds(), Math::max));
        return bySubject.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What the first fact is about: two rules that look at the same thing are one piece of evidence. */
    private static String subject(Evidence evidence) {
        return evidence.facts().get(0).subject();
    }
}
