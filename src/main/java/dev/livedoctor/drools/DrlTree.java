package dev.livedoctor.drools;

import dev.livedoctor.ruleset.ComplaintCode;
import java.util.Optional;
import org.antlr.runtime.ANTLRStringStream;
import org.antlr.runtime.CommonTokenStream;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.Token;
import org.antlr.runtime.TokenSource;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DRLFactory;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.lang.DRLParser;
import org.jspecify.annotations.Nullable;

/** The syntax tree of a file, by Drools' own parser, which gets so many steps and no more. */
final class DrlTree {
    /** Longer quotations hide the complaint. */
    private static final int MOST_SHOWN = 200;

    private DrlTree() {}

    /** The tree of {@code file}; empty where it has none, which is complained of. */
    static Optional<PackageDescr> parse(RuleFile file) {
        PackageDescr tree;
        DRLParser parser = DRLFactory.getDRLParser(
                new Steps(DRLFactory.getDRLLexer(new ANTLRStringStream(file.text()), DrlParser.DEFAULT_LANGUAGE_LEVEL)),
                DrlParser.DEFAULT_LANGUAGE_LEVEL);
        try {
            tree = parser.compilationUnit();
        } catch (TooManySteps e) {
            file.complain(
                    ComplaintCode.TOO_SLOW,
                    e.line(),
                    "it takes too long to be read: there are too many ways to understand it.",
                    "fewer brackets, and a rule for each alternative?");
            return Optional.empty();
        } catch (StackOverflowError e) {
            file.complain(ComplaintCode.TOO_DEEP, 1, "it is nested too deep.", "a rule for each alternative?");
            return Optional.empty();
        } catch (RecognitionException | RuntimeException e) {
            file.complain(
                    ComplaintCode.DRL_SYNTAX,
                    1,
                    "cannot be read as DRL: " + e.getMessage() + ".",
                    "the form of a shipped rule?");
            return Optional.empty();
        }
        if ((parser.hasErrors() || tree == null || isOdd(tree)) && StructureCheck.complain(file)) {
            return Optional.empty();
        }
        for (DroolsParserException error : parser.getErrors()) {
            file.complain(
                    ComplaintCode.DRL_SYNTAX,
                    lineOf(error, file),
                    error.getColumn(),
                    withoutPlace(firstLine(error.getMessage())),
                    DrlTypos.meant(lineOf(error, file), file));
        }
        return parser.hasErrors() ? Optional.empty() : Optional.ofNullable(tree);
    }

    /** The parser takes an end too many for a part of the consequence, and tells of an annotation no line. */
    private static boolean isOdd(PackageDescr tree) {
        return tree.getRules().stream().anyMatch(rule -> {
            String consequence = String.valueOf(rule.getConsequence());
            return !rule.getAnnotationNames().isEmpty() || consequence.contains("end") || consequence.contains("then");
        });
    }

    /** What is wrong with the end of a file has no line. */
    private static int lineOf(DroolsParserException error, RuleFile file) {
        return error.getLineNumber() > 0
                ? error.getLineNumber()
                : (int) file.text().lines().count();
    }

    /** The parser's message without the place, which the complaint has. */
    private static String withoutPlace(String message) {
        return message.replaceFirst("^\\[ERR \\d+] Line \\d+:\\d+ ", "").replaceFirst("\\.*$", ".");
    }

    /** The beginning of {@code message}. */
    static String firstLine(@Nullable String message) {
        String line = message == null
                ? "cannot be read as DRL"
                : message.lines().findFirst().orElse(message).strip();
        return line.substring(0, Math.min(line.length(), MOST_SHOWN));
    }

    /** Thrown through the parser, which knows no other way to be stopped. */
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int line;

        TooManySteps(int line) {
            super(null, null, false, false);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /** The words of a file, each of which may be looked at so often on average. */
    private static final class Steps extends CommonTokenStream {
        /** The shipped files need far fewer. */
        private static final long STEPS_OF_A_WORD = 2_000;

        private long steps;

        Steps(TokenSource source) {
            super(source);
        }

        @Override
        public Token LT(int k) {
            Token token = super.LT(k);
            if (++steps > STEPS_OF_A_WORD * (tokens.size() + 1L)) {
                throw new TooManySteps(token == null ? 1 : token.getLine());
            }
            return token;
        }
    }
}
