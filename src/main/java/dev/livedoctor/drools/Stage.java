package dev.livedoctor.drools;

import dev.livedoctor.drools.PatternIndex.Met;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.conf.KieBaseMutabilityOption;

/**
 * Rules that read only facts which are there before the first of them fires. So no conclusion is ever withdrawn, and the costly
 * bookkeeping of logical insertion is not needed: what a rule concludes is collected.
 */
final class Stage {
    /** How often one rule, and all rules together, may fire for a snapshot; the shipped pack fires some hundred times for the sickest room. */
    static final int MOST_FIRINGS_OF_A_RULE = 10_000;

    private static final int MOST_FIRINGS = 100_000;

    /** By the number of the shape without which they stay closed. */
    private final List<List<Gate>> gates = new ArrayList<>();

    private final KieBase base;
    /** One that a thread uses is not in here. */
    private final Queue<PooledSession> sessions = new ConcurrentLinkedQueue<>();

    /** A stage of the rules behind {@code gates}. */
    Stage(List<Gate> gates) {
        for (Gate gate : gates) {
            while (this.gates.size() <= gate.key()) {
                this.gates.add(new ArrayList<>(1));
            }
            this.gates.get(gate.key()).add(gate);
        }
        // Rules that change come as another base, so Drools need not be ready for it.
        base = KieBaseBuilder.createKieBaseFromModel(Lowering.lower(gates), KieBaseMutabilityOption.DISABLED);
    }

    /**
     * The conclusions, all of type {@code conclusion}, from the facts that meet {@code met}.
     *
     * @param overrun receives the names of rules that would fire too often, and therefore did not
     */
    <T> List<T> conclude(Met met, Class<T> conclusion, Collection<String> overrun) {
        List<Object> conclusions = new ArrayList<>();
        List<Gate> open = affordable(met, overrun);
        if (!open.isEmpty()) {
            PooledSession kept = sessions.poll();
            PooledSession session = kept == null ? new PooledSession(base) : kept;
            session.fire(open, met, conclusions);
            // Not kept where something was thrown: nobody knows what is left in it.
            sessions.add(session);
        }
        List<T> typed = new ArrayList<>(conclusions.size());
        for (Object one : conclusions) {
            typed.add(conclusion.cast(one));
        }
        return typed;
    }

    /** The open gates; where they would let too much through, those that let the least through. */
    private List<Gate> affordable(Met met, Collection<String> overrun) {
        List<Gate> open = new ArrayList<>();
        long all = 0;
        long most = 0;
        for (int i = 0; i < met.size(); i++) {
            int shape = met.shape(i);
            // The list ends at the last shape that some gate is keyed by; later shapes have no gate.
            List<Gate> behind = shape < gates.size() ? gates.get(shape) : List.of();
            for (int number = 0; number < behind.size(); number++) {
                Gate gate = behind.get(number);
                if (gate.opens(met)) {
                    open.add(gate);
                    long firings = gate.firings(met);
                    all += firings;
                    most = Math.max(most, firings);
                }
            }
        }
        if (most <= MOST_FIRINGS_OF_A_RULE && all <= MOST_FIRINGS) {
            return open;
        }
        // Of equals the first in the files, so that the order of the facts does not matter.
        open.sort(Comparator.<Gate>comparingLong(gate -> gate.firings(met)).thenComparingInt(Gate::place));
        List<Gate> affordable = new ArrayList<>();
        long spent = 0;
        for (Gate gate : open) {
            long firings = gate.firings(met);
            if (firings <= MOST_FIRINGS_OF_A_RULE && spent + firings <= MOST_FIRINGS) {
                spent += firings;
                affordable.add(gate);
            } else {
                overrun.add(gate.rule().name());
            }
        }
        return affordable;
    }
}
