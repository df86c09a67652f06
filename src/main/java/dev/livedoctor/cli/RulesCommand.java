package dev.livedoctor.cli;

import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.workbench.CaseRun;
import dev.livedoctor.workbench.PackDiff;
import dev.livedoctor.workbench.PackDiff.Change;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The rules workbench on the command line. */
@Command(name = "rules", description = "Work on rule packs.", mixinStandardHelpOptions = true)
final class RulesCommand {
    private static final String DIR = "DIR";

    private RulesCommand() {}

    static picocli.CommandLine at(CommandContext context) {
        return new picocli.CommandLine(new RulesCommand())
                .addSubcommand(new Export(context))
                .addSubcommand(new CheckPack(context))
                .addSubcommand(new TestPack(context))
                .addSubcommand(new Diff(context))
                .addSubcommand(new ReplayCommand(context))
                .addSubcommand(new HistoryCommand(context))
                .addSubcommand(new RollbackCommand(context));
    }

    /** What all of them know. */
    @Command(mixinStandardHelpOptions = true)
    abstract static class Job implements Callable<Integer> {
        final CommandContext context;

        @Option(names = "--json", description = "print JSON")
        boolean json;

        Job(CommandContext context) {
            this.context = context;
        }

        /** Prints {@code value}, or {@code lines} for people. */
        void print(Object value, Stream<String> lines) {
            if (json) {
                context.printJson(value);
            } else {
                lines.forEach(context.out()::println);
            }
        }

        /** {@code 1 case}, {@code 2 cases}. */
        static String count(long number, String thing) {
            return number + " " + thing + (number == 1 ? "" : "s");
        }
    }

    @Command(name = "export", description = "Write the shipped pack to DIR, which must be empty or new.")
    private static final class Export extends Job {
        @Parameters(paramLabel = DIR)
        private @Nullable Path to;

        Export(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() throws IOException {
            Path folder = Optional.ofNullable(to).orElseThrow();
            Files.createDirectories(folder);
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new DirectoryNotEmptyException(folder + " is not empty");
                }
            }
            SortedMap<String, String> files = context.shipped().get();
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(Optional.ofNullable(path.getParent()).orElse(folder));
                Files.write(path, PackFile.bytes(file.getKey(), file.getValue()));
            }
            print(Map.of("files", files.size()), Stream.of(count(files.size(), "file") + " written to " + folder));
            return CommandLine.FINE;
        }
    }

    @Command(name = "check", description = "Read, check and compile the pack in DIR, and run its cases.")
    private static final class CheckPack extends Job {
        @Parameters(paramLabel = DIR, arity = "0..1")
        private @Nullable Path folder;

        CheckPack(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            Check check = context.check(Optional.ofNullable(folder));
            String version =
                    check.ruleset().map(ruleset -> ruleset.pack().version()).orElse("");
            print(
                    Map.of("passed", check.passed(), "version", version, "complaints", check.complaints()),
                    Stream.concat(
                            check.complaints().stream().map(Object::toString),
                            Stream.of(
                                    check.passed()
                                            ? "The pack may go live as " + version + "."
                                            : "Refused: " + count(check.refusals(), "complaint") + ".")));
            return check.passed() ? CommandLine.FINE : CommandLine.BAD_INPUT;
        }
    }

    @Command(
            name = "test",
            description = "Run the cases of the pack in DIR, and name the rules that no case makes fire.")
    private static final class TestPack extends Job {
        @Parameters(paramLabel = DIR, arity = "0..1")
        private @Nullable Path folder;

        TestPack(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            CaseRun run = CaseRun.of(context.check(Optional.ofNullable(folder)));
            print(
                    run,
                    Stream.of(
                                    run.complaints().stream().map(Object::toString),
                                    run.unfired().stream().map(rule -> "No case makes \"" + rule + "\" fire."),
                                    Stream.of("%s, %s; %d of %s fired."
                                            .formatted(
                                                    count(run.cases(), "case"),
                                                    count(run.complaints().size(), "complaint"),
                                                    run.rules() - run.unfired().size(),
                                                    count(run.rules(), "rule"))))
                            .flatMap(lines -> lines));
            return run.passed()
                    ? CommandLine.FINE
                    : run.version().isEmpty() ? CommandLine.BAD_INPUT : CommandLine.FOUND;
        }
    }

    @Command(
            name = "diff",
            description = "Say what makes the pack in DIR another than the one in force, or in --against.")
    private static final class Diff extends Job {
        @Parameters(paramLabel = DIR)
        private @Nullable Path folder;

        @Option(names = "--against", paramLabel = DIR, description = "the pack to compare with")
        private @Nullable Path against;

        Diff(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            List<Change> changes = PackDiff.between(
                    context.ruleset(Optional.ofNullable(against)).pack(),
                    context.ruleset(Optional.ofNullable(folder)).pack());
            print(changes, changes.stream().flatMap(Diff::lines));
            return changes.isEmpty() ? CommandLine.FINE : CommandLine.FOUND;
        }

        private static Stream<String> lines(Change change) {
            return Stream.of(
                            Stream.of(change.kind().name().toLowerCase(Locale.ROOT) + " " + change.thing() + " "
                                    + change.name()),
                            change.from().stream().map(line -> "  - " + line),
                            change.to().stream().map(line -> "  + " + line))
                    .flatMap(lines -> lines);
        }
    }
}
