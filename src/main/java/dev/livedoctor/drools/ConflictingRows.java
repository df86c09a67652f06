package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds rows of a table that take the same facts for a cause and against it, or for two weights. */
final class ConflictingRows {
    private ConflictingRows() {}

    private record Asked(String file, String code, List<Condition> conditions) {}

    /** Adds what is wrong with {@code rules} to {@code complaints}. */
    static void check(List<Rule> rules, List<Complaint> complaints) {
        Map<Asked, Rule> rows = new HashMap<>();
        for (Rule rule : rules) {
            if (rule.file().startsWith("tables/")) {
                Asked asked = new Asked(
                        rule.file(), rule.then().code(), rule.anywhere().when());
                Rule other = rows.putIfAbsent(asked, rule);
                if (other != null
                        && (other.then().kind() != rule.then().kind()
                                || other.then().weight() != rule.then().weight())) {
                    complaints.add(Complaint.of(
                            ComplaintCode.BAD_TABLE,
                            rule.file(),
                            rule.line(),
                            0,
                            "row " + other.line() + " says something else of "
                                    + rule.then().code() + " on the same facts.",
                            "one of the two rows?"));
                }
            }
        }
    }
}
