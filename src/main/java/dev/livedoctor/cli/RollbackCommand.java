package dev.livedoctor.cli;

import dev.livedoctor.reload.Author;
import dev.livedoctor.reload.EditResult;
import dev.livedoctor.reload.PackDirectory;
import dev.livedoctor.reload.PackEditor;
import dev.livedoctor.reload.RulesHistory;
import dev.livedoctor.ruleset.Checker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rollback", description = "Make the pack in DIR what it was at REVISION, as a new change.")
final class RollbackCommand extends RulesCommand.Job {
    @Parameters(paramLabel = "DIR", index = "0")
    private @Nullable Path folder;

    @Parameters(paramLabel = "REVISION", index = "1", description = "as rules history names it, or HEAD~1")
    private @Nullable String revision;

    @Option(names = "--author", defaultValue = "${sys:user.name}", description = "who wants that")
    private @Nullable String author;

    @Option(names = "--reason", description = "why")
    private @Nullable String reason;

    RollbackCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        Path where = Optional.ofNullable(folder).orElseThrow();
        String name = Optional.ofNullable(revision).orElseThrow();
        Optional<SortedMap<String, String>> then = RulesHistory.of(where).files(name);
        if (then.isEmpty()) {
            context.err()
                    .println("The history of " + where + " has no " + name + ". Maybe rules history " + where + "?");
            return CommandLine.BAD_INPUT;
        }
        EditResult edited = new PackEditor(new PackDirectory(where), new Checker(context.compiler()), context.clock())
                .edit(
                        files -> then.get(),
                        Author.of(Optional.ofNullable(author).orElse("")),
                        Optional.ofNullable(reason).orElse("Roll back to " + name));
        String version = edited.ruleset().pack().version();
        print(
                Map.of("changed", edited.changed(), "revision", edited.revision(), "version", version),
                Stream.of(
                        edited.changed()
                                ? "Rolled back to " + name + " as " + edited.revision() + ", " + version + "."
                                : "The pack is that of " + name + " already."));
        return CommandLine.FINE;
    }
}
