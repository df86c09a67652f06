package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.Dimensions;
import dev.livedoctor.ruleset.RulePack;
import java.util.List;
import java.util.Set;

/** Finds dimensions that rules call something else than dimensions.yaml does, so that no slice would ever have them. */
final class DimensionLint {
    private final RulePack pack;
    private final Set<String> used;
    private final List<Complaint> complaints;

    private DimensionLint(RulePack pack, List<Complaint> complaints) {
        this.pack = pack;
        this.used = pack.dimensions().used();
        this.complaints = complaints;
    }

    /** Adds what is wrong with the dimensions that {@code rules} ask for; nothing is where the pack names none. */
    static void check(List<Rule> rules, RulePack pack, List<Complaint> complaints) {
        DimensionLint lint = new DimensionLint(pack, complaints);
        if (!lint.used.isEmpty()) {
            rules.forEach(rule -> rule.when().stream()
                    .flatMap(RuleLint::patterns)
                    .forEach(pattern -> RuleLint.flat(pattern.constraints()).stream()
                            .filter(DimensionLint::isOfDimensions)
                            .forEach(constraint -> RuleLint.literals(constraint)
                                    .forEach(literal -> lint.check(rule, pattern, literal.toString())))));
        }
    }

    private static boolean isOfDimensions(Constraint constraint) {
        String field = RuleLint.fieldOf(constraint);
        return field.equals("dimensions") || field.equals("slice");
    }

    private void check(Rule rule, Pattern pattern, String literal) {
        for (String dimension : literal.split("\\+")) {
            if (!dimension.isEmpty() && !used.contains(dimension)) {
                complaints.add(Complaint.of(
                                ComplaintCode.UNKNOWN_DIMENSION,
                                rule.file(),
                                RuleLint.lineOf(pack, rule, "\"" + literal + "\"", pattern.line()),
                                0,
                                "rules know no dimension " + dimension + ".",
                                maybe(dimension))
                        .withSubject(dimension));
            }
        }
    }

    private String maybe(String dimension) {
        Dimensions dimensions = pack.dimensions();
        String meant = dimensions.of(dimension);
        return meant.equals(dimension)
                ? pack.vocabulary().nearest(dimension, used).orElse("a line for it in dimensions.yaml") + "?"
                : meant + ", as dimensions.yaml calls it?";
    }
}
