package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.drools.Rule.AnyOf;
import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Join;
import dev.livedoctor.drools.Rule.OneOf;
import dev.livedoctor.drools.Rule.Operator;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.drools.Rule.Quantifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The patterns of a set of rules, each once, found by the name that it asks for. All facts are there before the first rule fires, so the
 * constraints on a single fact are tested here, once for all rules, and so is what binds nothing ({@code not}, {@code exists},
 * {@code or}). What is left to Drools is to join, to order and to fire.
 */
final class Premises {

    /** A pattern without its place in a rule. */
    private record Shape(FactType type, List<Constraint> constraints) {}

    /**
     * What a fact must meet besides the name by which it is found.
     *
     * @param required flags that must be set, one bit each
     * @param forbidden flags that must not be set
     * @param rest what is left of the constraints
     */
    private record Probe(int number, int required, int forbidden, List<Constraint> rest) {

        static Probe of(int number, List<Constraint> constraints) {
            int required = 0;
            int forbidden = 0;
            List<Constraint> rest = new ArrayList<>();
            for (Constraint constraint : constraints) {
                if (constraint instanceof Compare compare && compare.literal() instanceof Boolean wanted) {
                    required |= wanted ? compare.field().bit() : 0;
                    forbidden |= wanted ? 0 : compare.field().bit();
                } else {
                    rest.add(constraint);
                }
            }
            return new Probe(number, required, forbidden, rest);
        }

        boolean holds(Fact fact, int flags) {
            return (flags & required) == required && (flags & forbidden) == 0 && Constraint.hold(rest, fact);
        }
    }

    /** The probes for a fact of one type: by the name that they ask for, and those that ask for none. */
    private record Index(Map<Object, List<Probe>> named, List<Probe> nameless) {}

    private final Map<Shape, Integer> numbers = new HashMap<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final BitSet binding = new BitSet();
    private final List<Gate> gates = new ArrayList<>();
    private int places;
    private final Map<FactType, Index> indexes = new EnumMap<>(FactType.class);

    Premises(List<Rule> rules) {
        for (FactType type : FactType.values()) {
            indexes.put(type, new Index(new HashMap<>(), new ArrayList<>()));
        }
        rules.forEach(rule -> gates.add(gate(rule)));
    }

    private Gate gate(Rule rule) {
        List<Integer> absent = new ArrayList<>();
        List<int[]> anyOf = new ArrayList<>();
        List<Bound> bound = new ArrayList<>();
        for (Condition condition : rule.when()) {
            if (condition instanceof AnyOf any) {
                anyOf.add(any.patterns().stream().mapToInt(this::number).toArray());
            } else if (condition instanceof Pattern pattern) {
                int number = number(pattern);
                if (isBound(pattern)) {
                    binding.set(number);
                    bound.add(new Bound(
                            places++,
                            number,
                            pattern.quantifier() == Quantifier.EACH,
                            pattern.constraints().stream()
                                    .filter(Join.class::isInstance)
                                    .map(Join.class::cast)
                                    .toList()));
                } else if (pattern.quantifier() == Quantifier.NOT) {
                    absent.add(number);
                } else {
                    anyOf.add(new int[] {number});
                }
            }
        }
        return new Gate(
                rule.name(),
                absent.stream().mapToInt(Integer::intValue).toArray(),
                anyOf.toArray(int[][]::new),
                bound.toArray(Bound[]::new));
    }

    /** Whether Drools is needed for {@code pattern}: it binds a fact, or asks for one like a bound one. */
    static boolean isBound(Pattern pattern) {
        return pattern.quantifier() == Quantifier.EACH
                || pattern.constraints().stream().anyMatch(Join.class::isInstance);
    }

    /** The number of the shape of {@code pattern}. */
    private int number(Pattern pattern) {
        Shape shape = shapeOf(pattern);
        Integer known = numbers.get(shape);
        if (known != null) {
            return known;
        }
        int number = shapes.size();
        numbers.put(shape, number);
        shapes.add(shape);
        Index index = Objects.requireNonNull(indexes.get(shape.type()));
        List<Constraint> constraints = shape.constraints();
        Collection<Object> names = constraints.isEmpty() ? List.of() : namesOf(shape.type(), constraints.get(0));
        if (names.isEmpty()) {
            index.nameless().add(Probe.of(number, constraints));
        } else {
            Probe probe = Probe.of(number, constraints.subList(1, constraints.size()));
            names.forEach(name -> index.named()
                    .computeIfAbsent(name, key -> new ArrayList<>())
                    .add(probe));
        }
        return number;
    }

