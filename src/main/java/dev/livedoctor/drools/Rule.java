package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Weight;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the subset, checked: what is lowered to Drools' model and what can be explained to people.
 *
 * @param name as in the file
 * @param file path within the pack
 * @param line where the rule begins
 * @param when conditions, all of which must hold
 * @param then the one assertion
 */
record Rule(String name, String file, int line, List<Condition> when, Assertion then) {

    /** The same wherever it stands: equal to all that say the same. */
    Rule anywhere() {
        return new Rule(name, "", 0, when.stream().map(Condition::anywhere).toList(), then);
    }

    /** A condition between patterns. */
    sealed interface Condition permits Pattern, AnyOf {
        /** The same without the lines in which it stands. */
        Condition anywhere();
    }

    /**
     * Facts of one type that meet all constraints.
     *
     * @param quantifier whether one must exist, is bound, or must be absent
     * @param binding the variable without its dollar; empty where nothing is bound
     */
    record Pattern(Quantifier quantifier, String binding, FactType type, List<Constraint> constraints, int line)
            implements Condition {

        @Override
        public Pattern anywhere() {
            return new Pattern(quantifier, binding, type, constraints, 0);
        }

        /** Whether the first constraint says which fact is meant, so that finding it is one look-up. */
        boolean isKeyed() {
            if (constraints.isEmpty()) {
                return false;
            }
            Constraint first = constraints.get(0);
            return first instanceof Compare compare
                            && compare.field() == type.key()
                            && compare.operator() == Operator.EQUAL
                    || first instanceof OneOf oneOf && oneOf.field() == type.key()
                    || first instanceof Join join && join.field() == type.key();
        }
    }

    /** One of the patterns at least; none of them binds. */
    record AnyOf(List<Pattern> patterns) implements Condition {

        @Override
        public AnyOf anywhere() {
            return new AnyOf(patterns.stream().map(Pattern::anywhere).toList());
        }
    }

    enum Quantifier {
        EACH,
        EXISTS,
        NOT
    }

    /** A constraint within a pattern. */
    sealed interface Constraint permits Compare, Join, OneOf, Either {

        /** Whether {@code fact} meets this; a join does not say, since it needs its other fact. */
        boolean holds(Fact fact);

        /** Whether {@code fact} meets all of {@code constraints}. */
        static boolean hold(List<Constraint> constraints, Fact fact) {
            // By index: this runs hundreds of times for a snapshot, mostly over nothing.
            for (int i = 0; i < constraints.size(); i++) {
                if (!constraints.get(i).holds(fact)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** {@code field op literal}; a flag is compared with TRUE or FALSE. */
    record Compare(FactType.Field field, Operator operator, Object literal) implements Constraint {

        @Override
        public boolean holds(Fact fact) {
            Object value = field.value().apply(fact);
            if (value instanceof Double left && literal instanceof Double right) {
                return switch (operator) {
                    case EQUAL -> left.doubleValue() == right;
                    case UNEQUAL -> left.doubleValue() != right;
                    case LESS -> left < right;
                    case AT_MOST -> left <= right;
                    case GREATER -> left > right;
                    case AT_LEAST -> left >= right;
                    case CONTAINS -> false;
                };
            }
            if (value instanceof Set<?> names) {
                return names.contains(literal);
            }
            return value.equals(literal) == (operator == Operator.EQUAL);
        }
    }

    /** {@code field == $variable.field}. */
    record Join(FactType.Field field, String binding, FactType.Field other) implements Constraint {

        @Override
        public boolean holds(Fact fact) {
            throw new IllegalStateException("a join needs its other fact");
        }
    }

    /** {@code field in ( ... )}. */
    record OneOf(FactType.Field field, Set<Object> literals) implements Constraint {

        @Override
        public boolean holds(Fact fact) {
            return literals.contains(field.value().apply(fact));
        }
    }

    /** {@code a || b && c}: one of the alternatives, each of which is a conjunction. */
    record Either(List<List<Constraint>> alternatives) implements Constraint {

        @Override
        public boolean holds(Fact fact) {
            for (List<Constraint> alternative : alternatives) {
                if (Constraint.hold(alternative, fact)) {
                    return true;
                }
            }
            return false;
        }
    }

    enum Operator {
        EQUAL("=="),
        UNEQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        CONTAINS("contains");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static @Nullable Operator of(String sign) {
            for (Operator operator : values()) {
                if (operator.sign.equals(sign)) {
                    return operator;
                }
            }
            return null;
        }

        String sign() {
            return sign;
        }
    }

    /**
     * The consequence.
     *
     * @param kind which of the vocabulary's assertions
     * @param code the symptom or cause
     * @param weight null for a symptom
     * @param arguments variables, without their dollar
     */
    record Assertion(Kind kind, String code, @Nullable Weight weight, List<String> arguments) {}

    enum Kind {
        SHOWS,
        SUPPORTS,
        CONTRADICTS
    }
}
