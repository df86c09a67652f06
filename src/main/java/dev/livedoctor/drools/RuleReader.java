package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.drools.FactType.Field;
import dev.livedoctor.drools.FactType.Kind;
import dev.livedoctor.drools.Rule.Assertion;
import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.drools.Rule.Constraint;
import dev.livedoctor.drools.Rule.Operator;
import dev.livedoctor.drools.Rule.Quantifier;
import dev.livedoctor.drools.Tokens.Unexpected;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.jspecify.annotations.Nullable;

/**
 * Reads one DRL file: Drools' parser gives the tree, an allow-list decides what of it may pass. What is not named here is refused,
 * so a new feature of DRL is refused until somebody allows it.
 */
final class RuleReader {
    private static final String FACTS = "dev.livedoctor.diagnosis.";
    private static final Set<String> ASSERTIONS = Set.of("shows", "supports", "contradicts");
    /** More patterns than this make joins that nobody can foresee. */
    private static final int MOST_PATTERNS = 4;
    /** A list of names stands for as many rules, and lists multiply; the shipped rules come to 24. */
    private static final int MOST_NAMES = 100;
    /** Longer quotations hide the complaint. */
    private static final int MOST_SHOWN = 200;

    private final String file;
    private final String text;
    private final Vocabulary vocabulary;
    private final List<Complaint> complaints;
    private final List<Rule> rules = new ArrayList<>();

    private RuleReader(String file, String text, Vocabulary vocabulary, List<Complaint> complaints) {
        this.file = file;
        this.text = text;
        this.vocabulary = vocabulary;
        this.complaints = complaints;
    }

    /**
     * Reads {@code text}.
     *
     * @param file path within the pack, for complaints
     * @param complaints receives whatever is wrong
     * @return the rules that are right
     */
    static List<Rule> read(String file, String text, Vocabulary vocabulary, List<Complaint> complaints) {
        RuleReader reader = new RuleReader(file, text, vocabulary, complaints);
        Alphabet.complaint(file, text).ifPresentOrElse(complaints::add, reader::read);
        return reader.rules;
    }

    private void read() {
        DrlParser parser = new DrlParser();
        PackageDescr tree;
        try {
            tree = parser.parse(false, text);
        } catch (StackOverflowError e) {
            complain(0, "it is nested too deep to be read.", "a rule for each alternative?");
            return;
        } catch (DroolsParserException | RuntimeException e) {
            complain(0, "cannot be read as DRL: " + e.getMessage(), "the form of a shipped rule?");
            return;
        }
        for (DroolsError error : parser.getErrors()) {
            int[] lines = error.getLines();
            int column = error instanceof ParserError parserError ? parserError.getCol() : 0;
            complaints.add(new Complaint(
                    file,
                    lines.length == 0 ? 0 : lines[0],
                    Math.max(column, 0),
                    withoutPlace(firstLine(error.getMessage())),
                    "rule \"" + stem() + ": why\" when patterns then one assertion end?"));
        }
        if (parser.hasErrors()) {
            return;
        }
        if (tree == null || tree.getRules().isEmpty()) {
            complain(0, "there is no rule in it.", "rule \"" + stem() + ": ...\"?");
            return;
        }
        checkPackage(tree);
        for (RuleDescr rule : tree.getRules()) {
            readRule(rule);
        }
    }

    /** The parser's message without the place, which the complaint has. */
    private static String withoutPlace(String message) {
        return message.replaceFirst("^\\[ERR \\d+] Line \\d+:\\d+ ", "") + ".";
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null
                ? "cannot be read as DRL"
                : message.lines().findFirst().orElse(message).strip();
        return line.substring(0, Math.min(line.length(), MOST_SHOWN));
    }

