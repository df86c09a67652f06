package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.drools.Gate.Bound;
import dev.livedoctor.drools.PatternIndex.Met;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.DirectFiringOption;
import org.kie.api.runtime.rule.FactHandle;

/** A session of Drools that is used again and again, by one thread at a time: to make one costs more than to use it. */
final class PooledSession {
    /** An activation where Drools has it. */
    private record Kept(RuleActivation activation, FactHandle handle) {}

    private final KieSession drools;
    /** By place. */
    private final Map<Integer, Kept> openings = new HashMap<>();

    PooledSession(KieBase base) {
        drools = DroolsRuleCompiler.within(() -> {
            KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
            // Our rules know no order, so the agenda need not be asked between two firings.
            configuration.setOption(DirectFiringOption.YES);
            return base.newKieSession(configuration, null);
        });
    }

    /** Fires the rules behind {@code gates}, which are open. */
    void fire(List<Gate> gates, Met met, Collection<Object> conclusions) {
        List<RuleActivation> opened = new ArrayList<>(gates.size());
        List<FactHandle> matches = new ArrayList<>(0);
        for (Gate gate : gates) {
            if (gate.joins()) {
                match(gate, met, conclusions, matches);
            } else {
                opened.add(open(gate, met, conclusions));
            }
        }
        drools.fireAllRules();
        opened.forEach(RuleActivation::close);
        matches.forEach(drools::delete);
    }

    private RuleActivation open(Gate gate, Met met, Collection<Object> conclusions) {
        List<List<Fact>> facts = new ArrayList<>(gate.bound().length);
        for (Bound pattern : gate.bound()) {
            facts.add(met.of(pattern));
        }
        Kept kept = openings.get(gate.place());
        RuleActivation activation = kept == null ? new RuleActivation(gate.place()) : kept.activation();
        activation.open(facts, conclusions);
        if (kept == null) {
            openings.put(gate.place(), new Kept(activation, drools.insert(activation)));
        } else {
            drools.update(kept.handle(), activation);
        }
        return activation;
    }

    private void match(Gate gate, Met met, Collection<Object> conclusions, Collection<FactHandle> matches) {
        for (Bound pattern : gate.bound()) {
            for (Fact fact : met.of(pattern)) {
                matches.add(drools.insert(new PatternMatch(pattern.place(), fact, conclusions)));
            }
        }
    }
}
