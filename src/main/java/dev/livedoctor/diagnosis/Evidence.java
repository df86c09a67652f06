package dev.livedoctor.diagnosis;

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

    /** The same, given by {@code rule}. */
    public Evidence by(String rule) {
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
