package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Evidence;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules of a pack in Drools, in two stages: symptom rules, then cause rules over what the symptom rules concluded. A room without
 * symptoms needs no causes.
 */
final class DroolsInference implements Inference {
    private static final Comparator<List<Fact>> BY_SUBJECT = (left, right) -> {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).subject().compareTo(right.get(i).subject());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    };
    private static final Comparator<Symptom> BY_SYMPTOM =
            Comparator.comparing(Symptom::rule).thenComparing(Symptom::scope).thenComparing(Symptom::facts, BY_SUBJECT);
    private static final Comparator<Evidence> BY_EVIDENCE = Comparator.comparing(Evidence::weight)
            .thenComparing(Evidence::rule)
            .thenComparing(Evidence::scope)
            .thenComparing(Evidence::facts, BY_SUBJECT);

    private final Stage symptoms;
    private final Stage causes;

    DroolsInference(List<Rule> rules) {
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
        List<Symptom> shown = symptoms.conclude(facts, Symptom.class);
        if (shown.isEmpty()) {
            return new Findings(List.of(), List.of());
        }
        shown.sort(BY_SYMPTOM);
        List<Fact> all = new ArrayList<>(facts);
        all.addAll(shown);
        List<Evidence> evidence = causes.conclude(all, Evidence.class);
        evidence.sort(BY_EVIDENCE);
        return new Findings(shown, evidence);
    }

    @Override
    public void close() {
        symptoms.close();
        causes.close();
    }
}
