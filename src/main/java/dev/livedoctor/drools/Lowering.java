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
import dev.livedoctor.drools.Rule.Assertion;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Join;
import dev.livedoctor.drools.Rule.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drools.model.Index.ConstraintType;
import org.drools.model.Model;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.RuleItemBuilder;
import org.drools.model.Variable;
import org.drools.model.functions.Function1;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;
import org.drools.model.impl.ModelImpl;
import org.drools.model.view.ViewItemBuilder;

/**
 * Lowers checked rules to Drools' executable model. A rule without joins asks for its {@link RuleActivation} by a hashed number; in one with
 * joins each pattern asks for the {@link PatternMatch}es at its place, and joins are indexed. A consequence is one call of the vocabulary; so no
 * source is generated and no class is loaded. Conditions that bind nothing stay outside the network: {@link PatternIndex} decides them.
 */
final class Lowering {
    private static final String PACKAGE = "livedoctor";
    /** Drools puts equalities with the same number into one hash. */
    private static final int BY_PLACE = 1;

    private final Rule rule;
    private final Gate gate;
    private final Map<String, Variable<PatternMatch>> variables = new HashMap<>();

    private Lowering(Gate gate) {
        this.rule = gate.rule();
        this.gate = gate;
    }

    /** The model of the rules behind {@code gates}, each under its name. */
    static Model lower(List<Gate> gates) {
        ModelImpl model = new ModelImpl();
        gates.forEach(gate -> model.addRule(new Lowering(gate).lower()));
        return model;
    }

    /** The test for a place. */
    private record AtPlace<T extends EngineFact>(int place) implements Predicate1<T>, HashedExpression {

        @Override
        public boolean test(T fact) {
            return fact.place() == place;
        }

        @Override
        public String getExpressionHash() {
            return "place==" + place;
        }
    }

    private org.drools.model.Rule lower() {
        List<RuleItemBuilder<?>> items = gate.joins() ? joined() : unjoined();
        return rule(PACKAGE, rule.name()).build(items.toArray(RuleItemBuilder[]::new));
    }

    private List<RuleItemBuilder<?>> unjoined() {
        Variable<RuleActivation> variable = declarationOf(RuleActivation.class);
        List<Pattern> patterns = bound();
        int[] arguments = rule.then().arguments().stream()
                .mapToInt(argument ->
                        patterns.stream().map(Pattern::binding).toList().indexOf(argument))
                .toArray();
        return List.of(
                at(gate.place(), variable, RuleActivation::place),
                on(variable)
                        .execute(activation -> combine(
                                activation, 0, new Fact[patterns.size()], arguments, activation.conclusions())));
    }

    /** Concludes from every combination of the facts from pattern {@code next} on. */
    private void combine(
            RuleActivation activation, int next, Fact[] chosen, int[] arguments, Collection<Object> conclusions) {
        if (next < chosen.length) {
            for (Fact fact : activation.facts().get(next)) {
                chosen[next] = fact;
                combine(activation, next + 1, chosen, arguments, conclusions);
            }
            return;
        }
        Fact[] facts = new Fact[arguments.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = chosen[arguments[i]];
        }
        conclusions.add(conclusion(facts));
    }

    private List<RuleItemBuilder<?>> joined() {
        List<RuleItemBuilder<?>> items = new ArrayList<>();
        for (Pattern pattern : bound()) {
            items.add(lower(pattern, gate.bound()[items.size()].place()));
        }
        items.add(consequence());
        return items;
    }

    private List<Pattern> bound() {
        return rule.when().stream()
                .filter(Pattern.class::isInstance)
                .map(Pattern.class::cast)
                .filter(PatternIndex::isBound)
                .toList();
    }

    private ViewItemBuilder<?> lower(Pattern pattern, int place) {
        PatternDef<PatternMatch> defined = define(pattern, place);
        return switch (pattern.quantifier()) {
            case EACH -> defined;
            case EXISTS -> exists(defined);
            case NOT -> not(defined);
        };
    }

    private PatternDef<PatternMatch> define(Pattern pattern, int place) {
        Variable<PatternMatch> variable = declarationOf(PatternMatch.class);
        if (!pattern.binding().isEmpty()) {
            variables.put(pattern.binding(), variable);
        }
        PatternDef<PatternMatch> defined = at(place, variable, PatternMatch::place);
        for (Constraint constraint : pattern.constraints()) {
            if (constraint instanceof Join join) {
                addJoin(defined, join);
            }
        }
        return defined;
    }

    private static <T extends EngineFact> PatternDef<T> at(
            int place, Variable<T> variable, Function1<T, Integer> placeOf) {
        AtPlace<T> atPlace = new AtPlace<>(place);
        return pattern(variable)
                .expr(
                        atPlace.getExpressionHash(),
                        atPlace,
                        alphaIndexedBy(Integer.class, ConstraintType.EQUAL, BY_PLACE, placeOf, place));
    }

    @SuppressWarnings("unchecked")
    private void addJoin(PatternDef<PatternMatch> defined, Join join) {
        Variable<PatternMatch> other = Objects.requireNonNull(variables.get(join.binding()));
        defined.expr(
                join.field().name() + "==$" + join.binding() + "."
                        + join.other().name(),
                other,
                (match, bound) -> left(join, match).equals(right(join, bound)),
                betaIndexedBy(
                        (Class<Object>) join.field().kind().type(),
                        ConstraintType.EQUAL,
                        join.field().name().hashCode() & 0xFFFF,
                        match -> left(join, match),
                        bound -> right(join, bound)));
    }

    private static Object left(Join join, PatternMatch match) {
        return join.field().value().apply(match.fact());
    }

    private static Object right(Join join, PatternMatch bound) {
        return join.other().value().apply(bound.fact());
    }

    private RuleItemBuilder<?> consequence() {
        List<Variable<PatternMatch>> arguments = rule.then().arguments().stream()
                .map(variables::get)
                .map(Objects::requireNonNull)
                .toList();
        return switch (arguments.size()) {
            case 1 -> on(arguments.get(0)).execute(a -> conclude(a));
            case 2 -> on(arguments.get(0), arguments.get(1)).execute((a, b) -> conclude(a, b));
            case 3 -> on(arguments.get(0), arguments.get(1), arguments.get(2)).execute((a, b, c) -> conclude(a, b, c));
            default ->
                on(arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3))
                        .execute((a, b, c, d) -> conclude(a, b, c, d));
        };
    }

    private void conclude(PatternMatch... matches) {
        Fact[] facts = new Fact[matches.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = matches[i].fact();
        }
        matches[0].conclusions().add(conclusion(facts));
    }

    private Object conclusion(Fact... facts) {
        Assertion then = rule.then();
        return switch (then.kind()) {
            case SHOWS -> Evidence.shows(then.code(), facts).withRule(rule.name());
            case SUPPORTS ->
                Evidence.supports(then.code(), Objects.requireNonNull(then.weight()), facts)
                        .withRule(rule.name());
            case CONTRADICTS ->
                Evidence.contradicts(then.code(), Objects.requireNonNull(then.weight()), facts)
                        .withRule(rule.name());
        };
    }
}
