package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.ScopeAggregates.Aggregate;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * A part of a whole beside the rest of it, in the tables that tell the one from the other.
 *
 * @param within whether the part lies in the whole
 * @param portion how much of the people of the whole the part would have, where they are of tables that share no slice; else NaN
 * @param rest of the whole; all of it where there is a portion
 * @param outside what is of neither
 */
record PartComparison(boolean within, double portion, BitSet part, BitSet rest, BitSet outside) {
    /** How far the rest of a whole lies off what is outside, as a part of how far the worst of it does (estimate). */
    private static final double ALIKE = 0.5;

    /** Of a whole in another table a part may have so much; what it leaves would tell nothing else (estimate). */
    private static final double MOST = 0.9;

    static PartComparison of(Aggregate part, Aggregate whole) {
        if (!part.inside().intersects(whole.inside()) && !part.inside().intersects(whole.outside())) {
            return new PartComparison(
                    false, part.share() / whole.share(), part.inside(), whole.inside(), whole.outside());
        }
        BitSet stray = (BitSet) part.inside().clone();
        stray.andNot(whole.inside());
        BitSet rest = (BitSet) part.outside().clone();
        BitSet outside = (BitSet) rest.clone();
        rest.and(whole.inside());
        outside.andNot(whole.inside());
        return new PartComparison(stray.isEmpty(), Double.NaN, part.inside(), rest, outside);
    }

    /**
     * Whether the rest suffers as the part does: in all that is {@code bad} it lies off what is outside by half as much at least. A whole
     * of another table, such as the region of a node, holds the part where what the part would leave of it suffers alike.
     */
    boolean suffersAlike(List<SliceColumn> bad) {
        return all(bad, column -> alike(column) >= ALIKE);
    }

    /**
     * Whether the whole is bad by nothing but its part: in all that is {@code bad} the rest is not harmful, and lies hardly off what is
     * outside beside how far the part does.
     */
    boolean isDilution(List<SliceColumn> bad, Harm harm) {
        return !outside.isEmpty()
                && all(
                        bad,
                        column -> alike(column) < ALIKE
                                && harm.of(column.metric(), rest(column), column.together(column.baseline, rest)) == 0);
    }

    /** Whether the rest tells something, and all that is {@code bad} is so. */
    private boolean all(List<SliceColumn> bad, Predicate<SliceColumn> so) {
        // Of what adds up, the whole is no mean of its parts.
        return (within || portion <= MOST && !outside.isEmpty())
                && !rest.isEmpty()
                && !bad.isEmpty()
                && bad.stream().allMatch(column -> !column.adds() && so.test(column));
    }

    /** How far the rest lies off what is outside, as a part of how far the part does; NaN where nothing was measured. */
    private double alike(SliceColumn column) {
        double usual = column.together(column.values, outside);
        return (rest(column) - usual) / (column.together(column.values, part) - usual);
    }

    private double rest(SliceColumn column) {
        double together = column.together(column.values, rest);
        return within ? together : (together - portion * column.together(column.values, part)) / (1 - portion);
    }
}
