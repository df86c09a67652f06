package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.drools.Rule.Assertion;
import dev.livedoctor.drools.Tokens.Unexpected;
import dev.livedoctor.ruleset.ComplaintCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Reads the consequence of a rule: one assertion. */
final class ConsequenceReader {
    static final Set<String> ASSERTIONS = Set.of("shows", "supports", "contradicts");
    private static final Set<String> WEIGHTS =
            Stream.of(Weight.values()).map(Weight::name).collect(Collectors.toUnmodifiableSet());

    private final RuleFile file;
    private final Map<String, FactType> bound;
    private final String unread;

    /**
     * A reader of one rule.
     *
     * @param bound the variables of its conditions
     * @param unread the conditions where one of them could not be read: what it names may be what it binds
     */
    ConsequenceReader(RuleFile file, Map<String, FactType> bound, String unread) {
        this.file = file;
        this.bound = bound;
        this.unread = unread;
    }

    @Nullable
    Assertion read(RuleDescr rule) {
        String consequence = String.valueOf(rule.getConsequence());
        try {
            Tokens tokens = new Tokens(consequence, lineOf(consequence, rule.getConsequenceLine()));
            tokens.expect("insertLogical");
            tokens.expect("(");
            String name = tokens.take();
            if (!ASSERTIONS.contains(name)) {
                throw tokens.unexpected("'" + name + "' is no assertion", file.maybe(name, ASSERTIONS, "supports"));
            }
            Rule.Kind kind = Rule.Kind.valueOf(name.toUpperCase(Locale.ROOT));
            tokens.expect("(");
            String code = tokens.text();
            checkCode(tokens.line(), kind, code);
            if ((kind == Rule.Kind.SHOWS) != file.ofSymptom()) {
                return null;
            }
            Weight weight = null;
            if (kind != Rule.Kind.SHOWS) {
                tokens.expect(",");
                weight = weightOf(tokens);
            }
            List<String> arguments = new ArrayList<>();
            while (tokens.takeIf(",")) {
                arguments.add(tokens.variable());
                checkBound(tokens.line(), arguments.get(arguments.size() - 1));
            }
            int last = tokens.line();
            tokens.expect(")");
            tokens.expect(")");
            tokens.expect(";");
            tokens.expectEnd();
            checkArguments(last, arguments);
            return new Assertion(kind, code, weight, arguments);
        } catch (Unexpected e) {
            file.complain(
                    ComplaintCode.BAD_CONSEQUENCE,
                    e.line(),
                    "in the consequence: " + e.getMessage() + ".",
                    e.maybe().isEmpty()
                            ? "one insertLogical( supports( \"CODE\", STRONG, $reading ) ); and nothing else?"
                            : e.maybe());
            return null;
        }
    }

    /** The line where {@code consequence} begins: the parser knows that of its {@code then} only. */
    private int lineOf(String consequence, int then) {
        int from = 0;
        for (int line = 1; line < then; line++) {
            from = file.text().indexOf('\n', from) + 1;
        }
        int at = Math.max(file.text().indexOf(consequence, from), from);
        return then
                + (int) file.text()
                        .substring(from, at)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private Weight weightOf(Tokens tokens) throws Unexpected {
        String word = tokens.take();
        return Stream.of(Weight.values())
                .filter(weight -> weight.name().equals(word))
                .findFirst()
                .orElseThrow(() -> tokens.unexpected(
                        "'" + word + "' is no weight (DECISIVE, STRONG, MODERATE, WEAK)",
                        file.maybe(word, WEIGHTS, "MODERATE")));
    }

    private void checkCode(int line, Rule.Kind kind, String code) {
        boolean shows = kind == Rule.Kind.SHOWS;
        Set<String> symptoms = file.vocabulary().symptoms();
        Set<String> causes = file.vocabulary().causes();
        if ((shows ? causes : symptoms).contains(code) && !code.equals(file.code())) {
            file.complain(
                    ComplaintCode.UNKNOWN_CODE,
                    line,
                    code + (shows ? " is a cause, and only symptoms are shown." : " is a symptom, and no cause."),
                    shows ? "supports or contradicts?" : "exists Symptom( code == \"" + code + "\" ) as a condition?");
        } else if (!(shows ? symptoms : causes).contains(code)) {
            // Of a file whose own knowledge is missing that is told once.
            if (!code.equals(file.code())) {
                file.complain(
                        ComplaintCode.UNKNOWN_CODE,
                        code,
                        line,
                        code + " has no knowledge file.",
                        file.maybe(
                                code,
                                shows ? symptoms : causes,
                                (shows ? symptoms : causes).contains(file.code())
                                        ? file.code()
                                        : "a file in knowledge/ for it"));
            }
        } else if (!code.equals(file.code())) {
            file.complain(
                    ComplaintCode.MISPLACED_RULE,
                    line,
                    "a rule of " + code + " stands in the file of that name only.",
                    "another file?");
        }
        if ((kind == Rule.Kind.SHOWS) != file.ofSymptom()) {
            file.complain(
                    ComplaintCode.MISPLACED_RULE,
                    line,
                    "rules in symptoms/ show, rules in causes/ support and contradict.",
                    "the other folder?");
        }
    }

    private void checkArguments(int line, List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > MatchCost.MOST_PATTERNS) {
            file.complain(
                    ComplaintCode.BAD_CONSEQUENCE,
                    line,
                    "one to four facts must be given.",
                    "the variable of a pattern?");
        }
        if (Set.copyOf(arguments).size() < arguments.size()) {
            file.complain(ComplaintCode.BAD_CONSEQUENCE, line, "a fact is given twice.", "each once?");
        }
    }

    private static boolean names(String conditions, String variable) {
        return Pattern.compile("\\b" + Pattern.quote(variable) + "\\b")
                .matcher(conditions)
                .find();
    }

    private void checkBound(int line, String argument) {
        if (!bound.containsKey(argument) && !names(unread, argument)) {
            file.complain(
                    ComplaintCode.BAD_BINDING,
                    line,
                    "$" + argument + " is not bound.",
                    "$" + file.maybe(argument, bound.keySet(), argument + " : Reading( ... )"));
        }
    }
}
