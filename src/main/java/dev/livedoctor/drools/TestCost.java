package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Either;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees to it that a fact is put to few tests, by all rules together: of one type of event there may be thousands. */
final class TestCost {
    /** Of one subject; the shipped rules come to some hundred. */
    static final int MOST_TESTS = 1_000;
    /** What patterns test that name no subject. */
    private static final String ANY = "";

    private TestCost() {}

    /** Complains of the pattern with which the tests of a subject become too many. */
    static void check(List<Rule> rules, RulePack pack, List<Complaint> complaints) {
        Map<FactType, Map<String, Integer>> tests = new HashMap<>();
        Set<List<Object>> known = new HashSet<>();
        for (Rule rule : rules) {
            rule.when().stream().flatMap(RuleLint::patterns).forEach(pattern -> {
                // Equal tests are made once.
                if (known.add(List.of(pattern.type(), pattern.constraints()))) {
                    Map<String, Integer> ofType = tests.computeIfAbsent(pattern.type(), type -> new HashMap<>());
                    for (String subject : subjects(pattern)) {
                        int before = ofType.getOrDefault(subject, 0);
                        int now = before + count(pattern.constraints());
                        ofType.put(subject, now);
                        if (before <= MOST_TESTS && now > MOST_TESTS) {
                            complaints.add(complaint(rule, pattern, subject, now, pack));
                        }
                    }
                }
            });
        }
    }

    private static Set<String> subjects(Pattern pattern) {
        Set<String> names = RuleLint.names(pattern);
        return names.isEmpty() ? Set.of(ANY) : names;
    }

    /** How many comparisons {@code constraints} are. */
    static int count(List<Constraint> constraints) {
        return constraints.stream()
                .mapToInt(constraint -> constraint instanceof Either either
                        ? either.alternatives().stream()
                                .mapToInt(TestCost::count)
                                .sum()
                        : 1)
                .sum();
    }

    private static Complaint complaint(Rule rule, Pattern pattern, String subject, int tests, RulePack pack) {
        return Complaint.of(
                ComplaintCode.TOO_MANY,
                rule.file(),
                RuleLint.lineOf(pack, rule, "", pattern.line()),
                0,
                "with this, "
                        + (subject.equals(ANY) ? "any " + pattern.type().type().getSimpleName() : subject)
                        + " is compared " + tests + " times, " + MOST_TESTS + " are allowed for all rules together.",
                "fewer alternatives?");
    }
}
