package dev.livedoctor.drools;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.exists;
import static org.drools.model.DSL.not;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.betaIndexedBy;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import dev.livedoctor.diagnosis.Evidence;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.drools.FactType.Field;
import dev.livedoctor.drools.Rule.Assertion;
import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Join;
import dev.livedoctor.drools.Rule.OneOf;
import dev.livedoctor.drools.Rule.Operator;
import dev.livedoctor.drools.Rule.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.model.Drools;
import org.drools.model.Index.ConstraintType;
import org.drools.model.Model;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.RuleItemBuilder;
import org.drools.model.Variable;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;
import org.drools.model.impl.ModelImpl;
import org.drools.model.view.ViewItemBuilder;

/**
 * Lowers checked rules to Drools' executable model. Every constraint is an instance of one small class and every consequence one call of
 * the vocabulary, so no source is generated, no class is loaded and equal constraints of different rules share a node. Conditions that
 * bind nothing stay outside the network: {@link Premises} decides them.
 */
final class Lowering {
    private static final String PACKAGE = "livedoctor";

    private Lowering() {}

    /**
     * Lowers {@code rules}.
     *
     * @param named receives each rule under the name that it has in the model
     */
    static Model lower(List<Rule> rules, Map<String, Rule> named) {
        ModelImpl model = new ModelImpl();
        for (Rule rule : rules) {
            for (Rule indexed : expand(rule)) {
                String name = rule.name() + " #" + named.size();
                named.put(name, rule);
                model.addRule(new LoweredRule(indexed).build(name));
            }
        }
        return model;
    }

    /** One rule for each name in the first {@code metric in (...)} of a bound pattern: equalities can be indexed, sets cannot. */
    private static List<Rule> expand(Rule rule) {
        List<Rule> expanded = List.of(rule);
        for (int i = 0; i < rule.when().size(); i++) {
            if (rule.when().get(i) instanceof Pattern pattern
                    && pattern.quantifier() == Rule.Quantifier.EACH
                    && !pattern.constraints().isEmpty()
                    && pattern.constraints().get(0) instanceof OneOf oneOf
                    && oneOf.field() == pattern.type().key()) {
                int at = i;
                expanded = expanded.stream()
                        .flatMap(one -> oneOf.literals().stream().map(literal -> with(one, at, pattern, oneOf, literal)))
                        .toList();
            }
        }
        return expanded;
    }

    private static Rule with(Rule rule, int at, Pattern pattern, OneOf oneOf, Object literal) {
        List<Constraint> constraints = new ArrayList<>(pattern.constraints());
        constraints.set(0, new Compare(oneOf.field(), Operator.EQUAL, literal));
        List<Condition> when = new ArrayList<>(rule.when());
        when.set(at, new Pattern(pattern.quantifier(), pattern.binding(), pattern.type(), constraints, pattern.line()));
        return new Rule(rule.name(), rule.file(), rule.line(), when, rule.then());
    }

    /** A constraint without a variable, as Drools evaluates it; equal constraints are equal objects. */
    private record Test(Constraint constraint) implements Predicate1<Fact>, HashedExpression {

        @Override
        public boolean test(Fact fact) {
            return holds(constraint, fact);
        }

        @Override
        public String getExpressionHash() {
            return idOf(constraint);
        }
    }

    private static String idOf(Constraint constraint) {
        if (constraint instanceof Compare compare) {
            return compare.field().name() + compare.operator().sign() + compare.literal();
        }
        if (constraint instanceof OneOf oneOf) {
            return oneOf.field().name() + " in " + oneOf.literals();
        }
        if (constraint instanceof Join join) {
            return join.field().name() + "==$" + join.binding() + "." + join.other().name();
        }
        return ((Rule.Either) constraint)
                .alternatives().stream()
                        .map(all -> all.stream().map(Lowering::idOf).collect(Collectors.joining("&&")))
                        .collect(Collectors.joining("||"));
    }

