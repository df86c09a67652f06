package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.drools.Rule.Quantifier;
import dev.livedoctor.ruleset.ComplaintCode;
import java.util.List;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.RuleDescr;

/** Sees to it that matching a rule stays a matter of a few look-ups. */
final class MatchCost {
    /** More patterns than this make joins that nobody can foresee. */
    static final int MOST_PATTERNS = 4;
    /** A list of names stands for as many rules, and lists multiply; the shipped rules come to 24. */
    private static final int MOST_NAMES = 100;

    private MatchCost() {}

    /** Complains where matching {@code rule} with its {@code conditions} may cost too much. */
    static void check(RuleDescr rule, List<Condition> conditions, RuleFile file) {
        List<Rule.Pattern> all = conditions.stream()
                .flatMap(condition -> condition instanceof Rule.AnyOf any
                        ? any.patterns().stream()
                        : Stream.of((Rule.Pattern) condition))
                .toList();
        if (all.size() > 1) {
            all.stream()
                    .filter(pattern -> !pattern.isKeyed())
                    .forEach(pattern -> file.complain(
                            ComplaintCode.UNKEYED_JOIN,
                            pattern.line(),
                            "beside other patterns, the first constraint must say which "
                                    + pattern.type().key().name() + " is meant.",
                            pattern.type().key().name() + " == ...?"));
        }
        long names = names(conditions);
        if (names > MOST_NAMES) {
            file.complain(
                    ComplaintCode.TOO_MANY,
                    rule.getLine(),
                    "its lists of names stand for " + names + " rules, " + MOST_NAMES + " are allowed.",
                    "shorter lists, or exists?");
        }
        if (all.size() > MOST_PATTERNS) {
            file.complain(
                    ComplaintCode.TOO_MANY,
                    rule.getLine(),
                    "a rule has at most " + MOST_PATTERNS + " patterns, this one has " + all.size() + ".",
                    "two rules?");
        }
    }

    private static long names(List<Condition> conditions) {
        long names = 1;
        for (Condition condition : conditions) {
            if (condition instanceof Rule.Pattern pattern
                    && pattern.quantifier() == Quantifier.EACH
                    && pattern.isKeyed()
                    && pattern.constraints().get(0) instanceof Rule.OneOf oneOf) {
                names *= oneOf.literals().size();
            }
        }
        return names;
    }
}
