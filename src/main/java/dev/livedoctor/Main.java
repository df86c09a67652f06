package dev.livedoctor;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.cli.CommandContext;
import dev.livedoctor.cli.CommandLine;
import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.notify.NotificationsConfig;
import dev.livedoctor.ruleset.RulePackException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The front door: serves HTTP, or diagnoses one file without it. */
@QuarkusMain
public final class Main {
    private static final int REFUSED = 2;

    private Main() {}

    /** Runs {@code serve} where no command is given. {@code rehearse} serves itself for a while, for the JVM to learn from. */
    public static void main(String... arguments) {
        String command = arguments.length == 0 ? "serve" : arguments[0];
        if (command.equals("serve") || command.equals("rehearse")) {
            // On this thread alone: where two begin with logging at once, each may wait for the other for ever.
            Logger.getLogger(Main.class).debug("LiveDoctor starts");
            RulesSource.begin(guessed());
            if (command.equals("serve")) {
                Quarkus.run(null, Main::exit, arguments);
            } else {
                AotTrainingRun.prepare();
                Quarkus.run(AotTrainingRun.class, Main::exit, arguments);
            }
            return;
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new CommandContext(
                        ShippedRules::files,
                        () -> configured(RulesConfig.class).directory(),
                        new DroolsRuleCompiler(),
                        () -> configured(NotificationsConfig.class),
                        Clock.systemUTC(),
                        System.in,
                        out,
                        err))
                .run(arguments));
    }

    /**
     * What the service will find most likely, with which it can begin before all settings are read. Where a file of settings names another
     * folder, that is opened.
     */
    private static Optional<Path> guessed() {
        return Optional.ofNullable(System.getProperty("livedoctor.rules.directory"))
                .or(() -> Optional.ofNullable(System.getenv("LIVEDOCTOR_RULES_DIRECTORY")))
                .map(Path::of);
    }

    /** The same settings as the service's, read without starting it. */
    private static <T> T configured(Class<T> mapping) {
        return ConfigUtils.configBuilder().withMapping(mapping).build().getConfigMapping(mapping);
    }

    private static void exit(int code, @Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RulePackException refusal) {
                refusal.complaints().forEach(System.err::println);
                System.exit(REFUSED);
            }
            if (cause instanceof RefusedStartException refusal) {
                System.err.println(refusal.getMessage());
                System.exit(REFUSED);
            }
        }
        if (failure != null) {
            // Whoever takes the exit over from Quarkus takes over to say why, be it a setting or a port that is taken.
            System.err.println("LiveDoctor did not start: "
                    + Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                            .skip(failure.getCause() == null ? 0 : 1)
                            .map(cause -> Objects.requireNonNullElse(cause.getMessage(), cause.toString()))
                            .distinct()
                            .collect(Collectors.joining("; ")));
        }
        System.exit(code);
    }
}
