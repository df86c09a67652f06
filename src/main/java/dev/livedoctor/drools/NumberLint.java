package dev.livedoctor.drools;

import dev.livedoctor.drools.FactType.Kind;
import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Unit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds comparisons that no number meets or every number does, and numbers that seem to be in another unit. */
final class NumberLint {
    private static final String LOCAL_HOUR = "room.local_hour";
    /** Ages, times and counts among the attributes, by the ends of their names. */
    private static final java.util.regex.Pattern NOT_NEGATIVE = java.util.regex.Pattern.compile(
            ".*(?:_(?:ms|s|minutes|hours|days|before)|\\.(?:followers|steps|mechanics))");

    private final RulePack pack;
    private final List<Complaint> complaints;

    NumberLint(RulePack pack, List<Complaint> complaints) {
        this.pack = pack;
        this.complaints = complaints;
    }

    /** Adds what is wrong with the numbers in {@code pattern}. */
    void check(Rule rule, Pattern pattern) {
        Map<String, List<Compare>> comparisons = RuleLint.compares(pattern)
                .filter(compare -> compare.field().kind() == Kind.NUMBER)
                .collect(Collectors.groupingBy(compare -> compare.field().name(), TreeMap::new, Collectors.toList()));
        comparisons.forEach((field, compared) -> {
            int line = RuleLint.lineOf(pack, rule, field + " ", pattern.line());
            if (field.equals("value")) {
                checkUnit(rule, line, RuleLint.names(pattern), compared);
            }
            checkRange(rule, line, field, range(RuleLint.names(pattern), field), compared);
        });
    }

    /** Complains where no number in {@code range} meets all of {@code comparisons}, or each meets one of them. */
    private void checkRange(Rule rule, int line, String field, NumberRange range, List<Compare> comparisons) {
        NumberRange left = range;
        for (Compare compare : comparisons) {
            left = left.with(compare.operator(), (Double) compare.literal());
        }
        if (left.isEmpty()) {
            complain(
                    rule,
                    ComplaintCode.NEVER_FIRES,
                    line,
                    "the rule can never fire: no " + field + " is so: it lies in " + range + ".",
                    "a number in its range?");
        } else if (comparisons.stream().anyMatch(compare -> range.isBeside((Double) compare.literal()))) {
            complain(
                    rule,
                    ComplaintCode.NEVER_FIRES,
                    line,
                    "the condition always holds: " + field + " lies in " + range + ".",
                    "a number in its range?");
        }
    }

    /** Complains where the value of one metric is compared with what looks like a number in another unit. */
    private void checkUnit(Rule rule, int line, Set<String> names, List<Compare> comparisons) {
        @Nullable
        Metric metric = names.size() == 1 ? pack.metrics().get(names.iterator().next()) : null;
        if (metric == null) {
            return;
        }
        for (Compare compare : comparisons) {
            double number = (Double) compare.literal();
            if (number != 0 && metric.unit().isUnlikely(number)) {
                complain(
                        rule,
                        ComplaintCode.UNLIKELY_UNIT,
                        line,
                        number + " is unlikely for " + metric.name() + ", whose unit is "
                                + metric.unit().word() + ".",
                        metric.unit().slip());
            }
        }
    }

    /** Where the numbers of {@code field} lie, in facts of one of {@code names}. */
    private NumberRange range(Set<String> names, String field) {
        if (field.equals("share")) {
            return new NumberRange(0, true, 1, true);
        }
        if (field.equals("number") && names.contains(LOCAL_HOUR)) {
            return new NumberRange(0, true, 23, true);
        }
        boolean ofAttributes = field.equals("number") && !names.isEmpty();
        if (ofAttributes
                && names.stream().allMatch(name -> NOT_NEGATIVE.matcher(name).matches())) {
            return new NumberRange(0, true, Double.POSITIVE_INFINITY, true);
        }
        List<Unit> units = names.stream()
                .map(name -> pack.metrics().get(name))
                .filter(Objects::nonNull)
                .map(Metric::unit)
                .toList();
        if (field.equals("value") && !units.isEmpty() && units.size() == names.size()) {
            return new NumberRange(
                    units.stream().anyMatch(unit -> unit.admits(-1)) ? Double.NEGATIVE_INFINITY : 0,
                    true,
                    units.stream().allMatch(unit -> unit.admits(1) && !unit.admits(2)) ? 1 : Double.POSITIVE_INFINITY,
                    true);
        }
        return new NumberRange(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);
    }

    private void complain(Rule rule, ComplaintCode code, int line, String problem, String maybe) {
        complaints.add(Complaint.of(code, rule.file(), line, 0, problem, maybe));
    }
}
