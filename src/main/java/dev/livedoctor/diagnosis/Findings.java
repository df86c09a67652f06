package dev.livedoctor.diagnosis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the rules conclude from the facts of one snapshot, in no order that means anything.
 *
 * @param symptoms what is wrong
 * @param evidence what speaks for and against the causes; empty where nothing is wrong
 * @param overrun the names of rules that were left out, because they would have fired too often
 */
public record Findings(List<Symptom> symptoms, List<Evidence> evidence, List<String> overrun) {

    /** How many times a rule fired: each firing concludes one thing. */
    public int fired() {
        return symptoms.size() + evidence.size();
    }

    /** The names of the rules that fired. */
    public Set<String> rules() {
        Set<String> rules = new TreeSet<>();
        symptoms.forEach(symptom -> rules.add(symptom.rule()));
        evidence.forEach(one -> rules.add(one.rule()));
        return rules;
    }
}
