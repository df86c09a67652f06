package dev.livedoctor.cli;

import dev.livedoctor.access.BadKeysException;
import dev.livedoctor.adapter.BadAdaptersException;
import dev.livedoctor.api.InvalidSnapshotException;
import dev.livedoctor.api.MalformedJsonException;
import dev.livedoctor.notify.BadTargetsException;
import dev.livedoctor.reload.EditingClosedException;
import dev.livedoctor.ruleset.RulePackException;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What the jar does besides serving. */
public final class CommandLine {
    static final int FINE = 0;
    static final int FOUND = 1;
    static final int BAD_INPUT = 2;

    private final CommandContext context;

    /** A command line at {@code context}. */
    public CommandLine(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "livedoctor",
            description = "Diagnoses live-commerce rooms. Without a command, and with serve, it answers over HTTP.",
            subcommands = HelpCommand.class,
            footer = {
                "",
                "Exit codes: 0 nothing was found, 1 something was (symptoms, failed cases, other verdicts),",
                "2 the input or the rules are bad."
            })
    private static final class Root {}

    /** Runs one command and gives the exit code. */
    public int run(String... arguments) {
        picocli.CommandLine line = new picocli.CommandLine(new Root())
                .addSubcommand(new DiagnoseCommand(context))
                .addSubcommand(RulesCommand.at(context))
                .addSubcommand(KeysCommand.at(context))
                .addSubcommand(NotifyCommand.at(context))
                .addSubcommand(ImportCommand.at(context))
                .setOut(context.out())
                .setErr(context.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure));
        if (arguments.length == 0) {
            line.usage(context.out());
            return FINE;
        }
        return line.execute(arguments);
    }

    private int tell(Exception failure) throws Exception {
        if (failure instanceof MalformedJsonException e) {
            context.err().println("line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        } else if (failure instanceof InvalidSnapshotException e) {
            e.violations()
                    .forEach(violation -> context.err()
                            .println(violation.pointer() + ": " + violation.message() + " (was " + violation.value()
                                    + ")"));
        } else if (failure instanceof RulePackException e) {
            e.complaints().forEach(context.err()::println);
        } else if (failure instanceof BadKeysException
                || failure instanceof BadTargetsException
                || failure instanceof BadAdaptersException
                || failure instanceof ConfigValidationException
                || failure instanceof EditingClosedException) {
            context.err().println(failure.getMessage());
        } else if (failure instanceof UncheckedIOException || failure instanceof IOException) {
            context.err().println("Cannot read or write: " + failure.getMessage());
        } else {
            throw failure;
        }
        return BAD_INPUT;
    }
}
