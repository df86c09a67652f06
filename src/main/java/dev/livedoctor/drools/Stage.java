package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.drools.Premises.Guard;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;

/**
 * Rules that read only facts which are there before the first of them fires. So no conclusion is ever withdrawn, and the costly
 * bookkeeping of logical insertion is not needed: what a rule concludes is inserted, and read from working memory after firing.
 */
final class Stage implements AutoCloseable {
    /** A bound for a run-away; the shipped pack fires some hundred rules for the sickest room. */
    private static final int MOST_FIRINGS = 20_000;

    private final KieSessionsPool pool;
    private final Premises premises;
    private final Map<String, Guard> guards = new HashMap<>();

    Stage(List<Rule> rules) {
        premises = new Premises(rules);
        rules.forEach(rule -> guards.put(rule.name(), premises.guard(rule)));
        pool = KieBaseBuilder.createKieBaseFromModel(Lowering.lower(rules, premises))
                .newKieSessionsPool(Runtime.getRuntime().availableProcessors());
    }

    /** The conclusions of type {@code conclusion} from {@code facts}. */
    <T> List<T> conclude(Iterable<? extends Fact> facts, Class<T> conclusion) {
        List<Match> matches = new ArrayList<>();
        BitSet met = premises.met(facts, matches);
        KieSession session = pool.newKieSession();
        try {
            matches.forEach(session::insert);
            session.fireAllRules(
                    firing -> Objects.requireNonNull(guards.get(firing.getRule().getName()))
                            .opens(met),
                    MOST_FIRINGS);
            List<T> conclusions = new ArrayList<>();
            for (Object object : session.getObjects(conclusion::isInstance)) {
                conclusions.add(conclusion.cast(object));
            }
            return conclusions;
        } finally {
            session.dispose();
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
