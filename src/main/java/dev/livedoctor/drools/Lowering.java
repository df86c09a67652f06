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
import dev.livedoctor.drools.Premises.Gate;
import dev.livedoctor.drools.Rule.Assertion;
import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Join;
import dev.livedoctor.drools.Rule.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Lowers checked rules to Drools' executable model. A pattern asks for the {@link Match}es at its place by a hashed number, joins are
 * indexed, and a consequence is one call of the vocabulary; so no source is generated and no class is loaded. Conditions that bind nothing
 * stay outside the network: {@link Premises} decides them.
 */
final class Lowering {
    private static final String PACKAGE = "livedoctor";
    /** Drools puts equalities with the same number into one hash. */
    private static final int BY_PLACE = 1;

    private final Rule rule;
    private final Gate gate;
    private final Map<String, Variable<Match>> variables = new HashMap<>();

    private Lowering(Rule rule, Gate gate) {
        this.rule = rule;
        this.gate = gate;
    }

    /** The model of {@code rules}, each under its name and behind its gate. */
    static Model lower(List<Rule> rules, List<Gate> gates) {
        ModelImpl model = new ModelImpl();
        for (int i = 0; i < rules.size(); i++) {
            model.addRule(new Lowering(rules.get(i), gates.get(i)).lower());
        }
        return model;
    }

    /** The test for a place. */
    private record AtPlace(int place) implements Predicate1<Match>, HashedExpression {

        @Override
        public boolean test(Match match) {
            return match.place() == place;
        }

        @Override
        public String getExpressionHash() {
            return "place==" + place;
        }
    }

    private org.drools.model.Rule lower() {
        List<RuleItemBuilder<?>> items = new ArrayList<>();
        for (Condition condition : rule.when()) {
            if (condition instanceof Pattern pattern && Premises.isBound(pattern)) {
                items.add(lower(pattern, gate.bound()[items.size()].place()));
            }
        }
        items.add(consequence());
        return rule(PACKAGE, rule.name()).build(items.toArray(RuleItemBuilder[]::new));
    }

    private ViewItemBuilder<?> lower(Pattern pattern, int place) {
        PatternDef<Match> defined = define(pattern, place);
        return switch (pattern.quantifier()) {
            case EACH -> defined;
            case EXISTS -> exists(defined);
            case NOT -> not(defined);
        };
    }

    private PatternDef<Match> define(Pattern pattern, int place) {
        Variable<Match> variable = declarationOf(Match.class);
        if (!pattern.binding().isEmpty()) {
            variables.put(pattern.binding(), variable);
        }
        AtPlace atPlace = new AtPlace(place);
        PatternDef<Match> defined = pattern(variable)
                .expr(
                        atPlace.getExpressionHash(),
                        atPlace,
                        alphaIndexedBy(Integer.class, ConstraintType.EQUAL, BY_PLACE, Match::place, place));
        for (Constraint constraint : pattern.constraints()) {
            if (constraint instanceof Join join) {
                addJoin(defined, join);
            }
        }
        return defined;
    }

    @SuppressWarnings("unchecked")
    private void addJoin(PatternDef<Match> defined, Join join) {
        Variable<Match> other = Objects.requireNonNull(variables.get(join.binding()));
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

    private static Object left(Join join, Match match) {
        return join.field().value().apply(match.fact());
    }

    private static Object right(Join join, Match bound) {
        return join.other().value().apply(bound.fact());
    }

    private RuleItemBuilder<?> consequence() {
        List<Variable<Match>> arguments = rule.then().arguments().stream()
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

    private void conclude(Match... matches) {
        Fact[] facts = new Fact[matches.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = matches[i].fact();
        }
        Assertion then = rule.then();
        matches[0]
                .conclusions()
                .add(
                        switch (then.kind()) {
                            case SHOWS -> Evidence.shows(then.code(), facts).by(rule.name());
                            case SUPPORTS ->
                                Evidence.supports(then.code(), Objects.requireNonNull(then.weight()), facts)
                                        .by(rule.name());
                            case CONTRADICTS ->
                                Evidence.contradicts(then.code(), Objects.requireNonNull(then.weight()), facts)
                                        .by(rule.name());
                        });
    }
}
