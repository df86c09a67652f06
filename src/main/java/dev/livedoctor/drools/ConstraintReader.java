package dev.livedoctor.drools;

import dev.livedoctor.drools.FactType.Field;
import dev.livedoctor.drools.FactType.Kind;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Operator;
import dev.livedoctor.drools.Tokens.Unexpected;
import dev.livedoctor.ruleset.ComplaintCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the constraints of one expression, checking fields, types and names. */
final class ConstraintReader {
    private final RuleFile file;
    private final FactType type;
    private final Tokens tokens;
    private final Map<String, FactType> bound;

    ConstraintReader(RuleFile file, FactType type, String expression, Map<String, FactType> bound, int line)
            throws Unexpected {
        this.file = file;
        this.type = type;
        this.tokens = new Tokens(expression, line);
        this.bound = bound;
    }

    List<Constraint> read() throws Unexpected {
        List<Constraint> all = disjunction();
        tokens.expectEnd();
        return all;
    }

    private List<Constraint> disjunction() throws Unexpected {
        List<List<Constraint>> alternatives = new ArrayList<>();
        do {
            alternatives.add(conjunction());
        } while (tokens.takeIf("||"));
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        if (alternatives.stream().flatMap(List::stream).anyMatch(Rule.Join.class::isInstance)) {
            throw tokens.unexpected(
                    "beside ||, nothing can be compared with a variable", "a rule for each alternative?");
        }
        return List.of(new Rule.Either(alternatives));
    }

    private List<Constraint> conjunction() throws Unexpected {
        List<Constraint> all = new ArrayList<>();
        do {
            if (tokens.takeIf("(")) {
                all.addAll(disjunction());
                tokens.expect(")");
            } else {
                all.add(single());
            }
        } while (tokens.takeIf("&&"));
        return all;
    }

    private Constraint single() throws Unexpected {
        boolean negated = tokens.takeIf("!");
        Field field = field(type, tokens.take());
        if (field.kind() == Kind.FLAG) {
            return new Rule.Compare(field, Operator.EQUAL, !negated);
        }
        if (negated) {
            throw tokens.unexpected(
                    ComplaintCode.TYPE_MISMATCH, field.name() + " is no flag and cannot be negated", "");
        }
        return tokens.takeIf("in") ? oneOf(field) : comparison(field);
    }

    private Constraint oneOf(Field field) throws Unexpected {
        Set<Object> literals = new LinkedHashSet<>();
        Set<String> twice = new TreeSet<>();
        tokens.expect("(");
        do {
            Object literal = literal(field);
            if (!literals.add(literal)) {
                twice.add(literal.toString());
            }
        } while (tokens.takeIf(","));
        tokens.expect(")");
        if (!twice.isEmpty()) {
            file.complain(
                    ComplaintCode.DUPLICATE_NAME,
                    tokens.line(),
                    String.join(", ", twice) + " stands in this list more than once.",
                    "once?");
        }
        return new Rule.OneOf(field, literals);
    }

    private Constraint comparison(Field field) throws Unexpected {
        String sign = tokens.take();
        Operator operator = Operator.of(sign);
        if (operator == null) {
            throw tokens.unexpected("'" + sign + "' is no operator of the subset");
        }
        if ((operator == Operator.CONTAINS) != (field.kind() == Kind.NAMES)) {
            throw tokens.unexpected(ComplaintCode.TYPE_MISMATCH, "'" + sign + "' does not go with " + field.name(), "");
        }
        boolean ordering = operator != Operator.EQUAL && operator != Operator.UNEQUAL && operator != Operator.CONTAINS;
        if (ordering && field.kind() != Kind.NUMBER) {
            throw tokens.unexpected(
                    ComplaintCode.TYPE_MISMATCH, field.name() + " is a text, '" + sign + "' compares numbers", "");
        }
        if (tokens.peek().startsWith("$")) {
            String variable = tokens.variable();
            FactType other = bound.get(variable);
            if (other == null || operator != Operator.EQUAL) {
                throw tokens.unexpected(
                        ComplaintCode.BAD_BINDING,
                        "$" + variable + " must be bound before and compared with ==",
                        other == null
                                ? "$" + file.maybe(variable, bound.keySet(), variable + " : Reading( ... ) above")
                                : "==?");
            }
            tokens.expect(".");
            Field otherField = field(other, tokens.take());
            if (otherField.kind() != field.kind()) {
                throw tokens.unexpected(
                        ComplaintCode.TYPE_MISMATCH,
                        field.name() + " and " + otherField.name() + " are of different types",
                        "");
            }
            return new Rule.Join(field, variable, otherField);
        }
        return new Rule.Compare(field, operator, literal(field));
    }

    private Object literal(Field field) throws Unexpected {
        Object literal = tokens.literal(field.kind() == Kind.NUMBER ? "digits?" : "double quotes around it?");
        if (!field.kind().type().isInstance(literal)) {
            throw tokens.unexpected(
                    ComplaintCode.TYPE_MISMATCH,
                    field.name() + " is a " + field.kind() + ", " + literal + " is not",
                    "");
        }
        if (field == type.key()) {
            checkName(literal.toString());
        }
        return literal;
    }

    private Field field(FactType of, String name) throws Unexpected {
        Field field = of.field(name);
        if (field == null) {
            throw tokens.unexpected(
                    ComplaintCode.UNKNOWN_FIELD,
                    of.type().getSimpleName() + " has no field '" + name + "', it has "
                            + String.join(", ", of.fieldNames()),
                    file.maybe(name, of.fieldNames(), name.matches("\\d+") ? "a point in the number" : "one of these"));
        }
        return field;
    }

    private void checkName(String name) {
        Set<String> events = file.vocabulary().events();
        Set<String> known =
                switch (type) {
                    case READING -> file.vocabulary().readings();
                    case ATTRIBUTE -> file.vocabulary().attributes();
                    case SYMPTOM -> file.vocabulary().symptoms();
                    // A pack that declares none takes them as they come.
                    case EVENT -> events.isEmpty() ? Set.of(name) : events;
                };
        if (type == FactType.READING && file.vocabulary().attributes().contains(name) && !known.contains(name)) {
            file.complain(
                    ComplaintCode.UNKNOWN_NAME,
                    name,
                    tokens.line(),
                    name + " is declared nowhere as a metric or a number: it is an attribute of another type.",
                    "Attribute( name == \"" + name + "\", ... )?");
        } else if (!known.contains(name)) {
            file.complain(
                    type == FactType.SYMPTOM ? ComplaintCode.UNKNOWN_CODE : ComplaintCode.UNKNOWN_NAME,
                    name,
                    tokens.line(),
                    name + " is declared nowhere.",
                    file.maybe(name, known, where(name)));
        }
    }

    /** Where {@code name}, which a pattern of this type names, is declared. */
    private String where(String name) {
        return switch (type) {
            case READING ->
                name.startsWith("window.")
                        ? "a layer in thresholds.yaml, when: {window.minutes: {atLeast: 2}}"
                        : "a line for it in metrics.yaml or attributes.yaml";
            case ATTRIBUTE -> "a line for it in attributes.yaml";
            case SYMPTOM -> "a file in knowledge/ for it";
            case EVENT -> "a line for it in events.yaml";
        };
    }
}
