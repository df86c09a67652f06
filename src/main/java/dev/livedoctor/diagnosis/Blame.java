package dev.livedoctor.diagnosis;

import java.util.List;

/**
 * A scope that stands out against the rest of its table.
 *
 * @param scope the smallest set of dimension values that names it
 * @param score scan statistic in nats, discounted for every pair beyond the first; comparable between the tables of one
 *     snapshot only
 * @param coverage share (0 to 1) of the table's excess that lies in the scope
 * @param share share (0 to 1) of the table's population that lies in the scope
 * @param alternative whether this is another name that the anomaly of a better blame may have, rather than a fault of its own
 * @param closure every pair that all leaves of the scope share: equal to the scope, or longer where a further dimension
 *     has one value only inside of it
 * @param equivalents other scopes with as many pairs that hold exactly the same leaves: the data cannot tell them apart
 */
public record Blame(
        Scope scope,
        double score,
        double coverage,
        double share,
        boolean alternative,
        Scope closure,
        List<Scope> equivalents) {
    public Blame {
        equivalents = List.copyOf(equivalents);
    }

    /** This blame, marked as another name of the best one. */
    public Blame asAlternative() {
        return new Blame(scope, score, coverage, share, true, closure, equivalents);
    }

    /** Whether its leaves share a pair that it does not name, nor one of its equivalents. */
    boolean impliesMore() {
        return equivalents.isEmpty() && !closure.equals(scope);
    }

    /** This blame named by its closure: all that its viewers share, which may say more than the scope. */
    Blame closed(double lower) {
        return new Blame(closure, lower, coverage, share, true, closure, List.of());
    }
}
