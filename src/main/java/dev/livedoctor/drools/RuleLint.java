package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.drools.FactType.Kind;
import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Either;
import dev.livedoctor.drools.Rule.OneOf;
import dev.livedoctor.drools.Rule.Operator;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.drools.Rule.Quantifier;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds rules that are well formed and can never fire: no fact of any snapshot meets one of their patterns, or two of these exclude each other. */
final class RuleLint {
    private final RulePack pack;
    private final List<Complaint> complaints;
    private final PossibleReadings readings;
    private final NumberLint numbers;

    private RuleLint(RulePack pack, List<Complaint> complaints) {
        this.pack = pack;
        this.complaints = complaints;
        this.readings = new PossibleReadings(pack);
        this.numbers = new NumberLint(pack, complaints);
    }

    /** Adds what is wrong with {@code rules}, each of which was read without a complaint. */
    static void check(List<Rule> rules, RulePack pack, List<Complaint> complaints) {
        RuleLint lint = new RuleLint(pack, complaints);
        rules.forEach(lint::check);
        AttributeLint.check(rules, pack, complaints);
        DimensionLint.check(rules, pack, complaints);
        TestCost.check(rules, pack, complaints);
    }

    private void check(Rule rule) {
        int before = complaints.size();
        for (Condition condition : rule.when()) {
            patterns(condition).forEach(pattern -> check(rule, pattern));
        }
        List<Pattern> patterns = rule.when().stream()
                .filter(Pattern.class::isInstance)
                .map(Pattern.class::cast)
                .toList();
        if (complaints.size() == before) {
            checkSame(rule, patterns);
        }
        for (Pattern absent : patterns) {
            if (absent.quantifier() == Quantifier.NOT) {
                patterns.stream()
                        .filter(there -> there.quantifier() != Quantifier.NOT && covers(absent, there))
                        .findFirst()
                        .ifPresent(there -> never(
                                rule,
                                absent.line(),
                                "what must not be there is what line " + there.line() + " asks for.",
                                "without one of them?"));
            }
        }
    }

    /** Looks at patterns of one fact as at one pattern: a room has one reading of each metric, and one value of each attribute. */
    private void checkSame(Rule rule, List<Pattern> patterns) {
        Map<String, Pattern> whole = new HashMap<>();
        for (Pattern pattern : patterns) {
            if (pattern.quantifier() != Quantifier.NOT
                    && isOfRoom(pattern)
                    && names(pattern).size() == 1) {
                String fact = pattern.type() + names(pattern).iterator().next();
                Pattern before = whole.put(fact, pattern);
                if (before != null) {
                    List<Constraint> both = new ArrayList<>(before.constraints());
                    both.addAll(pattern.constraints());
                    Pattern one = new Pattern(Quantifier.EACH, "", pattern.type(), both, pattern.line());
                    whole.put(fact, one);
                    check(rule, one);
                }
            }
        }
    }

    /** Whether one fact at most, that of the room, may be meant. */
    private static boolean isOfRoom(Pattern pattern) {
        return pattern.type() == FactType.ATTRIBUTE
                || pattern.type() == FactType.READING
                        && compares(pattern)
                                .anyMatch(compare -> compare.field().name().equals("slice")
                                        && compare.operator() == Operator.EQUAL
                                        && compare.literal().equals(""));
    }

    /** The patterns of {@code condition}. */
    static Stream<Pattern> patterns(Condition condition) {
        return condition instanceof Rule.AnyOf any ? any.patterns().stream() : Stream.of((Pattern) condition);
    }

    private void check(Rule rule, Pattern pattern) {
        // Which flags of a reading exclude each other is known of what it is about.
        Optional<Contradictions.Found> found = Contradictions.in(
                pattern.type() == FactType.READING
                        ? pattern.constraints().stream()
                                .filter(one -> !(one instanceof Compare compare
                                        && compare.field().kind() == Kind.FLAG))
                                .toList()
                        : pattern.constraints());
        if (found.isPresent()) {
            never(
                    rule,
                    lineOf(rule, found.get().field(), pattern.line()),
                    found.get().problem(),
                    found.get().maybe());
            return;
        }
        if (pattern.type() == FactType.READING) {
            checkReading(rule, pattern);
        }
        numbers.check(rule, pattern);
        checkSlice(rule, pattern.constraints(), pattern.line());
    }

    private void checkReading(Rule rule, Pattern pattern) {
        Set<String> names = names(pattern);
        if (names.isEmpty()) {
            return;
        }
        boolean possible = names.stream()
                .flatMap(name -> readings.of(name).stream())
                .anyMatch(reading -> mayHold(pattern.constraints(), reading));
        if (!possible) {
            String one = names.iterator().next();
            String never = names.size() > 1 ? "none of its metrics can be so." : one + " is never so.";
            complaints.add(Complaint.of(
                            ComplaintCode.NEVER_FIRES,
                            rule.file(),
                            lineOf(rule, "", pattern.line()),
                            0,
                            (pattern.quantifier() == Quantifier.NOT
                                            ? "the condition always holds: "
                                            : "the rule can never fire: ")
                                    + never,
                            hint(one))
                    .withSubject(names.size() > 1 ? "" : one));
        }
    }

