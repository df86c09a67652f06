package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.drools.Premises.Guard;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Rules that read only facts which are there before the first of them fires. So no conclusion is ever withdrawn, and the costly
 * bookkeeping of logical insertion is not needed: what a rule concludes is inserted, and read from working memory after firing.
 */
final class Stage {
    /** A bound for a run-away; the shipped pack fires some hundred rules for the sickest room. */
    private static final int MOST_FIRINGS = 20_000;

    private final KieBase base;
    /** A session costs more to make than to empty. One that a thread uses is not in here. */
    private final Queue<KieSession> sessions = new ConcurrentLinkedQueue<>();

    private final Premises premises;
    private final Map<String, Guard> guards = new HashMap<>();

    Stage(List<Rule> rules) {
        premises = new Premises(rules);
        rules.forEach(rule -> guards.put(rule.name(), premises.guard(rule)));
        base = KieBaseBuilder.createKieBaseFromModel(Lowering.lower(rules, premises));
    }

    /** The conclusions of type {@code conclusion} from {@code facts}. */
    <T> List<T> conclude(Iterable<? extends Fact> facts, Class<T> conclusion) {
        List<Match> matches = new ArrayList<>();
        BitSet met = premises.met(facts, matches);
        KieSession kept = sessions.poll();
        KieSession session = kept == null ? base.newKieSession() : kept;
        matches.forEach(session::insert);
        session.fireAllRules(
                firing -> Objects.requireNonNull(guards.get(firing.getRule().getName()))
                        .opens(met),
                MOST_FIRINGS);
        List<T> conclusions = new ArrayList<>();
        for (Object object : session.getObjects(conclusion::isInstance)) {
            conclusions.add(conclusion.cast(object));
        }
        for (FactHandle handle : List.copyOf(session.<FactHandle>getFactHandles())) {
            session.delete(handle);
        }
        session.fireAllRules();
        sessions.add(session);
        return conclusions;
    }
}
