package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Attribute;
import dev.livedoctor.diagnosis.Event;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Reading.Habit;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Reading.Trend;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.OneOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Facts that some rules ask about, in states that no snapshot need ever show: what can be told apart by rules is told apart here. Every
 * literal that a rule compares with is tried, and its neighbours.
 */
final class RandomFacts {
    private static final List<String> DIMENSIONS =
            List.of("region", "isp", "cdn_node", "cdn", "app_version", "device", "traffic_source", "os");

    private final Random random;
    private final Map<FactType, Set<String>> names = new TreeMap<>();
    private final Map<String, Set<Object>> literals = new TreeMap<>();

    RandomFacts(List<Rule> rules, Random random) {
        this.random = random;
        for (Rule rule : rules) {
            for (Rule.Condition condition : rule.when()) {
                if (condition instanceof Rule.AnyOf any) {
                    any.patterns().forEach(this::note);
                } else {
                    note((Rule.Pattern) condition);
                }
            }
        }
    }

    private void note(Rule.Pattern pattern) {
        pattern.constraints().forEach(constraint -> note(pattern.type(), constraint));
    }

    private void note(FactType type, Constraint constraint) {
        if (constraint instanceof Compare compare) {
            note(type, compare.field(), compare.literal());
        } else if (constraint instanceof OneOf oneOf) {
            oneOf.literals().forEach(literal -> note(type, oneOf.field(), literal));
        } else if (constraint instanceof Rule.Either either) {
            either.alternatives().forEach(all -> all.forEach(one -> note(type, one)));
        }
    }

    private void note(FactType type, FactType.Field field, Object literal) {
        if (field == type.key()) {
            names.computeIfAbsent(type, key -> new TreeSet<>()).add(literal.toString());
        } else if (!(literal instanceof Boolean)) {
            literals.computeIfAbsent(type + "." + field.name(), key -> new TreeSet<>())
                    .add(literal);
        }
    }

    /** Facts of one room: many of few names, or few of many. */
    List<Fact> next() {
        double density = random.nextDouble() * random.nextDouble();
        Map<String, Fact> facts = new LinkedHashMap<>();
        List<Scope> scopes = new ArrayList<>(List.of(Scope.ROOM));
        for (int i = random.nextInt(4); i > 0; i--) {
            scopes.add(scope());
        }
        for (String metric : names.getOrDefault(FactType.READING, Set.of())) {
            for (Scope scope : scopes) {
                if (random.nextDouble() < density) {
                    facts.put(
                            metric + scope,
                            Facts.reading(
                                    metric,
                                    scope,
                                    any(State.values()),
                                    number("READING.value"),
                                    random.nextInt(3) > 0,
                                    random.nextBoolean(),
                                    any(Habit.values()),
                                    any(Trend.values())));
                }
            }
        }
        for (String name : names.getOrDefault(FactType.ATTRIBUTE, Set.of())) {
            if (random.nextDouble() < 0.5) {
                Object value =
                        switch (random.nextInt(3)) {
                            case 0 -> random.nextBoolean();
                            case 1 -> number("ATTRIBUTE.number");
                            default -> text("ATTRIBUTE.text");
                        };
                facts.put(name, Attribute.of(name, value));
            }
        }
        for (String type : names.getOrDefault(FactType.EVENT, Set.of())) {
            if (random.nextDouble() < 0.2) {
                facts.put(type, new Event(type, number("EVENT.minutesAgo")));
            }
        }
        return List.copyOf(facts.values());
    }

    private Scope scope() {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            pairs.put(DIMENSIONS.get(random.nextInt(DIMENSIONS.size())), "v" + random.nextInt(2));
        }
        return Scope.of(pairs);
    }

    private double number(String field) {
        List<Object> known = List.copyOf(literals.getOrDefault(field, Set.of(1.0)));
        double near = (Double) known.get(random.nextInt(known.size()));
        return switch (random.nextInt(4)) {
            case 0 -> near;
            case 1 -> Math.nextUp(near);
            case 2 -> Math.nextDown(near);
            default -> random.nextGaussian() * 10;
        };
    }

    private String text(String field) {
        List<Object> known = List.copyOf(literals.getOrDefault(field, Set.of("x")));
        return random.nextInt(4) == 0
                ? "other"
                : known.get(random.nextInt(known.size())).toString();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
