package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Vocabulary;
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
                            .withSubject(name));
                }
            }
            if (attribute.type() == AttributeDefinition.Type.ENUM) {
                checkValues(rule, pattern, attribute);
            } else if (name.equals(Vocabulary.MARKET)) {
                checkMarkets(rule, pattern);
            }
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
                                .withSubject(attribute.name() + ": " + value));
                    }
                }
            }
        }
    }

    private void checkMarkets(Rule rule, Pattern pattern) {
        for (Constraint constraint : RuleLint.flat(pattern.constraints())) {
            if (RuleLint.fieldOf(constraint).equals("text")) {
                for (Object value : RuleLint.literals(constraint)) {
                    pack.vocabulary()
                            .countryCode(value.toString())
                            .ifPresent(code -> complaints.add(Complaint.of(
                                    ComplaintCode.UNKNOWN_WORD,
                                    rule.file(),
                                    RuleLint.lineOf(pack, rule, "\"" + value + "\"", pattern.line()),
                                    0,
                                    "a market is the code of a country, of two letters.",
                                    code + "?")));
                }
            }
        }
    }
}
