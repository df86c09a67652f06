package dev.livedoctor.diagnosis;

import java.util.Comparator;
import java.util.List;

/**
 * Something observably wrong, and the facts that show it. Asserted by symptom rules, read by cause rules.
 *
 * @param code as in the vocabulary, such as LOW_RETENTION
 * @param scope the viewers concerned
 * @param facts what shows it, the telling one first
 * @param rule the name of the rule that asserted it, stamped by the engine
 */
public record Symptom(String code, Scope scope, List<Fact> facts, String rule) implements Fact {
    /** By the rule that asserted it. */
    static final Comparator<Symptom> BY_RULE = (left, right) -> {
        int order = left.rule().compareTo(right.rule());
        return order != 0 ? order : Evidence.BY_FACTS.compare(left.facts(), right.facts());
    };

    /** The names of the dimensions of {@link #scope()}, joined by +; empty for the whole room. */
    public String slice() {
        return scope.slice();
    }

    /** This symptom, asserted by {@code rule}. */
    public Symptom withRule(String rule) {
        return new Symptom(code, scope, facts, rule);
    }

    @Override
    public String subject() {
        return code;
    }
}
