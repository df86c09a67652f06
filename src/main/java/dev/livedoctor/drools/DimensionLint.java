package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds names of dimensions that were mistyped. Snapshots may have any, so that only one is suspect that stands once and is like one that stands often. */
final class DimensionLint {
    /** Where a rule asks for a dimension. */
    private record Use(Rule rule, Pattern pattern, String literal, String dimension) {}

    private DimensionLint() {}

    /** Adds what is wrong with the dimensions that {@code rules} ask for. */
    static void check(List<Rule> rules, RulePack pack, List<Complaint> complaints) {
        List<Use> uses = rules.stream()
                .flatMap(rule -> rule.when().stream()
                        .flatMap(RuleLint::patterns)
                        .flatMap(pattern -> RuleLint.flat(pattern.constraints()).stream()
                                .filter(DimensionLint::isOfDimensions)
                                .flatMap(constraint -> literals(constraint).stream())
                                .flatMap(literal -> List.of(literal.split("\\+")).stream()
                                        .map(dimension -> new Use(rule, pattern, literal, dimension)))))
                .toList();
        Map<String, Integer> counts = new HashMap<>();
        uses.forEach(use -> counts.merge(use.dimension(), 1, Integer::sum));
        Set<String> usual = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        for (Use use : uses) {
            if (!usual.contains(use.dimension())) {
                pack.vocabulary()
                        .nearest(use.dimension(), usual)
                        .ifPresent(near -> complaints.add(Complaint.of(
                                ComplaintCode.UNKNOWN_DIMENSION,
                                use.rule().file(),
                                RuleLint.lineOf(
                                        pack,
                                        use.rule(),
                                        "\"" + use.literal() + "\"",
                                        use.pattern().line()),
                                0,
                                "no other rule asks for the dimension " + use.dimension() + ".",
                                near + "?")));
            }
        }
    }

    private static boolean isOfDimensions(Constraint constraint) {
        String field = RuleLint.fieldOf(constraint);
        return field.equals("dimensions") || field.equals("slice");
    }

    private static List<String> literals(Constraint constraint) {
        List<String> literals = new ArrayList<>();
        RuleLint.literals(constraint).forEach(literal -> literals.add(literal.toString()));
        return literals;
    }
}