    private void checkPackage(PackageDescr tree) {
        tree.getImports().stream()
                .filter(imported -> !isFact(imported.getTarget()))
                .forEach(imported -> complain(
                        imported.getLine(),
                        "import " + imported.getTarget() + " is not allowed.",
                        "one of " + FACTS + "Reading, Attribute, Event, Symptom?"));
        tree.getFunctionImports().stream()
                .filter(imported -> !isVocabulary(imported.getTarget()))
                .forEach(imported -> complain(
                        imported.getLine(),
                        "import static " + imported.getTarget() + " is not allowed.",
                        "Evidence.shows, Evidence.supports, Evidence.contradicts or a Weight?"));
        refuse(tree.getAccumulateImports(), "import accumulate");
        refuse(tree.getGlobals(), "global");
        refuse(tree.getFunctions(), "function");
        refuse(tree.getTypeDeclarations(), "declare");
        refuse(tree.getEnumDeclarations(), "declare enum");
        refuse(tree.getEntryPointDeclarations(), "declare entry-point");
        refuse(tree.getWindowDeclarations(), "declare window");
        refuse(tree.getAttributes(), "an attribute of the package");
        if (tree.getUnit() != null) {
            complain(tree.getUnit().getLine(), "unit is not allowed.", "delete it?");
        }
    }

    private void refuse(Iterable<? extends BaseDescr> elements, String what) {
        elements.forEach(element -> complain(element.getLine(), what + " is not allowed.", "delete it?"));
    }

    private static boolean isFact(String target) {
        return target.startsWith(FACTS) && FactType.of(target.substring(FACTS.length())) != null;
    }

    private static boolean isVocabulary(String target) {
        return Stream.of(Weight.values()).anyMatch(weight -> target.equals(FACTS + "Weight." + weight))
                || ASSERTIONS.stream().anyMatch(name -> target.equals(FACTS + "Evidence." + name));
    }

    private void readRule(RuleDescr rule) {
        int before = complaints.size();
        if (rule.getClass() != RuleDescr.class) {
            complain(rule.getLine(), "only rules are allowed, no queries.", "a rule?");
            return;
        }
        rule.getAttributes()
                .values()
                .forEach(attribute -> complain(
                        attribute.getLine() > 0 ? attribute.getLine() : rule.getLine(),
                        "the attribute " + attribute.getName() + " is not allowed.",
                        "delete it: order never matters, where it seems to a fact is missing?"));
        if (!rule.getAnnotationNames().isEmpty()) {
            complain(rule.getLine(), "annotations are not allowed.", "a comment above the rule?");
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            complain(rule.getLine(), "named consequences are not allowed.", "a rule for each?");
        }
        if (rule.getParentName() != null) {
            complain(rule.getLine(), "extends is not allowed.", "the conditions themselves?");
        }
        if (!rule.getName().startsWith(stem() + ": ")) {
            complain(
                    rule.getLine(),
                    "the name of a rule begins with that of its file.",
                    stem() + ": " + rule.getName() + "?");
        }
        if (rules.stream().anyMatch(other -> other.name().equals(rule.getName()))) {
            complain(
                    rule.getLine(),
                    "a rule called \"" + rule.getName() + "\" stands in this file already.",
                    "another name?");
        }
        Map<String, FactType> bound = new HashMap<>();
        List<Condition> conditions = readConditions(rule, bound);
        Assertion assertion = readAssertion(rule, bound);
        if (complaints.size() == before && assertion != null) {
            rules.add(new Rule(rule.getName(), file, rule.getLine(), conditions, assertion));
        }
    }

    private List<Condition> readConditions(RuleDescr rule, Map<String, FactType> bound) {
        List<Condition> conditions = new ArrayList<>();
        for (BaseDescr element : rule.getLhs().getDescrs()) {
            if (element instanceof PatternDescr pattern) {
                add(conditions, readPattern(pattern, Quantifier.EACH, bound));
            } else if (element instanceof NotDescr not) {
                add(conditions, readOnly(not, Quantifier.NOT, bound));
            } else if (element instanceof ExistsDescr exists) {
                add(conditions, readOnly(exists, Quantifier.EXISTS, bound));
            } else if (element instanceof OrDescr or) {
                add(conditions, readAnyOf(or, bound));
            } else {
                refuseElement(element);
            }
        }
        if (rule.getLhs().getDescrs().isEmpty()) {
            complain(rule.getLine(), "a rule needs a condition.", "$seen : Reading( metric == ..., high )?");
        }
        checkJoins(rule, conditions);
        return conditions;
    }

