package dev.livedoctor.cli;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.notify.NotificationsConfig;
import dev.livedoctor.ruleset.PackReader;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A command line that somebody types into, with what the last command printed. */
abstract class Typed {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    int run(String... arguments) {
        return runOn("", arguments);
    }

    /** Runs with {@code in} as standard input. */
    int runOn(String in, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new CommandContext(
                        () -> PackReader.files(Path.of("src/main/resources/rules")),
                        Optional::empty,
                        new DroolsRuleCompiler(),
                        this::notifications,
                        Clock.systemUTC(),
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true)))
                .run(arguments);
    }

    NotificationsConfig notifications() {
        throw new IllegalStateException("no notifications here");
    }
}
