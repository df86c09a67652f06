package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Quantifier;
import dev.livedoctor.drools.Tokens.Unexpected;
import dev.livedoctor.ruleset.ComplaintCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of a rule: patterns, and not, exists and or over patterns. */
final class ConditionReader {
    private final RuleFile file;
    private final Map<String, FactType> bound;

    /**
     * A reader of one rule.
     *
     * @param bound receives its variables
     */
    ConditionReader(RuleFile file, Map<String, FactType> bound) {
        this.file = file;
        this.bound = bound;
    }

    List<Condition> read(RuleDescr rule) {
        List<Condition> conditions = new ArrayList<>();
        for (BaseDescr element : rule.getLhs().getDescrs()) {
            if (element instanceof PatternDescr pattern) {
                add(conditions, readPattern(pattern, Quantifier.EACH));
            } else if (element instanceof NotDescr not) {
                add(conditions, readOnly(not, Quantifier.NOT));
            } else if (element instanceof ExistsDescr exists) {
                add(conditions, readOnly(exists, Quantifier.EXISTS));
            } else if (element instanceof OrDescr or) {
                add(conditions, readAnyOf(or));
            } else {
                refuseElement(element);
            }
        }
        if (rule.getLhs().getDescrs().isEmpty()) {
            file.complain(
                    ComplaintCode.BAD_CONSTRAINT,
                    rule.getLine(),
                    "a rule needs a condition.",
                    "$seen : Reading( metric == ..., high )?");
        }
        MatchCost.check(rule, conditions, file);
        return conditions;
    }

    private static void add(List<Condition> conditions, @Nullable Condition condition) {
        if (condition != null) {
            conditions.add(condition);
        }
    }

