package dev.livedoctor.cli;

import dev.livedoctor.api.Consultation;
import dev.livedoctor.api.Format;
import dev.livedoctor.api.InvalidSnapshotException;
import dev.livedoctor.api.MalformedJsonException;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** What the jar does besides serving. */
public final class CommandLine {
    private static final int HEALTHY = 0;
    private static final int SICK = 1;
    private static final int BAD_INPUT = 2;

    private static final String HELP = """
            serve                       answer requests over HTTP (the default)
            diagnose FILE|- [options]   print the report on the snapshot in FILE, or on standard input
              --format json|text|markdown   how (default: text)
              --lang en|zh                  in which language (default: en)
              --rules DIRECTORY             under the rule pack in DIRECTORY (default: the shipped one)
            help                        print this

            Exit codes of diagnose: 0 nothing is wrong, 1 there are symptoms, 2 the input or the rules are bad.""";

    private final Function<Optional<Path>, Ruleset> rules;
    private final Clock clock;
    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * A command line.
     *
     * @param rules loads the pack in a folder, or the default pack
     */
    public CommandLine(
            Function<Optional<Path>, Ruleset> rules, Clock clock, InputStream in, PrintWriter out, PrintWriter err) {
        this.rules = rules;
        this.clock = clock;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs one command and gives the exit code. */
    public int run(String... arguments) {
        try {
            return switch (arguments.length == 0 ? "help" : arguments[0]) {
                case "diagnose" -> diagnose(Arguments.parse(arguments));
                case "help", "--help", "-h" -> {
                    out.println(HELP);
                    yield HEALTHY;
                }
                default -> throw new BadArgumentException("There is no command " + arguments[0] + ".");
            };
        } catch (BadArgumentException e) {
            err.println(e.getMessage());
            err.println(HELP);
        } catch (MalformedJsonException e) {
            err.println("line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        } catch (InvalidSnapshotException e) {
            e.violations()
                    .forEach(violation -> err.println(
                            violation.pointer() + ": " + violation.message() + " (was " + violation.value() + ")"));
        } catch (RulePackException e) {
            e.complaints().forEach(err::println);
        } catch (UncheckedIOException | IOException e) {
            err.println("Cannot read: " + e.getMessage());
        }
        return BAD_INPUT;
    }

    private int diagnose(Arguments arguments) throws IOException {
        byte[] body = arguments.file().equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(arguments.file()));
        Ruleset ruleset = rules.apply(arguments.rules());
        try (ValidatorFactory validation = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            Consultation consultation = new Consultation(ruleset, validation.getValidator(), clock);
            Report report = consultation.diagnose(consultation.read(body));
            out.println(new String(
                            consultation.write(report, arguments.format(), arguments.language()),
                            StandardCharsets.UTF_8)
                    .strip());
            return report.symptoms().stream().anyMatch(symptom -> symptom.severity() != Severity.INFO) ? SICK : HEALTHY;
        }
    }

    /** The arguments of {@code diagnose}. */
    private record Arguments(String file, Format format, Language language, Optional<Path> rules) {
        static Arguments parse(String... arguments) {
            String file = "";
            Format format = Format.TEXT;
            Language language = Language.EN;
            Optional<Path> rules = Optional.empty();
            for (int i = 1; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--format" -> format = constant(Format.values(), arguments, ++i);
                    case "--lang" -> language = constant(Language.values(), arguments, ++i);
                    case "--rules" -> rules = Optional.of(Path.of(value(arguments, ++i)));
                    default -> {
                        if (!file.isEmpty() || arguments[i].startsWith("--")) {
                            throw new BadArgumentException("What is " + arguments[i] + "?");
                        }
                        file = arguments[i];
                    }
                }
            }
            if (file.isEmpty()) {
                throw new BadArgumentException("Which file?");
            }
            return new Arguments(file, format, language, rules);
        }

        private static <E extends Enum<E>> E constant(E[] constants, String[] arguments, int at) {
            for (E constant : constants) {
                if (constant.name().equalsIgnoreCase(value(arguments, at))) {
                    return constant;
                }
            }
            throw new BadArgumentException(arguments[at - 1] + " cannot be " + arguments[at] + ".");
        }

        private static String value(String[] arguments, int at) {
            if (at == arguments.length) {
                throw new BadArgumentException(arguments[at - 1] + " needs a value.");
            }
            return arguments[at];
        }
    }

    /** The command line was not understood. */
    private static final class BadArgumentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadArgumentException(String message) {
            super(message, null, false, false);
        }
    }
}
