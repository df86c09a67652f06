package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decides who of the suspects of one table is to blame. */
final class Suspects {
    /** Candidates below this share of the best score are neither alternatives nor ranked before them. */
    private static final double RUNNER_UP = 0.05;
    /** Standard deviations from which leaves scatter by more than counts do. */
    private static final double SCATTER = 3;

    private final LeafTable table;
    private final double pairDiscount;
    private final Scan scan;
    /** One after the other, each sought among the leaves that those before it leave over. */
    private final List<Suspect> faults = new ArrayList<>();
    /** The leaves that each fault took, and at last those that nobody took. */
    private final List<int[]> strata = new ArrayList<>();
    /** Whether some leaves differ by more than counts do, so that the figures do not settle the name of a fault. */
    private final boolean scattered;

    Suspects(LeafTable table, double pairDiscount) {
        this.table = table;
        this.pairDiscount = pairDiscount;
        scan = new Scan(table, table.all(), pairDiscount);
        findFaults();
        scattered = anyScatters();
    }

    private void findFaults() {
        int[] rest = table.all();
        for (Scan next = scan;
                !next.found().isEmpty() && faults.size() < Localiser.LIMIT;
                next = new Scan(table, rest, pairDiscount)) {
            Suspect fault = next.best();
            // What shares a value with an earlier fault may be that fault under a wider name.
            if (sharesPair(fault)) {
                break;
            }
            strata.add(fault.leaves());
            rest = table.without(fault.pairs(), rest);
            faults.add(new Suspect(
                    fault.pairs(), table.leavesOf(fault.pairs()), fault.count(), fault.gain(), fault.score()));
        }
        strata.add(rest);
    }

    private boolean sharesPair(Suspect suspect) {
        for (Suspect fault : faults) {
            if (fault.sharesPair(suspect)) {
                return true;
            }
        }
        return false;
    }

    /** The scopes to blame, best first. */
    List<Blame> blames() {
        HitCount nobodys = table.count(strata.get(strata.size() - 1));
        double background = table.usualKnown() ? 1 : nobodys.bad() / nobodys.expected();
        List<Blame> blames = new ArrayList<>();
        double score = Double.POSITIVE_INFINITY;
        for (Suspect suspect : ranked()) {
            score = Math.min(Math.nextDown(score), suspect.score());
            Blame blame = blame(suspect, score, background);
            blames.add(blame);
            if (blame.impliesMore() && blame.closure().dimensions().size() <= Scan.MAX_PAIRS) {
                score = Math.nextDown(score);
                blames.add(blame.closed(score));
            }
        }
        return blames;
    }

    /** The faults, and other names that the first may have where the table does not settle which. */
    private List<Suspect> ranked() {
        if (faults.isEmpty()) {
            return List.of();
        }
        Suspect first = faults.get(0);
        int leading = faults.size() > 1 && faults.get(1).score() >= RUNNER_UP * first.score() ? 2 : 1;
        List<Suspect> ranked = new ArrayList<>(faults.subList(0, leading));
        List<Suspect> rest = new ArrayList<>(faults.subList(leading, faults.size()));
        for (Suspect suspect : scan.found()) {
            if (suspect.score() >= RUNNER_UP * first.score()
                    && (scattered || suspect.gain() > first.gain() - Scan.STRONG || standsOut(suspect))) {
                rest.add(suspect);
            }
        }
        rest.sort(Suspect.BEST_FIRST);
        for (Suspect suspect : rest) {
            if (ranked.size() < Localiser.LIMIT && !haveLeavesOf(suspect, ranked)) {
                ranked.add(suspect);
            }
        }
        return ranked;
    }

    private static boolean haveLeavesOf(Suspect suspect, List<Suspect> others) {
        for (Suspect other : others) {
            if (other.hasLeavesOf(suspect)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyScatters() {
        for (int[] stratum : strata) {
            if (scatters(stratum)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the leaves of a stratum differ by more than counts do: Pearson's chi-square. */
    private boolean scatters(int[] stratum) {
        HitCount total = table.count(stratum);
        double chiSquare = 0;
        double freedom = -1;
        for (int leaf : stratum) {
            double mean = table.expected(leaf) * total.bad() / total.expected();
            // +1 damps leaves that expect less than one hit.
            chiSquare += Math.pow(table.bad(leaf) - mean, 2) / (mean + 1);
            freedom += mean / (mean + 1);
        }
        return chiSquare - freedom > SCATTER * Math.sqrt(2 * Math.max(freedom, 1));
    }

    private boolean standsOut(Suspect suspect) {
        for (int[] stratum : strata) {
            if (standsOut(suspect, stratum)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the scope differs from the rest of a stratum, and so has something left to explain. */
    private boolean standsOut(Suspect suspect, int[] stratum) {
        int[] part = new int[suspect.leaves().length];
        int size = 0;
        for (int leaf : suspect.leaves()) {
            if (Arrays.binarySearch(stratum, leaf) >= 0) {
                part[size++] = leaf;
            }
        }
        HitCount total = table.count(stratum);
        return table.count(Arrays.copyOf(part, size)).shrunkTo(total).gainIn(total) > scan.bound();
    }

    private Blame blame(Suspect suspect, double score, double background) {
        HitCount here = table.count(suspect.leaves());
        HitCount room = table.count(table.all());
        double roomExcess = room.bad() - room.expected() * background;
        double coverage = roomExcess > 0 ? (here.bad() - here.expected() * background) / roomExcess : 1;
        int[] closure = table.closure(suspect.leaves());
        return new Blame(
                table.scope(suspect.pairs()),
                score,
                Math.min(Math.max(coverage, 0), 1),
                here.population() / room.population(),
                !haveLeavesOf(suspect, faults),
                table.scope(closure),
                equivalents(suspect, closure, 0, new int[0]));
    }

    /** The other choices of as many pairs from the closure that hold the same leaves. */
    private List<Scope> equivalents(Suspect suspect, int[] closure, int from, int[] chosen) {
        if (chosen.length == suspect.pairs().length) {
            boolean other = !Arrays.equals(chosen, suspect.pairs());
            return other && table.leavesOf(chosen).length == suspect.leaves().length
                    ? List.of(table.scope(chosen))
                    : List.of();
        }
        List<Scope> equivalents = new ArrayList<>();
        for (int i = from; i < closure.length; i += 2) {
            equivalents.addAll(
                    equivalents(suspect, closure, i + 2, LeafTable.append(chosen, closure[i], closure[i + 1])));
        }
        return equivalents;
    }
}
