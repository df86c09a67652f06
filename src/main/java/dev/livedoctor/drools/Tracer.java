package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.RuleTrace.Miss;
import dev.livedoctor.diagnosis.RuleTrace.Reason;
import dev.livedoctor.drools.Rule.AnyOf;
import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Either;
import dev.livedoctor.drools.Rule.Join;
import dev.livedoctor.drools.Rule.OneOf;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.drools.Rule.Quantifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of each rule which of its conditions the facts do not meet, and by how much. What fired is Drools' word; this only explains. */
final class Tracer {
    /** By type, and by subject. */
    private final Map<FactType, Map<String, List<Fact>>> facts;

    Tracer(List<? extends Fact> facts) {
        this.facts = facts.stream()
                .collect(Collectors.groupingBy(
                        FactType::of, Collectors.groupingBy(Fact::subject, LinkedHashMap::new, Collectors.toList())));
    }

    /** The trace of {@code rule}, which fired with each of {@code fired}. */
    RuleTrace trace(Rule rule, List<List<Fact>> fired) {
        return new RuleTrace(
                rule.name(),
                rule.file(),
                rule.line(),
                rule.then().code(),
                fired,
                fired.isEmpty() ? misses(rule) : List.of());
    }

    private List<Miss> misses(Rule rule) {
        List<Miss> misses = new ArrayList<>();
        for (Condition condition : rule.when()) {
            if (condition instanceof Pattern pattern) {
                Miss miss = miss(pattern);
                if (miss != null) {
                    misses.add(miss);
                }
            } else if (condition instanceof AnyOf anyOf
                    && anyOf.patterns().stream().allMatch(pattern -> miss(pattern) != null)) {
                anyOf.patterns().stream()
                        .map(this::miss)
                        .min(Comparator.comparingDouble(Miss::relativeDistance))
                        .ifPresent(nearest -> misses.add(new Miss(
                                anyOf.patterns().stream()
                                        .map(Tracer::words)
                                        .collect(Collectors.joining(" or ", "( ", " )")),
                                nearest.line(),
                                nearest.reason(),
                                anyOf.patterns().stream()
                                        .flatMap(pattern -> asks(pattern).stream())
                                        .distinct()
                                        .toList(),
                                nearest.nearest(),
                                nearest.constraint(),
                                nearest.distance())));
            }
        }
        return misses.isEmpty() ? List.of(apart(rule)) : misses;
    }

    /** Why {@code pattern} is not met for itself; null where it is. A pattern that joins is met by what may be joined. */
    private @Nullable Miss miss(Pattern pattern) {
        List<Fact> asked = asked(pattern);
        List<Constraint> constraints = pattern.constraints().stream()
                .filter(constraint -> !(constraint instanceof Join))
                .toList();
        Fact met = asked.stream()
                .filter(fact -> Constraint.hold(constraints, fact))
                .findFirst()
                .orElse(null);
        if (pattern.quantifier() == Quantifier.NOT) {
            return met == null || PatternIndex.isBound(pattern)
                    ? null
                    : miss(pattern, Reason.PRESENT, met, "", Double.NaN);
        }
        if (met != null) {
            return null;
        }
        return asked.stream()
                .map(fact -> unmet(pattern, constraints, fact))
                .min(Comparator.comparingDouble(Miss::relativeDistance))
                .orElseGet(() -> miss(pattern, Reason.MISSING, null, "", Double.NaN));
    }

    /** The first constraint decides which fact is meant; what is asked for in any other way is asked of all. */
    private List<Fact> asked(Pattern pattern) {
        Map<String, List<Fact>> bySubject = facts.getOrDefault(pattern.type(), Map.of());
        List<String> asks = asks(pattern);
        return (asks.isEmpty() ? bySubject.keySet() : asks)
                .stream()
                        .flatMap(subject -> bySubject.getOrDefault(subject, List.of()).stream())
                        .toList();
    }

