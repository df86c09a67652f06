package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A cause in a scope, with what the rules say of it.
 *
 * @param cause what is known of it
 * @param scope the viewers concerned
 * @param supports what speaks for it
 * @param contradictions what speaks against it
 * @param score the log-odds: the prior and, for each thing observed, its weightiest evidence
 * @param against the log-odds that speak against it, of which {@code score} is less by
 */
record Hypothesis(
        CauseKnowledge cause,
        Scope scope,
        List<Evidence> supports,
        List<Evidence> contradictions,
        double score,
        double against) {

    /**
     * The hypothesis that {@code cause} acts in {@code scope}: evidence on the scope itself counts, and evidence on the whole room where
     * the scope has no reading of its own.
     *
     * @param evidence on the cause
     * @param own the readings of the scope by metric
     */
    static Hypothesis of(CauseKnowledge cause, Scope scope, List<Evidence> evidence, Map<String, Reading> own) {
        List<Evidence> supports = new ArrayList<>();
        List<Evidence> contradictions = new ArrayList<>();
        for (Evidence one : evidence) {
            Scope of = one.scope();
            boolean general = of.isRoom() && (scope.isRoom() || !own.containsKey(subject(one)));
            if (general || of.equals(scope)) {
                (one.supporting() ? supports : contradictions).add(one);
            }
        }
        double against = sum(contradictions);
        return new Hypothesis(cause, scope, supports, contradictions, cause.prior() + sum(supports) - against, against);
    }

    /** Whether the mechanism itself was observed. */
    boolean decisive() {
        return anyDecisive(supports);
    }

    /** Whether something was observed that cannot be where the cause acts. */
    boolean refuted() {
        return anyDecisive(contradictions);
    }

    private static boolean anyDecisive(List<Evidence> evidence) {
        for (Evidence one : evidence) {
            if (one.weight() == Weight.DECISIVE) {
                return true;
            }
        }
        return false;
    }

    /** Two rules that look at the same thing are one piece of evidence: the weightier counts. */
    private static double sum(List<Evidence> evidence) {
        double sum = 0;
        for (int i = 0; i < evidence.size(); i++) {
            if (counts(i, evidence)) {
                sum += evidence.get(i).weight().logOdds();
            }
        }
        return sum;
    }

    private static boolean counts(int number, List<Evidence> evidence) {
        Evidence one = evidence.get(number);
        for (int i = 0; i < evidence.size(); i++) {
            Evidence other = evidence.get(i);
            int weightier = other.weight().compareTo(one.weight());
            if ((weightier < 0 || weightier == 0 && i < number)
                    && subject(other).equals(subject(one))) {
                return false;
            }
        }
        return true;
    }

    /** What the first fact is about. */
    private static String subject(Evidence evidence) {
        return evidence.facts().get(0).subject();
    }
}
