package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.drools.PatternIndex.Met;
import dev.livedoctor.drools.Rule.Join;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold before Drools looks at a rule.
 *
 * @param rule what it is the gate of
 * @param place of the rule as a whole, by which Drools finds it where nothing is to be joined
 * @param absent shapes that nothing may meet
 * @param anyOf sets of shapes; one of each must be met
 * @param bound the patterns that are left to Drools
 */
record Gate(Rule rule, int place, int[] absent, int[][] anyOf, Bound... bound) {

    /**
     * A pattern that Drools is needed for.
     *
     * @param place its number among all such patterns of all rules
     * @param needed whether the rule cannot fire without a fact of it
     * @param joins its constraints on other facts
     */
    record Bound(int place, int shape, boolean needed, List<Join> joins) {

        /** How many of {@code facts} are like each other in what is joined, at most. */
        private int most(List<Fact> facts) {
            Map<List<Object>, Integer> alike = new HashMap<>();
            facts.forEach(fact -> alike.merge(
                    joins.stream().map(join -> join.field().value().apply(fact)).toList(), 1, Integer::sum));
            return Collections.max(alike.values());
        }
    }

    /** Whether facts must be joined with each other. */
    boolean joins() {
        for (Bound pattern : bound) {
            if (!pattern.joins().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The number of a shape without which the gate stays closed. */
    int key() {
        for (Bound pattern : bound) {
            if (pattern.needed()) {
                return pattern.shape();
            }
        }
        throw new IllegalStateException(rule.name() + " binds nothing");
    }

    boolean opens(Met met) {
        for (Bound pattern : bound) {
            if (pattern.needed() && !met.has(pattern.shape())) {
                return false;
            }
        }
        for (int shape : absent) {
            if (met.has(shape)) {
                return false;
            }
        }
        for (int[] one : anyOf) {
            if (!meetsOne(one, met)) {
                return false;
            }
        }
        return true;
    }

    private static boolean meetsOne(int[] numbers, Met met) {
        for (int number : numbers) {
            if (met.has(number)) {
                return true;
            }
        }
        return false;
    }

    /** How often the rule fires at most, were every join as unselective as it can be. */
    long firings(Met met) {
        long firings = 1;
        for (Bound pattern : bound) {
            List<Fact> facts = met.of(pattern);
            if (!facts.isEmpty()) {
                firings *= pattern.joins().isEmpty() || facts.size() == 1 ? facts.size() : pattern.most(facts);
            }
        }
        return firings;
    }
}
