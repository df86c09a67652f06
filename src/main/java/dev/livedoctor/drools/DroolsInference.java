package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Evidence;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.Symptom;
import dev.livedoctor.drools.PatternIndex.Met;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of a pack in Drools, in two stages: symptom rules, then cause rules over what the symptom rules concluded. A room without
 * symptoms needs no causes.
 */
final class DroolsInference implements Inference {
    private final List<Rule> rules;
    private final PatternIndex index;
    private final Stage symptoms;
    private final Stage causes;

    DroolsInference(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        index = new PatternIndex();
        List<Gate> gates = rules.stream().map(index::gate).toList();
        List<Stage> stages = Stream.of(true, false)
                .parallel()
                .map(shows -> gates.stream()
                        .filter(gate -> (gate.rule().then().kind() == Rule.Kind.SHOWS) == shows)
                        .toList())
                .map(stage -> DroolsRuleCompiler.within(() -> new Stage(stage)))
                .toList();
        symptoms = stages.get(0);
        causes = stages.get(1);
    }

    private DroolsInference(List<Rule> rules, DroolsInference compiled) {
        this.rules = List.copyOf(rules);
        index = compiled.index;
        symptoms = compiled.symptoms;
        causes = compiled.causes;
    }

    /** The same with {@code others} in place of its rules; empty where these are others, and not only in other lines. */
    Optional<DroolsInference> at(List<Rule> others) {
        return anywhere(rules).equals(anywhere(others))
                ? Optional.of(new DroolsInference(others, this))
                : Optional.empty();
    }

    private static List<Rule> anywhere(List<Rule> rules) {
        return rules.stream().map(Rule::anywhere).toList();
    }

    @Override
    public Findings infer(List<? extends Fact> facts) {
        List<String> overrun = new ArrayList<>(0);
        Met met = index.nothing();
        index.meet(facts, met);
        List<Symptom> shown = symptoms.conclude(met, Symptom.class, overrun);
        if (shown.isEmpty()) {
            return new Findings(List.of(), List.of(), overrun);
        }
        index.meet(shown, met);
        return new Findings(shown, causes.conclude(met, Evidence.class, overrun), overrun);
    }

    @Override
    public List<RuleTrace> trace(List<? extends Fact> facts) {
        Findings findings = infer(facts);
        Map<String, List<List<Fact>>> fired = new HashMap<>();
        findings.symptoms()
                .forEach(symptom -> fired.computeIfAbsent(symptom.rule(), key -> new ArrayList<>())
                        .add(symptom.facts()));
        findings.evidence()
                .forEach(one -> fired.computeIfAbsent(one.rule(), key -> new ArrayList<>())
                        .add(one.facts()));
        List<Fact> all = new ArrayList<>(facts);
        all.addAll(findings.symptoms());
        Tracer tracer = new Tracer(all);
        return rules.stream()
                .map(rule -> tracer.trace(rule, fired.getOrDefault(rule.name(), List.of())))
                .toList();
    }
}
