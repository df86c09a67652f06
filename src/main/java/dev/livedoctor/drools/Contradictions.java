package dev.livedoctor.drools;

import dev.livedoctor.drools.FactType.Kind;
import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.OneOf;
import dev.livedoctor.drools.Rule.Operator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what no fact can be at once, whatever it is about: two names, a flag and its opposite, a slice without what it is to be cut by. */
final class Contradictions {
    private final Map<String, Set<Object>> allowed = new HashMap<>();
    private final Map<String, Set<Object>> refused = new HashMap<>();

    private Contradictions() {}

    /**
     * A contradiction.
     *
     * @param field of the fact
     * @param problem why it never holds
     * @param maybe what was meant
     */
    record Found(String field, String problem, String maybe) {}

    /** What makes {@code constraints}, all of which must hold, hold never; numbers and the flags of readings are looked at elsewhere. */
    static Optional<Found> in(List<Constraint> constraints) {
        Contradictions all = new Contradictions();
        constraints.forEach(all::add);
        return all.ofFields().or(() -> all.ofSlice(constraints));
    }

    private void add(Constraint constraint) {
        if (constraint instanceof OneOf oneOf) {
            allow(oneOf.field(), oneOf.literals());
        } else if (constraint instanceof Compare compare && compare.field().kind() != Kind.NUMBER) {
            if (compare.operator() == Operator.EQUAL) {
                allow(compare.field(), Set.of(compare.literal()));
            } else if (compare.operator() == Operator.UNEQUAL) {
                refused.computeIfAbsent(compare.field().name(), field -> new HashSet<>())
                        .add(compare.literal());
            }
        }
    }

    private void allow(FactType.Field field, Set<Object> literals) {
        if (field.kind() != Kind.NUMBER) {
            allowed.merge(field.name(), literals, (one, other) -> {
                Set<Object> both = new LinkedHashSet<>(one);
                both.retainAll(other);
                return both;
            });
        }
    }

    private Optional<Found> ofFields() {
        return allowed.entrySet().stream()
                .filter(entry -> refused.getOrDefault(entry.getKey(), Set.of()).containsAll(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(field -> new Found(
                        field,
                        "no " + field + " is so at once.",
                        refused.containsKey(field)
                                        || !FactType.allFields().stream()
                                                .filter(one -> one.name().equals(field))
                                                .allMatch(one -> one.kind() == Kind.TEXT)
                                ? "one of them?"
                                : field + " in ( ... )?"));
    }

    /** A slice is called after its dimensions; the room has none. */
    private Optional<Found> ofSlice(List<Constraint> constraints) {
        Set<Object> slices = allowed.getOrDefault("slice", Set.of());
        return constraints.stream()
                .filter(Compare.class::isInstance)
                .map(Compare.class::cast)
                .filter(compare -> compare.operator() == Operator.CONTAINS && !slices.isEmpty())
                .filter(compare -> slices.stream()
                        .noneMatch(
                                slice -> List.of(slice.toString().split("\\+")).contains(compare.literal())))
                .findFirst()
                .map(compare -> new Found(
                        "dimensions",
                        "a slice that is so has no " + compare.literal() + ".",
                        "slice == \"" + compare.literal() + "\"?"));
    }
}
