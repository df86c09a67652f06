package dev.livedoctor.cli;

import dev.livedoctor.reload.RulesHistory;
import dev.livedoctor.reload.RulesHistory.Revision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Say who changed the pack in DIR, when and why, the latest change first.")
final class HistoryCommand extends RulesCommand.Job {
    private static final int SHORT = 10;
    /** The first change brings a whole pack, whose files nobody reads one by one. */
    private static final int MOST_FILES = 10;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "else the configured folder")
    private @Nullable Path folder;

    @Option(names = "--most", defaultValue = "50", description = "how many changes to name (default: ${DEFAULT-VALUE})")
    private int most;

    HistoryCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        Optional<Path> where = Optional.ofNullable(folder).or(context.configured());
        if (where.isEmpty()) {
            context.err().println("The pack in the jar has no history. Maybe name a folder?");
            return CommandLine.BAD_INPUT;
        }
        List<Revision> revisions = RulesHistory.of(where.get()).latest(most);
        print(revisions, revisions.stream().flatMap(HistoryCommand::lines));
        return CommandLine.FINE;
    }

    private static Stream<String> lines(Revision revision) {
        return Stream.concat(
                Stream.of("%s %s %s: %s"
                        .formatted(
                                revision.revision().substring(0, SHORT),
                                revision.at(),
                                revision.author(),
                                revision.reason())),
                Stream.concat(
                        revision.files().stream().limit(MOST_FILES).map(file -> "  " + file.how() + " " + file.path()),
                        revision.files().size() <= MOST_FILES
                                ? Stream.of()
                                : Stream.of("  and " + count(revision.files().size() - MOST_FILES, "file") + " more")));
    }
}
