package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Evidence;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules of a pack in Drools, in two stages: symptom rules, then cause rules over what the symptom rules concluded. A room without
 * symptoms needs no causes.
 */
final class DroolsInference implements Inference {
    private final Stage symptoms;
    private final Stage causes;
    private final List<Rule> rules;

    DroolsInference(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        List<Stage> stages = Stream.of(true, false)
                .parallel()
                .map(shows -> rules.stream()
                        .filter(rule -> (rule.then().kind() == Rule.Kind.SHOWS) == shows)
                        .toList())
                .map(stage -> DroolsRuleCompiler.within(() -> new Stage(stage)))
                .toList();
        symptoms = stages.get(0);
        causes = stages.get(1);
    }

    @Override
    public Findings infer(List<? extends Fact> facts) {
        List<String> overrun = new ArrayList<>();
        List<Symptom> shown = symptoms.conclude(facts, Symptom.class, overrun);
        if (shown.isEmpty()) {
            return new Findings(List.of(), List.of(), overrun);
        }
        List<Fact> all = new ArrayList<>(facts);
        all.addAll(shown);
        return new Findings(shown, causes.conclude(all, Evidence.class, overrun), overrun);
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
