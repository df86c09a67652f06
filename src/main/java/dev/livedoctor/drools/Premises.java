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
    private final Map<FactType, Index> indexes = new EnumMap<>(FactType.class);

    Premises(List<Rule> rules) {
        for (FactType type : FactType.values()) {
            indexes.put(type, new Index(new HashMap<>(), new ArrayList<>()));
        }
        rules.forEach(rule -> rule.when().forEach(this::add));
    }

    private void add(Condition condition) {
        if (condition instanceof AnyOf anyOf) {
            anyOf.patterns().forEach(this::number);
        } else if (condition instanceof Pattern pattern) {
            int number = number(pattern);
            if (pattern.quantifier() == Quantifier.EACH || hasJoin(pattern)) {
                binding.set(number);
            }
        }
    }

    /** The number of the shape of {@code pattern}. */
    int number(Pattern pattern) {
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

    static boolean hasJoin(Pattern pattern) {
        return pattern.constraints().stream().anyMatch(Join.class::isInstance);
    }

    /** The names that a first constraint asks for; empty where it asks for something else. */
    private static Collection<Object> namesOf(FactType type, Constraint first) {
        if (first instanceof Compare compare && compare.field() == type.key() && compare.operator() == Operator.EQUAL) {
            return List.of(compare.literal());
        }
        return first instanceof OneOf oneOf && oneOf.field() == type.key() ? oneOf.literals() : List.of();
    }

    /** Which shapes some fact meets; what a rule may bind is added to {@code matches}. */
    BitSet met(Iterable<? extends Fact> facts, Collection<Match> matches) {
        BitSet met = new BitSet(shapes.size());
        for (Fact fact : facts) {
            FactType type = FactType.of(fact);
            Index index = Objects.requireNonNull(indexes.get(type));
            int flags = type.flags(fact);
            meet(index.named().getOrDefault(fact.subject(), List.of()), fact, flags, met, matches);
            meet(index.nameless(), fact, flags, met, matches);
        }
        return met;
    }

    private void meet(List<Probe> probes, Fact fact, int flags, BitSet met, Collection<Match> matches) {
        for (Probe probe : probes) {
            boolean bound = binding.get(probe.number());
            if ((bound || !met.get(probe.number())) && probe.holds(fact, flags)) {
                met.set(probe.number());
                if (bound) {
                    matches.add(new Match(probe.number(), fact));
                }
            }
        }
    }

    /** What the conditions of {@code rule} that bind nothing ask for. */
    Guard guard(Rule rule) {
        List<Integer> absent = new ArrayList<>();
        List<int[]> anyOf = new ArrayList<>();
        for (Condition condition : rule.when()) {
            if (condition instanceof AnyOf any) {
                anyOf.add(any.patterns().stream().mapToInt(this::number).toArray());
            } else if (condition instanceof Pattern pattern && !hasJoin(pattern)) {
                switch (pattern.quantifier()) {
                    case NOT -> absent.add(number(pattern));
                    case EXISTS -> anyOf.add(new int[] {number(pattern)});
                    case EACH -> {} // Drools binds it.
                }
            }
        }
        return new Guard(absent.stream().mapToInt(Integer::intValue).toArray(), anyOf.toArray(int[][]::new));
    }

    /** The conditions of a rule that bind nothing, by the numbers of their shapes: none of the first, one of each of the others. */
    static final class Guard {
        private final int[] absent;
        private final int[][] anyOf;

        private Guard(int[] absent, int[][] anyOf) {
            this.absent = absent;
            this.anyOf = anyOf;
        }

        boolean opens(BitSet met) {
            for (int number : absent) {
                if (met.get(number)) {
                    return false;
                }
            }
            for (int[] numbers : anyOf) {
                if (!meetsOne(numbers, met)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean meetsOne(int[] numbers, BitSet met) {
            for (int number : numbers) {
                if (met.get(number)) {
                    return true;
                }
            }
            return false;
        }
    }
}
