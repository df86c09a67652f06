package dev.livedoctor.diagnosis;

import java.util.Comparator;
import java.util.List;

/**
 * What speaks for a cause or against it.
 *
 * @param cause the code of the cause
 * @param weight how much
 * @param supporting whether it speaks for the cause
 * @param scope the viewers concerned: the first scope among the facts that is not the whole room
 * @param facts what was seen, the telling one first
 * @param rule the name of the rule that gave it, stamped by the engine
 */
public record Evidence(String cause, Weight weight, boolean supporting, Scope scope, List<Fact> facts, String rule) {
    /** Facts by what they are about and whom they concern. */
    static final Comparator<List<Fact>> BY_FACTS = (left, right) -> {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).subject().compareTo(right.get(i).subject());
            if (order == 0) {
                order = left.get(i).scope().compareTo(right.get(i).scope());
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    };
    /** The weightiest first. */
    static final Comparator<Evidence> WEIGHTIEST_FIRST = (left, right) -> {
        int order = left.weight().compareTo(right.weight());
        if (order == 0) {
            order = left.rule().compareTo(right.rule());
        }
        return order != 0 ? order : BY_FACTS.compare(left.facts(), right.facts());
    };

    /** The consequence of a symptom rule: {@code facts} show the symptom, in the scope of the first reading. */
    public static Symptom shows(String symptom, Fact... facts) {
        return new Symptom(symptom, scopeOf(facts), List.of(facts), "");
    }

    /** The consequence of a cause rule: {@code facts} speak for {@code cause}. */
    public static Evidence supports(String cause, Weight weight, Fact... facts) {
        return new Evidence(cause, weight, true, scopeOf(facts), List.of(facts), "");
    }

    /** The consequence of a cause rule: {@code facts} speak against {@code cause}. */
    public static Evidence contradicts(String cause, Weight weight, Fact... facts) {
        return new Evidence(cause, weight, false, scopeOf(facts), List.of(facts), "");
    }

    /** This evidence, given by {@code rule}. */
    public Evidence withRule(String rule) {
        return new Evidence(cause, weight, supporting, scope, facts, rule);
    }

    private static Scope scopeOf(Fact... facts) {
        for (Fact fact : facts) {
            Scope scope = fact.scope();
            if (!scope.equals(Scope.ROOM)) {
                return scope;
            }
        }
        return Scope.ROOM;
    }
}