    /** Whether {@code fact} meets all of {@code constraints}, which name no variable. */
    static boolean holds(List<Constraint> constraints, Fact fact) {
        for (Constraint constraint : constraints) {
            if (!holds(constraint, fact)) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code fact} meets a constraint that names no variable. */
    static boolean holds(Constraint constraint, Fact fact) {
        if (constraint instanceof Compare compare) {
            return compare(compare.field().value().apply(fact), compare.operator(), compare.literal());
        }
        if (constraint instanceof OneOf oneOf) {
            return oneOf.literals().contains(oneOf.field().value().apply(fact));
        }
        if (constraint instanceof Rule.Either either) {
            for (List<Constraint> alternative : either.alternatives()) {
                if (holds(alternative, fact)) {
                    return true;
                }
            }
            return false;
        }
        throw new IllegalArgumentException("a join needs its other fact");
    }

    private static boolean compare(Object value, Operator operator, Object literal) {
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

    /** One rule on its way to the model. */
    private static final class LoweredRule {
        private final Rule rule;
        private final Map<String, Variable<Fact>> variables = new HashMap<>();

        LoweredRule(Rule rule) {
            this.rule = rule;
        }

        org.drools.model.Rule build(String name) {
            List<RuleItemBuilder<?>> items = new ArrayList<>();
            for (Condition condition : rule.when()) {
                if (condition instanceof Pattern pattern
                        && (pattern.quantifier() == Rule.Quantifier.EACH || Premises.hasJoin(pattern))) {
                    items.add(lower(pattern));
                }
            }
            items.add(consequence());
            return rule(PACKAGE, name).build(items.toArray(RuleItemBuilder[]::new));
        }

        private ViewItemBuilder<?> lower(Pattern pattern) {
            PatternDef<Fact> defined = define(pattern);
            return switch (pattern.quantifier()) {
                case EACH -> defined;
                case EXISTS -> exists(defined);
                case NOT -> not(defined);
            };
        }

        @SuppressWarnings("unchecked")
        private PatternDef<Fact> define(Pattern pattern) {
            Variable<Fact> variable = (Variable<Fact>) (Variable<?>) declarationOf(pattern.type().type());
            if (!pattern.binding().isEmpty()) {
                variables.put(pattern.binding(), variable);
            }
            PatternDef<Fact> defined = pattern(variable);
            for (Constraint constraint : pattern.constraints()) {
                if (constraint instanceof Join join) {
                    addJoin(defined, join);
                } else if (constraint instanceof Compare compare && compare.operator() == Operator.EQUAL) {
                    addIndexed(defined, compare);
                } else {
                    defined.expr(idOf(constraint), new Test(constraint));
                }
            }
            return defined;
        }

        @SuppressWarnings("unchecked")
        private static void addIndexed(PatternDef<Fact> defined, Compare compare) {
            Field field = compare.field();
            defined.expr(
                    idOf(compare),
                    new Test(compare),
                    alphaIndexedBy(
                            (Class<Object>) field.kind().type(),
                            ConstraintType.EQUAL,
                            indexOf(field),
                            field.value()::apply,
                            compare.literal()));
        }

        @SuppressWarnings("unchecked")
        private void addJoin(PatternDef<Fact> defined, Join join) {
            Variable<Fact> other = Objects.requireNonNull(variables.get(join.binding()));
            defined.expr(
                    idOf(join),
                    other,
                    (fact, bound) -> join.field().value().apply(fact).equals(join.other().value().apply(bound)),
                    betaIndexedBy(
                            (Class<Object>) join.field().kind().type(),
                            ConstraintType.EQUAL,
                            indexOf(join.field()),
                            join.field().value()::apply,
                            join.other().value()::apply));
        }

        /** Drools groups constraints into a hash by this number: one for each field. */
        private static int indexOf(Field field) {
            return field.name().hashCode() & 0xFFFF;
        }

        private RuleItemBuilder<?> consequence() {
            List<Variable<Fact>> arguments =
                    rule.then().arguments().stream().map(variables::get).map(Objects::requireNonNull).toList();
            return switch (arguments.size()) {
                case 1 -> on(arguments.get(0)).execute((drools, a) -> conclude(drools, a));
                case 2 -> on(arguments.get(0), arguments.get(1)).execute((drools, a, b) -> conclude(drools, a, b));
                case 3 -> on(arguments.get(0), arguments.get(1), arguments.get(2))
                        .execute((drools, a, b, c) -> conclude(drools, a, b, c));
                default -> on(arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3))
                        .execute((drools, a, b, c, d) -> conclude(drools, a, b, c, d));
            };
        }

        private void conclude(Drools drools, Fact... facts) {
            Assertion then = rule.then();
            Object conclusion = switch (then.kind()) {
                case SHOWS -> Evidence.shows(then.code(), facts).by(rule.name());
                case SUPPORTS -> Evidence.supports(then.code(), Objects.requireNonNull(then.weight()), facts).by(rule.name());
                case CONTRADICTS -> Evidence.contradicts(then.code(), Objects.requireNonNull(then.weight()), facts)
                        .by(rule.name());
            };
            drools.insert(conclusion);
        }
    }
}
