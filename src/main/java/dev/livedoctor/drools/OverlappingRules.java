package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds rules of the same facts: those that say the same, and rows of a table that take them for a cause and against it, or for two weights. */
final class OverlappingRules {
    private OverlappingRules() {}

    private record Asked(String file, String code, List<Condition> conditions) {}

    /** Adds what is wrong with {@code rules} to {@code complaints}. */
    static void check(List<Rule> rules, List<Complaint> complaints) {
        Map<Asked, Rule> first = new HashMap<>();
        for (Rule rule : rules) {
            Asked asked =
                    new Asked(rule.file(), rule.then().code(), rule.anywhere().when());
            Rule other = first.putIfAbsent(asked, rule);
            if (other == null) {
                continue;
            }
            boolean row = rule.file().startsWith("tables/");
            String there = row ? "row " + other.line() : "\"" + other.name() + "\" in line " + other.line();
            if (other.then().equals(rule.then())) {
                complain(
                        complaints,
                        ComplaintCode.DUPLICATE_RULE,
                        rule,
                        there + " says the same.",
                        "other conditions, or one of the two?");
            } else if (row
                    && (other.then().kind() != rule.then().kind()
                            || other.then().weight() != rule.then().weight())) {
                complain(
                        complaints,
                        ComplaintCode.BAD_TABLE,
                        rule,
                        there + " says something else of " + rule.then().code() + " on the same facts.",
                        "one of the two rows?");
            }
        }
    }

    private static void complain(
            List<Complaint> complaints, ComplaintCode code, Rule rule, String problem, String maybe) {
        complaints.add(Complaint.of(code, rule.file(), rule.line(), 0, problem, maybe));
    }
}
