package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the smallest combinations of dimension values that explain an anomaly.
 *
 * <p>Kulldorff's scan statistic (1997), over combinations of dimension values instead of circles on a map: the gain of a
 * scope is the log-likelihood ratio, counts being Poisson, of "here the usual counts rose by a factor of their own"
 * against "they rose alike everywhere". So a room-wide fault blames nobody. docs/adr/0002-localisation.md says what was
 * measured.
 */
public final class Localiser {
    /** At most so many scopes are blamed. */
    public static final int LIMIT = 5;
    /** Tuned, see the ADR. */
    private static final double PAIR_DISCOUNT = 0.7;

    private static final Comparator<Blame> BEST_FIRST =
            Comparator.comparingDouble(Blame::score).reversed().thenComparing(Blame::scope);

    private final double pairDiscount;

    /** The localiser as it was tuned. */
    public Localiser() {
        this(PAIR_DISCOUNT);
    }

    /**
     * A localiser with another discount: what a gain is worth for each pair beyond the first, so that a whole goes before its worst part. Used
     * to repeat the cross-validation of docs/adr/0002-localisation.md ({@code bench/localisation.sh}).
     */
    public Localiser(double pairDiscount) {
        this.pairDiscount = pairDiscount;
    }

    /**
     * The scopes to blame, best first; empty where none stands out against the rest.
     *
     * @param tables of the leaves, see {@link Grid#of}
     * @param leaves those without a population were not measured
     * @param usualRate hit per exposed, usually and in the whole room, for tables without a baseline; NaN if unknown
     */
    public List<Blame> localise(List<Grid> tables, List<Leaf> leaves, double usualRate) {
        Map<Scope, Blame> best = new HashMap<>();
        for (Grid grid : tables) {
            LeafTable table = new LeafTable(grid, leaves, usualRate);
            if (!table.isEmpty()) {
                for (Blame blame : new Suspects(table, pairDiscount).blames()) {
                    best.merge(blame.scope(), blame, (one, other) -> one.score() >= other.score() ? one : other);
                }
            }
        }
        List<Blame> ranked = new ArrayList<>(best.values());
        ranked.sort(BEST_FIRST);
        return ranked.subList(0, Math.min(LIMIT, ranked.size()));
    }
}