    private static List<String> asks(Pattern pattern) {
        if (pattern.constraints().isEmpty()) {
            return List.of();
        }
        Constraint first = pattern.constraints().get(0);
        Collection<?> names = first instanceof Compare compare
                        && compare.field() == pattern.type().key()
                        && compare.operator() == Rule.Operator.EQUAL
                ? List.of(compare.literal())
                : first instanceof OneOf oneOf
                                && oneOf.field() == pattern.type().key()
                        ? oneOf.literals()
                        : List.of();
        return names.stream().map(Object::toString).sorted().toList();
    }

    private static Miss unmet(Pattern pattern, List<Constraint> constraints, Fact fact) {
        Constraint failed = constraints.stream()
                .filter(constraint -> !constraint.holds(fact))
                .findFirst()
                .orElseThrow();
        return miss(pattern, Reason.UNMET, fact, words(failed), by(failed, fact));
    }

    private static Miss miss(Pattern pattern, Reason reason, @Nullable Fact nearest, String constraint, double by) {
        return new Miss(words(pattern), pattern.line(), reason, asks(pattern), nearest, constraint, by);
    }

    private static Miss apart(Rule rule) {
        return new Miss(
                rule.when().stream()
                        .flatMap(condition -> condition instanceof Pattern pattern
                                ? pattern.constraints().stream()
                                : Stream.<Constraint>empty())
                        .filter(Join.class::isInstance)
                        .map(Tracer::words)
                        .collect(Collectors.joining(", ")),
                rule.line(),
                Reason.APART,
                List.of(),
                null,
                "",
                Double.NaN);
    }

    /** How far {@code fact} is from meeting {@code failed}. */
    private static double by(Constraint failed, Fact fact) {
        if (!(failed instanceof Compare compare)) {
            return Double.NaN;
        }
        if (compare.literal() instanceof Double wanted
                && compare.field().value().apply(fact) instanceof Double value) {
            return Math.abs(wanted - value);
        }
        if (!(fact instanceof Reading reading) || compare.literal() != Boolean.TRUE) {
            return Double.NaN;
        }
        boolean onTheWay =
                switch (compare.field().name()) {
                    case "high" -> reading.direction() == Direction.BELOW;
                    case "low" -> reading.direction() == Direction.ABOVE;
                    case "normal" -> reading.high() || reading.low();
                    default -> false;
                };
        return onTheWay ? Math.abs(reading.value() - reading.bound()) : Double.NaN;
    }

    private static String words(Pattern pattern) {
        String inner = pattern.constraints().stream().map(Tracer::words).collect(Collectors.joining(", "));
        String name = pattern.type().type().getSimpleName();
        return (pattern.quantifier() == Quantifier.EACH
                        ? ""
                        : pattern.quantifier().name().toLowerCase(java.util.Locale.ROOT) + " ")
                + name
                + (inner.isEmpty() ? "()" : "( " + inner + " )");
    }

    private static String words(Constraint constraint) {
        if (constraint instanceof Compare compare) {
            if (compare.literal() instanceof Boolean wanted) {
                return (wanted ? "" : "!") + compare.field().name();
            }
            return compare.field().name() + " " + compare.operator().sign() + " " + words(compare.literal());
        }
        if (constraint instanceof Join join) {
            return join.field().name() + " == $" + join.binding() + "."
                    + join.other().name();
        }
        if (constraint instanceof OneOf oneOf) {
            return oneOf.field().name() + " in "
                    + oneOf.literals().stream()
                            .map(Tracer::words)
                            .sorted()
                            .collect(Collectors.joining(", ", "( ", " )"));
        }
        return ((Either) constraint)
                .alternatives().stream()
                        .map(alternative ->
                                alternative.stream().map(Tracer::words).collect(Collectors.joining(" && ")))
                        .collect(Collectors.joining(" || "));
    }

    private static String words(Object literal) {
        return literal instanceof String ? "\"" + literal + "\"" : literal.toString();
    }
}
