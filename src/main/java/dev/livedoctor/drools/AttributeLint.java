package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Operator;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds rules that ask of an attribute what it never says. */
final class AttributeLint {
    private final RulePack pack;
    private final List<Complaint> complaints;

    private AttributeLint(RulePack pack, List<Complaint> complaints) {
        this.pack = pack;
        this.complaints = complaints;
    }

    /** Adds what is wrong with {@code rules}, each of which was read without a complaint. */
    static void check(List<Rule> rules, RulePack pack, List<Complaint> complaints) {
        AttributeLint lint = new AttributeLint(pack, complaints);
        rules.forEach(rule -> rule.when().stream()
                .flatMap(RuleLint::patterns)
                .filter(pattern -> pattern.type() == FactType.ATTRIBUTE)
                .forEach(pattern -> lint.check(rule, pattern)));
    }

    private void check(Rule rule, Pattern pattern) {
        for (String name : RuleLint.names(pattern)) {
            @Nullable AttributeDefinition attribute = pack.attributes().get(name);
            if (attribute == null) {
                continue;
            }
            String field =
                    switch (attribute.type()) {
                        case TEXT, ENUM -> "text";
                        case NUMBER -> "number";
                        case FLAG -> "flag";
                    };
            for (Constraint constraint : RuleLint.flat(pattern.constraints())) {
                String asked = RuleLint.fieldOf(constraint);
                if (!asked.isEmpty() && !asked.equals("name") && !asked.equals(field)) {
                    complaints.add(Complaint.of(
                                    ComplaintCode.TYPE_MISMATCH,
                                    rule.file(),
                                    RuleLint.lineOf(pack, rule, asked, pattern.line()),
                                    0,
                                    name + " is " + attribute.expectation() + ": '" + asked + "' says nothing of it.",
                                    field + "?")
                            .about(name));
                }
            }
            if (attribute.type() == AttributeDefinition.Type.ENUM) {
                checkValues(rule, pattern, attribute);
            }
        }
        List<Object> equal = RuleLint.compares(pattern)
                .filter(compare -> compare.field().name().equals("text") && compare.operator() == Operator.EQUAL)
                .map(Compare::literal)
                .distinct()
                .toList();
        if (equal.size() > 1) {
            complaints.add(Complaint.of(
                    ComplaintCode.NEVER_FIRES,
                    rule.file(),
                    RuleLint.lineOf(pack, rule, "", pattern.line()),
                    0,
                    "the rule can never fire: a text is not " + equal + " at once.",
                    "text in ( ... )?"));
        }
    }

    private void checkValues(Rule rule, Pattern pattern, AttributeDefinition attribute) {
        for (Constraint constraint : RuleLint.flat(pattern.constraints())) {
            if (RuleLint.fieldOf(constraint).equals("text")) {
                for (Object value : RuleLint.literals(constraint)) {
                    if (!attribute.admits(value)) {
                        complaints.add(Complaint.of(
                                        ComplaintCode.UNKNOWN_WORD,
                                        rule.file(),
                                        RuleLint.lineOf(pack, rule, "\"" + value + "\"", pattern.line()),
                                        0,
                                        attribute.name() + " is " + attribute.expectation() + ", never '" + value
                                                + "'.",
                                        pack.vocabulary()
                                                        .nearest(value.toString(), Set.copyOf(attribute.values()))
                                                        .orElse(attribute.expectation())
                                                + "?")
                                .about(attribute.name() + ": " + value));
                    }
                }
            }
        }
    }
}