    /** Sees to it that matching a rule stays a matter of a few look-ups. */
    private void checkJoins(RuleDescr rule, List<Condition> conditions) {
        List<Rule.Pattern> all = conditions.stream()
                .flatMap(condition -> condition instanceof Rule.AnyOf any
                        ? any.patterns().stream()
                        : Stream.of((Rule.Pattern) condition))
                .toList();
        if (all.size() > 1) {
            all.stream()
                    .filter(pattern -> !pattern.isKeyed())
                    .forEach(pattern -> complain(
                            pattern.line(),
                            "beside other patterns, the first constraint must say which "
                                    + pattern.type().key().name() + " is meant.",
                            pattern.type().key().name() + " == ...?"));
        }
        long names = 1;
        for (Condition condition : conditions) {
            if (condition instanceof Rule.Pattern pattern
                    && pattern.quantifier() == Quantifier.EACH
                    && pattern.isKeyed()
                    && pattern.constraints().get(0) instanceof Rule.OneOf oneOf) {
                names *= oneOf.literals().size();
            }
        }
        if (names > MOST_NAMES) {
            complain(
                    rule.getLine(),
                    "its lists of names stand for " + names + " rules, " + MOST_NAMES + " are allowed.",
                    "shorter lists, or exists?");
        }
        long patterns = conditions.stream()
                .mapToLong(condition ->
                        condition instanceof Rule.AnyOf any ? any.patterns().size() : 1)
                .sum();
        if (patterns > MOST_PATTERNS) {
            complain(
                    rule.getLine(),
                    "a rule has at most " + MOST_PATTERNS + " patterns, this one has " + patterns + ".",
                    "two rules?");
        }
    }

    private static void add(List<Condition> conditions, @Nullable Condition condition) {
        if (condition != null) {
            conditions.add(condition);
        }
    }

