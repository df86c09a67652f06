package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Evidence;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;

/** The rules of a pack in Drools: one network, a pool of sessions over it. */
final class DroolsInference implements Inference {
    /** A bound for a run-away; the shipped pack fires some hundred rules for the sickest room. */
    private static final int MOST_FIRINGS = 20_000;

    private static final Comparator<Symptom> BY_SYMPTOM = Comparator.comparing(Symptom::code)
            .thenComparing(symptom -> symptom.scope().toString())
            .thenComparing(Symptom::rule)
            .thenComparing(symptom -> symptom.facts().toString());
    private static final Comparator<Evidence> BY_EVIDENCE = Comparator.comparing(Evidence::cause)
            .thenComparing(Evidence::weight)
            .thenComparing(evidence -> evidence.scope().toString())
            .thenComparing(Evidence::rule)
            .thenComparing(evidence -> evidence.facts().toString());

    private final KieSessionsPool pool;

    DroolsInference(List<Rule> rules) {
        KieBase base = KieBaseBuilder.createKieBaseFromModel(Lowering.lower(rules));
        pool = base.newKieSessionsPool(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public Findings infer(List<? extends Fact> facts) {
        KieSession session = pool.newKieSession();
        try {
            facts.forEach(session::insert);
            int fired = session.fireAllRules(MOST_FIRINGS);
            List<Symptom> symptoms = new ArrayList<>();
            List<Evidence> evidence = new ArrayList<>();
            for (Object object : session.getObjects()) {
                if (object instanceof Evidence found) {
                    evidence.add(found);
                } else if (object instanceof Symptom found) {
                    symptoms.add(found);
                }
            }
            symptoms.sort(BY_SYMPTOM);
            evidence.sort(BY_EVIDENCE);
            return new Findings(symptoms, evidence, fired);
        } finally {
            session.dispose();
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