    private void refuseElement(BaseDescr element) {
        String name = element.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT);
        file.complain(
                ComplaintCode.NOT_IN_SUBSET,
                element.getLine(),
                name + " is not allowed here.",
                "patterns, not, exists, or?");
    }

    private @Nullable Condition readOnly(ConditionalElementDescr element, Quantifier quantifier) {
        List<? extends BaseDescr> inner = element.getDescrs();
        if (inner.size() == 1 && inner.get(0) instanceof PatternDescr pattern) {
            return readPattern(pattern, quantifier);
        }
        file.complain(
                ComplaintCode.NOT_IN_SUBSET,
                ((BaseDescr) element).getLine(),
                "not and exists take exactly one pattern.",
                "a rule for each?");
        return null;
    }

    private Rule.@Nullable AnyOf readAnyOf(OrDescr or) {
        List<Rule.Pattern> patterns = new ArrayList<>();
        for (BaseDescr element : flatten(or)) {
            if (!(element instanceof PatternDescr pattern)) {
                file.complain(ComplaintCode.NOT_IN_SUBSET, or.getLine(), "or takes patterns only.", "a rule for each?");
                return null;
            }
            Rule.Pattern read = readPattern(pattern, Quantifier.EXISTS);
            if (read != null && read.constraints().stream().anyMatch(Rule.Join.class::isInstance)) {
                file.complain(
                        ComplaintCode.NOT_IN_SUBSET,
                        pattern.getLine(),
                        "under or, nothing can be compared with a variable.",
                        "a rule for each?");
            } else if (read != null) {
                patterns.add(read);
            }
        }
        return new Rule.AnyOf(patterns);
    }

    private static List<BaseDescr> flatten(ConditionalElementDescr element) {
        List<BaseDescr> flat = new ArrayList<>();
        for (BaseDescr inner : element.getDescrs()) {
            if (inner instanceof OrDescr or) {
                flat.addAll(flatten(or));
            } else if (inner instanceof AndDescr and && and.getDescrs().size() == 1) {
                flat.add(and.getDescrs().get(0));
            } else {
                flat.add(inner);
            }
        }
        return flat;
    }

    private Rule.@Nullable Pattern readPattern(PatternDescr pattern, Quantifier quantifier) {
        int before = file.complaints().size();
        String more = beyondAPattern(pattern);
        if (!more.isEmpty()) {
            file.complain(
                    ComplaintCode.NOT_IN_SUBSET,
                    pattern.getLine(),
                    more + " not allowed in a pattern.",
                    "Reading( metric == \"...\", high ), from working memory?");
            return null;
        }
        FactType type = FactType.of(pattern.getObjectType());
        if (type == null) {
            file.complain(
                    ComplaintCode.UNKNOWN_FACT,
                    pattern.getLine(),
                    "there is no fact called " + pattern.getObjectType() + ".",
                    file.maybe(
                            String.valueOf(pattern.getObjectType()),
                            Set.of("Reading", "Attribute", "Event", "Symptom"),
                            "Reading, Attribute, Event or Symptom"));
            return null;
        }
        if (type == FactType.SYMPTOM && file.ofSymptom()) {
            file.complain(
                    ComplaintCode.MISPLACED_RULE,
                    pattern.getLine(),
                    "a symptom rule reads no symptoms: all fire before the first symptom is there.",
                    "the readings that show it?");
        }
        List<Constraint> constraints = new ArrayList<>();
        for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
            if (constraint instanceof ExprConstraintDescr expression
                    && expression.getType() == ExprConstraintDescr.Type.NAMED) {
                int line = expression.getLine() > 0 ? expression.getLine() : pattern.getLine();
                try {
                    constraints.addAll(
                            new ConstraintReader(file, type, expression.getExpression(), bound, line).read());
                } catch (Unexpected e) {
                    file.complain(
                            e.code(),
                            e.line(),
                            "in '" + DrlTree.firstLine(expression.getExpression()) + "': " + e.getMessage() + ".",
                            e.maybe().isEmpty() ? "a flag, field == value or field in ( ... )?" : e.maybe());
                }
            } else {
                refuseElement(constraint);
            }
        }
        // Bound only now: a pattern cannot be compared with itself.
        String binding = bindingOf(pattern, type, quantifier);
        if (file.complaints().size() > before) {
            return null;
        }
        return new Rule.Pattern(quantifier, binding, type, constraints, pattern.getLine());
    }

    /** What {@code pattern} has besides constraints, in words; empty where it has nothing. */
    private static String beyondAPattern(PatternDescr pattern) {
        if (pattern.getSource() != null) {
            String source = pattern.getSource()
                    .getClass()
                    .getSimpleName()
                    .replace("Descr", "")
                    .toLowerCase(Locale.ROOT);
            return source + " is";
        }
        if (!pattern.getBehaviors().isEmpty()) {
            return "over a window is";
        }
        if (pattern.isQuery() || pattern.isUnification()) {
            return "a query or unification is";
        }
        if (!pattern.getAnnotationNames().isEmpty()) {
            return "annotations are";
        }
        return pattern.getPositionalConstraints().isEmpty() ? "" : "positions are";
    }

    private String bindingOf(PatternDescr pattern, FactType type, Quantifier quantifier) {
        String identifier = pattern.getIdentifier();
        if (identifier == null || identifier.isEmpty()) {
            return "";
        }
        if (quantifier != Quantifier.EACH) {
            file.complain(
                    ComplaintCode.BAD_BINDING,
                    pattern.getLine(),
                    "a fact under not, exists or or cannot be bound.",
                    "the pattern without it?");
        } else if (!identifier.matches("\\$[A-Za-z][A-Za-z0-9_]*")) {
            file.complain(
                    ComplaintCode.BAD_BINDING,
                    pattern.getLine(),
                    identifier + " is no variable.",
                    "$" + identifier + "?");
        } else if (bound.putIfAbsent(identifier.substring(1), type) != null) {
            file.complain(
                    ComplaintCode.BAD_BINDING, pattern.getLine(), identifier + " is bound twice.", "another name?");
        }
        return identifier.startsWith("$") ? identifier.substring(1) : identifier;
    }
}