    private void refuseElement(BaseDescr element) {
        String name = element.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT);
        complain(element.getLine(), name + " is not allowed here.", "patterns, not, exists, or?");
    }

    private @Nullable Condition readOnly(
            ConditionalElementDescr element, Quantifier quantifier, Map<String, FactType> bound) {
        List<? extends BaseDescr> inner = element.getDescrs();
        if (inner.size() == 1 && inner.get(0) instanceof PatternDescr pattern) {
            return readPattern(pattern, quantifier, bound);
        }
        complain(((BaseDescr) element).getLine(), "not and exists take exactly one pattern.", "a rule for each?");
        return null;
    }

    private Rule.@Nullable AnyOf readAnyOf(OrDescr or, Map<String, FactType> bound) {
        List<Rule.Pattern> patterns = new ArrayList<>();
        for (BaseDescr element : flatten(or)) {
            if (!(element instanceof PatternDescr pattern)) {
                complain(or.getLine(), "or takes patterns only.", "a rule for each?");
                return null;
            }
            Rule.Pattern read = readPattern(pattern, Quantifier.EXISTS, bound);
            if (read != null && read.constraints().stream().anyMatch(Rule.Join.class::isInstance)) {
                complain(pattern.getLine(), "under or, nothing can be compared with a variable.", "a rule for each?");
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

    private Rule.@Nullable Pattern readPattern(
            PatternDescr pattern, Quantifier quantifier, Map<String, FactType> bound) {
        int before = complaints.size();
        FactType type = FactType.of(pattern.getObjectType());
        if (type == null) {
            complain(
                    pattern.getLine(),
                    "there is no fact called " + pattern.getObjectType() + ".",
                    "Reading, Attribute, Event or Symptom?");
            return null;
        }
        if (type == FactType.SYMPTOM && ofSymptom()) {
            complain(
                    pattern.getLine(),
                    "a symptom rule reads no symptoms: all fire before the first symptom is there.",
                    "the readings that show it?");
        }
        if (pattern.getSource() != null
                || !pattern.getBehaviors().isEmpty()
                || pattern.isQuery()
                || pattern.isUnification()
                || !pattern.getAnnotationNames().isEmpty()
                || !pattern.getPositionalConstraints().isEmpty()) {
            complain(
                    pattern.getLine(),
                    "from, over, queries, annotations and positions are not allowed in a pattern.",
                    type.type().getSimpleName() + "( field == value )?");
        }
        List<Constraint> constraints = new ArrayList<>();
        for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
            if (constraint instanceof ExprConstraintDescr expression
                    && expression.getType() == ExprConstraintDescr.Type.NAMED) {
                int line = expression.getLine() > 0 ? expression.getLine() : pattern.getLine();
                try {
                    constraints.addAll(new ConstraintReader(type, expression.getExpression(), bound, line).read());
                } catch (Unexpected e) {
                    complain(
                            e.line(),
                            "in '" + firstLine(expression.getExpression()) + "': " + e.getMessage() + ".",
                            e.maybe().isEmpty() ? "a flag, field == value or field in ( ... )?" : e.maybe());
                }
            } else {
                refuseElement(constraint);
            }
        }
        // Bound only now: a pattern cannot be compared with itself.
        String binding = bindingOf(pattern, type, quantifier, bound);
        if (complaints.size() > before) {
            return null;
        }
        return new Rule.Pattern(quantifier, binding, type, constraints, pattern.getLine());
    }

    private String bindingOf(PatternDescr pattern, FactType type, Quantifier quantifier, Map<String, FactType> bound) {
        String identifier = pattern.getIdentifier();
        if (identifier == null || identifier.isEmpty()) {
            return "";
        }
        if (quantifier != Quantifier.EACH) {
            complain(pattern.getLine(), "a fact under not, exists or or cannot be bound.", "the pattern without it?");
        } else if (!identifier.matches("\\$[A-Za-z][A-Za-z0-9_]*")) {
            complain(pattern.getLine(), identifier + " is no variable.", "$" + identifier + "?");
        } else if (bound.putIfAbsent(identifier.substring(1), type) != null) {
            complain(pattern.getLine(), identifier + " is bound twice.", "another name?");
        }
        return identifier.startsWith("$") ? identifier.substring(1) : identifier;
    }

    private @Nullable Assertion readAssertion(RuleDescr rule, Map<String, FactType> bound) {
        String consequence = String.valueOf(rule.getConsequence());
        try {
            Tokens tokens = new Tokens(consequence, lineOf(consequence, rule.getConsequenceLine()));
            tokens.expect("insertLogical");
            tokens.expect("(");
            String name = tokens.take();
            if (!ASSERTIONS.contains(name)) {
                throw tokens.unexpected("'" + name + "' is no assertion");
            }
            Rule.Kind kind = Rule.Kind.valueOf(name.toUpperCase(Locale.ROOT));
            tokens.expect("(");
            String code = tokens.text();
            Weight weight = null;
            if (kind != Rule.Kind.SHOWS) {
                tokens.expect(",");
                weight = weightOf(tokens);
            }
            List<String> arguments = new ArrayList<>();
            while (tokens.takeIf(",")) {
                arguments.add(tokens.variable());
            }
            tokens.expect(")");
            tokens.expect(")");
            tokens.expect(";");
            tokens.expectEnd();
            checkAssertion(tokens.line(), kind, code, arguments, bound);
            return new Assertion(kind, code, weight, arguments);
        } catch (Unexpected e) {
            complain(
                    e.line(),
                    "in the consequence: " + e.getMessage() + ".",
                    "one insertLogical( supports( \"CODE\", STRONG, $reading ) ); and nothing else?");
            return null;
        }
    }

    /** The line where {@code consequence} begins: the parser knows that of its {@code then} only. */
    private int lineOf(String consequence, int then) {
        int from = 0;
        for (int line = 1; line < then; line++) {
            from = text.indexOf('\n', from) + 1;
        }
        int at = Math.max(text.indexOf(consequence, from), from);
        return then
                + (int) text.substring(from, at).chars().filter(c -> c == '\n').count();
    }

    private static Weight weightOf(Tokens tokens) throws Unexpected {
        String word = tokens.take();
        return Stream.of(Weight.values())
                .filter(weight -> weight.name().equals(word))
                .findFirst()
                .orElseThrow(() -> tokens.unexpected("'" + word + "' is no weight (DECISIVE, STRONG, MODERATE, WEAK)"));
    }

    private void checkAssertion(
            int line, Rule.Kind kind, String code, List<String> arguments, Map<String, FactType> bound) {
        Set<String> known = kind == Rule.Kind.SHOWS ? vocabulary.symptoms() : vocabulary.causes();
        if (!known.contains(code)) {
            complain(line, code + " has no knowledge file.", maybe(code, known, "a file in knowledge/ for it"));
        } else if (!code.equals(stem().replace('-', '_').toUpperCase(Locale.ROOT))) {
            complain(line, "a rule of " + code + " stands in the file of that name only.", "another file?");
        }
        if ((kind == Rule.Kind.SHOWS) != ofSymptom()) {
            complain(line, "rules in symptoms/ show, rules in causes/ support and contradict.", "the other folder?");
        }
        if (arguments.isEmpty() || arguments.size() > MOST_PATTERNS) {
            complain(line, "one to four facts must be given.", "the variable of a pattern?");
        }
        if (Set.copyOf(arguments).size() < arguments.size()) {
            complain(line, "a fact is given twice.", "each once?");
        }
        arguments.stream()
                .filter(argument -> !bound.containsKey(argument))
                .forEach(argument -> complain(
                        line,
                        "$" + argument + " is not bound.",
                        maybe(argument, bound.keySet(), "$" + argument + " : Reading( ... )")));
    }

    private boolean ofSymptom() {
        return file.startsWith("symptoms/");
    }

    /** The name that the file and its rules share. */
    private String stem() {
        return file.substring(file.lastIndexOf('/') + 1).replace(".drl", "");
    }

    private String maybe(String word, Set<String> known, String otherwise) {
        return vocabulary.nearest(word, known).orElse(otherwise) + "?";
    }

    private void complain(int line, String problem, String maybe) {
        complaints.add(new Complaint(file, Math.max(line, 0), 0, problem, maybe));
    }

    /** Reads the constraints of one expression, checking fields, types and names. */
    private final class ConstraintReader {
        private final FactType type;
        private final Tokens tokens;
        private final Map<String, FactType> bound;

        ConstraintReader(FactType type, String expression, Map<String, FactType> bound, int line) throws Unexpected {
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
                throw tokens.unexpected(field.name() + " is no flag and cannot be negated");
            }
            return tokens.takeIf("in") ? oneOf(field) : comparison(field);
        }

        private Constraint oneOf(Field field) throws Unexpected {
            Set<Object> literals = new LinkedHashSet<>();
            tokens.expect("(");
            do {
                literals.add(literal(field));
            } while (tokens.takeIf(","));
            tokens.expect(")");
            return new Rule.OneOf(field, literals);
        }

        private Constraint comparison(Field field) throws Unexpected {
            String sign = tokens.take();
            Operator operator = Operator.of(sign);
            if (operator == null) {
                throw tokens.unexpected("'" + sign + "' is no operator of the subset");
            }
            if ((operator == Operator.CONTAINS) != (field.kind() == Kind.NAMES)) {
                throw tokens.unexpected("'" + sign + "' does not go with " + field.name());
            }
            boolean ordering =
                    operator != Operator.EQUAL && operator != Operator.UNEQUAL && operator != Operator.CONTAINS;
            if (ordering && field.kind() != Kind.NUMBER) {
                throw tokens.unexpected(field.name() + " is a text, '" + sign + "' compares numbers");
            }
            if (tokens.peek().startsWith("$")) {
                String variable = tokens.variable();
                FactType other = bound.get(variable);
                if (other == null || operator != Operator.EQUAL) {
                    throw tokens.unexpected("$" + variable + " must be bound before and compared with ==");
                }
                tokens.expect(".");
                Field otherField = field(other, tokens.take());
                if (otherField.kind() != field.kind()) {
                    throw tokens.unexpected(field.name() + " and " + otherField.name() + " are of different types");
                }
                return new Rule.Join(field, variable, otherField);
            }
            return new Rule.Compare(field, operator, literal(field));
        }

        private Object literal(Field field) throws Unexpected {
            Object literal = tokens.literal();
            if (!field.kind().type().isInstance(literal)) {
                throw tokens.unexpected(field.name() + " is a " + field.kind() + ", " + literal + " is not");
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
                        of.type().getSimpleName() + " has no field '" + name + "', it has "
                                + String.join(", ", of.fieldNames()),
                        maybe(name, of.fieldNames(), "one of these"));
            }
            return field;
        }

        private void checkName(String name) {
            Set<String> known =
                    switch (type) {
                        case READING -> vocabulary.readings();
                        case ATTRIBUTE -> vocabulary.attributes();
                        case SYMPTOM -> vocabulary.symptoms();
                        case EVENT -> Set.of();
                    };
            if (type != FactType.EVENT && !known.contains(name)) {
                complain(
                        tokens.line(),
                        name + " is declared nowhere.",
                        maybe(name, known, "a line for it in metrics.yaml or attributes.yaml"));
            }
        }
    }
}
