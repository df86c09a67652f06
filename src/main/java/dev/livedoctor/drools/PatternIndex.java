package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.drools.Gate.Bound;
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
import org.jspecify.annotations.Nullable;

/**
 * The patterns of a set of rules, each once, found by the name that it asks for. All facts are there before the first rule fires, so the
 * constraints on a single fact are tested here, once for all rules, and so is what binds nothing ({@code not}, {@code exists},
 * {@code or}). What is left to Drools is to join and to fire.
 */
final class PatternIndex {

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
    private int places;
    private final Map<FactType, Index> indexes = new EnumMap<>(FactType.class);

    PatternIndex() {
        for (FactType type : FactType.values()) {
            indexes.put(type, new Index(new HashMap<>(), new ArrayList<>()));
        }
    }

    /** Takes up the patterns of {@code rule}; all rules come before the first facts. */
    Gate gate(Rule rule) {
        List<Integer> absent = new ArrayList<>();
        List<int[]> anyOf = new ArrayList<>();
        List<Bound> bound = new ArrayList<>();
        int place = places++;
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
                rule,
                place,
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

    /** What is met before any fact is looked at. */
    Met nothing() {
        return new Met(shapes.size());
    }

    /** Adds to {@code met} what {@code facts} meet. */
    void meet(Iterable<? extends Fact> facts, Met met) {
        for (Fact fact : facts) {
            FactType type = FactType.of(fact);
            Index index = Objects.requireNonNull(indexes.get(type));
            List<Probe> named = index.named().get(fact.subject());
            if (named != null || !index.nameless().isEmpty()) {
                int flags = type.flags(fact);
                meet(named == null ? List.of() : named, fact, flags, met);
                meet(index.nameless(), fact, flags, met);
            }
        }
    }

    private void meet(List<Probe> probes, Fact fact, int flags, Met met) {
        for (int i = 0; i < probes.size(); i++) {
            Probe probe = probes.get(i);
            int number = probe.number();
            boolean bound = binding.get(number);
            if ((bound || !met.has(number)) && probe.holds(fact, flags)) {
                met.add(number, fact, bound);
            }
        }
    }

    /** What the facts of a snapshot meet. Not safe for use by several threads. */
    static final class Met {
        /** By number of a shape; null where none meets it, empty where it is not kept which do. */
        private final @Nullable List<Fact>[] facts;

        private final int[] shapes;
        private int size;

        @SuppressWarnings("unchecked")
        private Met(int shapes) {
            this.facts = (List<Fact>[]) new List<?>[shapes];
            this.shapes = new int[shapes];
        }

        private void add(int shape, Fact fact, boolean bound) {
            List<Fact> known = facts[shape];
            if (known == null) {
                shapes[size++] = shape;
                known = bound ? new ArrayList<>(2) : List.of();
                facts[shape] = known;
            }
            if (bound) {
                known.add(fact);
            }
        }

        /** Whether some fact meets the shape. */
        boolean has(int shape) {
            return facts[shape] != null;
        }

        /** How many shapes are met. */
        int size() {
            return size;
        }

        /** The number of the shape that was met as the {@code index}th. */
        int shape(int index) {
            return shapes[index];
        }

        List<Fact> of(Bound bound) {
            List<Fact> known = facts[bound.shape()];
            return known == null ? List.of() : known;
        }
    }
}
