package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** Every combination of values among some leaves of a table, each tested against the others of these leaves. */
final class Scan {
    /** Pairs of the longest scope that is looked at. */
    static final int MAX_PAIRS = 3;
    /** The chance that a healthy table blames anyone, over all its candidates (Bonferroni). */
    private static final double FALSE_ALARM = 0.01;
    /** Nats that make one scope a better explanation than another: twenty to one. */
    static final double STRONG = Math.log(20);

    private static final int[][] NONE = {};

    private final LeafTable table;
    private final double pairDiscount;
    private final HitCount total;
    private final ValueSums[] sumses;
    private final List<Suspect> found = new ArrayList<>();
    private int tests;
    private int testsAtBound;
    private double bound;
    /** With so many hit a scope may gain as much as the bound, and with so many none does. */
    private double enoughBad;

    private double tooLittleBad;

    Scan(LeafTable table, int[] leaves, double pairDiscount) {
        this.table = table;
        this.pairDiscount = pairDiscount;
        total = table.count(leaves);
        sumses = new ValueSums[table.dimensions()];
        for (int d = 0; d < sumses.length; d++) {
            sumses[d] = new ValueSums(table, d);
        }
        setBound();
        refine(leaves, 0, new int[0]);
        setBound();
        found.removeIf(suspect -> suspect.gain() < bound);
        found.sort(Suspect.BEST_FIRST);
    }

    /** The significant scopes, best first. */
    List<Suspect> found() {
        return found;
    }

    /** The gain from which a scope is significant among so many. */
    double bound() {
        return bound;
    }

    /** The best scope that is not hollow. */
    Suspect best() {
        for (Suspect suspect : found) {
            if (!hollow(suspect)) {
                return suspect;
            }
        }
        return found.get(0);
    }

    /** Whether a part of it explains more than the whole does, and what is left of it is no worse than the rest, chance aside. */
    private boolean hollow(Suspect whole) {
        for (Suspect part : found) {
            if (part.gain() > whole.gain() + STRONG
                    && whole.contains(part)
                    && whole.count().minus(part.count()).gainIn(total.minus(part.count())) < STRONG) {
                return true;
            }
        }
        return false;
    }

    private void refine(int[] leaves, int from, int[] pairs) {
        for (int d = from; d < sumses.length; d++) {
            ValueSums sums = sumses[d];
            sums.take(leaves);
            // A pair that takes no leaf away says nothing new, whatever else is added.
            if (sums.values() > 1) {
                test(sums, leaves, pairs, d);
            }
        }
    }

    private void test(ValueSums sums, int[] leaves, int[] pairs, int d) {
        boolean longest = pairs.length == 2 * (MAX_PAIRS - 1);
        int[][] parts = longest ? NONE : sums.split(leaves);
        tests += sums.values();
        if (tests > 2 * testsAtBound) {
            setBound();
        }
        for (int i = 0; i < sums.values(); i++) {
            if (mayReachBound(sums.bad(i))) {
                double gain = sums.count(i).shrunkTo(total).gainIn(total);
                int[] longer = gain >= bound || !longest ? LeafTable.append(pairs, d, sums.value(i)) : pairs;
                if (gain >= bound) {
                    int[] part = longest ? sums.part(i, leaves) : parts[i];
                    double score = gain * Math.pow(pairDiscount, longer.length / 2.0 - 1);
                    found.add(new Suspect(longer, part, sums.count(i).shrunkTo(total), gain, score));
                }
                if (!longest && parts[i].length > 1) {
                    refine(parts[i], d + 1, longer);
                }
            }
        }
    }

    /**
     * By chance a gain exceeds g with less than exp(-g): the upper half of a chi-square of one degree at 2g. The bound only rises with the
     * number of tests, so what cannot reach it now never will.
     */
    private void setBound() {
        testsAtBound = tests;
        bound = Math.log(Math.max(tests, 1) / FALSE_ALARM);
        enoughBad = Double.POSITIVE_INFINITY;
    }

    /** Whether a scope may gain as much as the bound if so many are hit: the more, the more it may gain. */
    private boolean mayReachBound(double bad) {
        if (bad > tooLittleBad && bad < enoughBad) {
            if (HitCount.mostGain(bad, total) < bound) {
                tooLittleBad = bad;
            } else {
                enoughBad = bad;
            }
        }
        return bad >= enoughBad;
    }
}