    private static Shape shapeOf(Pattern pattern) {
        return new Shape(
                pattern.type(),
                pattern.constraints().stream()
                        .filter(constraint -> !(constraint instanceof Join))
                        .toList());
    }

    /** The names that a first constraint asks for; empty where it asks for something else. */
    private static Collection<Object> namesOf(FactType type, Constraint first) {
        if (first instanceof Compare compare && compare.field() == type.key() && compare.operator() == Operator.EQUAL) {
            return List.of(compare.literal());
        }
        return first instanceof OneOf oneOf && oneOf.field() == type.key() ? oneOf.literals() : List.of();
    }

    /** Which shapes are met by which of {@code facts}. */
    Met met(Iterable<? extends Fact> facts) {
        Met met = new Met(new BitSet(shapes.size()), new HashMap<>());
        for (Fact fact : facts) {
            FactType type = FactType.of(fact);
            Index index = Objects.requireNonNull(indexes.get(type));
            int flags = type.flags(fact);
            meet(index.named().getOrDefault(fact.subject(), List.of()), fact, flags, met);
            meet(index.nameless(), fact, flags, met);
        }
        return met;
    }

    private void meet(List<Probe> probes, Fact fact, int flags, Met met) {
        for (Probe probe : probes) {
            int number = probe.number();
            boolean bound = binding.get(number);
            if ((bound || !met.shapes().get(number)) && probe.holds(fact, flags)) {
                met.shapes().set(number);
                if (bound) {
                    met.facts()
                            .computeIfAbsent(number, key -> new ArrayList<>(2))
                            .add(fact);
                }
            }
        }
    }

    /** The rules' gates, in the order of the rules. */
    List<Gate> gates() {
        return gates;
    }

    /**
     * What the facts of a snapshot meet.
     *
     * @param shapes the numbers of the shapes that some fact meets
     * @param facts those that meet a shape which a rule may bind
     */
    record Met(BitSet shapes, Map<Integer, List<Fact>> facts) {

        List<Fact> of(Bound bound) {
            return facts.getOrDefault(bound.shape(), List.of());
        }
    }

    /**
     * A pattern that Drools is needed for.
     *
     * @param place its number among all such patterns of all rules
     * @param needed whether the rule cannot fire without a fact of it
     * @param joins its constraints on other facts
     */
    record Bound(int place, int shape, boolean needed, List<Join> joins) {

        /** How many of {@code facts} are like each other in what is joined, at most. */
        private int most(List<Fact> facts) {
            Map<List<Object>, Integer> alike = new HashMap<>();
            facts.forEach(fact -> alike.merge(
                    joins.stream().map(join -> join.field().value().apply(fact)).toList(), 1, Integer::sum));
            return Collections.max(alike.values());
        }
    }

    /**
     * What must hold before Drools looks at a rule.
     *
     * @param rule its name
     * @param absent shapes that nothing may meet
     * @param anyOf sets of shapes; one of each must be met
     * @param bound the patterns that are left to Drools
     */
    record Gate(String rule, int[] absent, int[][] anyOf, Bound... bound) {

        boolean opens(Met met) {
            for (Bound pattern : bound) {
                if (pattern.needed() && !met.shapes().get(pattern.shape())) {
                    return false;
                }
            }
            for (int shape : absent) {
                if (met.shapes().get(shape)) {
                    return false;
                }
            }
            for (int[] one : anyOf) {
                if (!meetsOne(one, met)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean meetsOne(int[] numbers, Met met) {
            for (int number : numbers) {
                if (met.shapes().get(number)) {
                    return true;
                }
            }
            return false;
        }

        /** How often the rule fires at most, were every join as unselective as it can be. */
        long firings(Met met) {
            long firings = 1;
            for (Bound pattern : bound) {
                List<Fact> facts = met.of(pattern);
                if (!facts.isEmpty()) {
                    firings *= pattern.joins().isEmpty() || facts.size() == 1 ? facts.size() : pattern.most(facts);
                }
            }
            return firings;
        }
    }
}