    /** What the bounds of {@code name} say. */
    private String hint(String name) {
        List<String> flags = FactType.READING.fieldNames().stream()
                .filter(field -> {
                    FactType.@Nullable Field flag = FactType.READING.field(field);
                    return flag != null
                            && flag.kind() == Kind.FLAG
                            && readings.of(name).stream()
                                    .anyMatch(reading -> flag.value().apply(reading) == Boolean.TRUE);
                })
                .toList();
        return flags.isEmpty()
                ? "a bound for it in thresholds.yaml?"
                : "one of " + String.join(", ", flags)
                        + ", which exclude each other in part, or a bound in thresholds.yaml?";
    }

    /** Whether {@code fact} meets {@code constraints} as far as their flags go. */
    private static boolean mayHold(List<Constraint> constraints, Fact fact) {
        return constraints.stream().allMatch(constraint -> {
            if (constraint instanceof Compare compare && compare.field().kind() == Kind.FLAG) {
                return compare.holds(fact);
            }
            return !(constraint instanceof Either either)
                    || either.alternatives().stream().anyMatch(alternative -> mayHold(alternative, fact));
        });
    }

    /** The names that the pattern's first constraint allows; empty where it allows any. */
    static Set<String> names(Pattern pattern) {
        if (pattern.isKeyed()) {
            Constraint first = pattern.constraints().get(0);
            if (first instanceof Compare compare) {
                return Set.of(compare.literal().toString());
            }
            if (first instanceof OneOf oneOf) {
                return oneOf.literals().stream().map(Object::toString).collect(Collectors.toSet());
            }
        }
        return Set.of();
    }

    /** The comparisons that all hold in {@code pattern}. */
    static Stream<Compare> compares(Pattern pattern) {
        return pattern.constraints().stream().filter(Compare.class::isInstance).map(Compare.class::cast);
    }

    /** {@code constraints} with those of alternatives. */
    static List<Constraint> flat(List<Constraint> constraints) {
        List<Constraint> flat = new ArrayList<>();
        for (Constraint constraint : constraints) {
            if (constraint instanceof Either either) {
                either.alternatives().forEach(alternative -> flat.addAll(flat(alternative)));
            } else {
                flat.add(constraint);
            }
        }
        return flat;
    }

    /** The field that {@code constraint} compares with literals; empty where it does not. */
    static String fieldOf(Constraint constraint) {
        if (constraint instanceof Compare compare) {
            return compare.field().name();
        }
        return constraint instanceof OneOf oneOf ? oneOf.field().name() : "";
    }

    /** The literals that a field is compared with. */
    static Iterable<?> literals(Constraint constraint) {
        return constraint instanceof Compare compare ? List.of(compare.literal()) : ((OneOf) constraint).literals();
    }

    private void checkSlice(Rule rule, List<Constraint> constraints, int line) {
        for (Constraint constraint : flat(constraints)) {
            if (fieldOf(constraint).equals("slice")) {
                for (Object literal : literals(constraint)) {
                    String sorted =
                            Stream.of(literal.toString().split("\\+")).sorted().collect(Collectors.joining("+"));
                    if (!sorted.equals(literal)) {
                        never(
                                rule,
                                lineOf(rule, "\"" + literal + "\"", line),
                                "the dimensions of a slice are sorted by name.",
                                "\"" + sorted + "\"?");
                    }
                }
            }
        }
    }

    /** Whether {@code absent} asks for no more than {@code there}, so that the one excludes the other. */
    private static boolean covers(Pattern absent, Pattern there) {
        return absent.type() == there.type()
                && absent.constraints().stream()
                        .allMatch(constraint ->
                                there.constraints().stream().anyMatch(other -> implies(other, constraint)));
    }

    private static boolean implies(Constraint narrow, Constraint wide) {
        if (narrow.equals(wide)) {
            return true;
        }
        if (!(wide instanceof OneOf many) || !many.field().name().equals(fieldOf(narrow))) {
            return false;
        }
        return narrow instanceof OneOf few
                ? many.literals().containsAll(few.literals())
                : narrow instanceof Compare compare
                        && compare.operator() == Operator.EQUAL
                        && many.literals().contains(compare.literal());
    }

    private void never(Rule rule, int line, String problem, String maybe) {
        complaints.add(Complaint.of(
                ComplaintCode.NEVER_FIRES,
                rule.file(),
                lineOf(rule, "", line),
                0,
                "the rule can never fire: " + problem,
                maybe));
    }

    private int lineOf(Rule rule, String word, int from) {
        return lineOf(pack, rule, word, from);
    }

    /** The line of {@code word} in the conditions from line {@code from} on, or that line itself. */
    static int lineOf(RulePack pack, Rule rule, String word, int from) {
        if (rule.file().startsWith("tables/")) {
            // A row of a table is one line, whatever was made of it.
            return rule.line();
        }
        List<String> lines = pack.rules().getOrDefault(rule.file(), "").lines().toList();
        for (int i = from - 1; i < lines.size() && !lines.get(i).strip().equals("then"); i++) {
            if (lines.get(i).contains(word)) {
                return i + 1;
            }
        }
        return from;
    }
}
