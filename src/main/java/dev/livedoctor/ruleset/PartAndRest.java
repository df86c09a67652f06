package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.ScopeAggregates.Aggregate;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * A part of a whole beside the rest of it, in the tables that tell the one from the other.
 *
 * @param within whether the part lies in the whole
 * @param apart whether the two are of tables that share no slice, so that the rest is what the part leaves of the whole
 * @param rest of the whole; all of it where they are apart
 * @param outside what is of neither
 */
record PartAndRest(boolean within, boolean apart, BitSet part, BitSet rest, BitSet outside) {
    /** How far the rest of a whole lies off what is outside, as a part of how far the worst of it does (estimate). */
    private static final double ALIKE = 0.5;

    /** What a part leaves of a whole must be so much of it to tell anything (estimate). */
    private static final double MUCH = 0.1;

    static PartAndRest of(Aggregate part, Aggregate whole) {
        if (!part.inside().intersects(whole.inside()) && !part.inside().intersects(whole.outside())) {
            return new PartAndRest(false, true, part.inside(), whole.inside(), whole.outside());
        }
        BitSet stray = (BitSet) part.inside().clone();
        stray.andNot(whole.inside());
        BitSet rest = (BitSet) part.outside().clone();
        BitSet outside = (BitSet) rest.clone();
        rest.and(whole.inside());
        outside.andNot(whole.inside());
        return new PartAndRest(stray.isEmpty(), false, part.inside(), rest, outside);
    }

    /**
     * Whether the rest suffers as the part does: in all that is {@code bad} it lies off what is outside by half as much at least. A whole
     * of another table, such as the region of a node, is a whole of the part where what it would leave of it suffers alike.
     */
    boolean suffersAlike(List<SliceColumn> bad) {
        return all(bad, column -> alike(column) >= ALIKE);
    }

    /**
     * Whether the whole is bad by nothing but its part: in all that is {@code bad} the rest is not harmful, and lies hardly off what is
     * outside beside how far the part does.
     */
    boolean isDilution(List<SliceColumn> bad, Harm harm) {
        return !apart
                && !outside.isEmpty()
                && all(
                        bad,
                        column -> alike(column) < ALIKE
                                && harm.of(
                                                column.metric(),
                                                column.together(column.values, rest),
                                                column.together(column.baseline, rest))
                                        == 0);
    }

    /** Whether the rest tells something, and all that is {@code bad} is so. */
    private boolean all(List<SliceColumn> bad, Predicate<SliceColumn> so) {
        // Of what adds up, the whole is no mean of its parts.
        return (within || apart && !outside.isEmpty())
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
        if (!apart) {
            return together;
        }
        double all = column.weight(rest);
        double parts = column.weight(part);
        return all - parts < MUCH * all
                ? Double.NaN
                : (together * all - column.together(column.values, part) * parts) / (all - parts);
    }
}
