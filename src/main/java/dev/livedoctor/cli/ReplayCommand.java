package dev.livedoctor.cli;

import dev.livedoctor.api.HistoryReplay;
import dev.livedoctor.api.InvalidSnapshotException;
import dev.livedoctor.api.MalformedJsonException;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.RecordingLimits;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.workbench.DifferenceCounter;
import dev.livedoctor.workbench.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description =
                "Put the snapshots in FILE, one a line, or recorded in --history, to the pack in DIR and to the one in force, or in --against.")
final class ReplayCommand extends RulesCommand.Job {
    /** As many differences as anybody reads. */
    private static final int MOST = 1_000;

    @Parameters(paramLabel = "DIR", index = "0")
    private @Nullable Path folder;

    @Parameters(paramLabel = "FILE", index = "1", arity = "0..1")
    private @Nullable Path file;

    @Option(
            names = "--history",
            paramLabel = "DIR",
            description = "a folder of recorded snapshots, which no service is using")
    private @Nullable Path history;

    @Option(names = "--room", paramLabel = "ROOM", description = "with --history: of this room only")
    private @Nullable String room;

    @Option(names = "--against", paramLabel = "DIR", description = "the pack to compare with")
    private @Nullable Path against;

    ReplayCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() throws IOException {
        Ruleset live = context.ruleset(Optional.ofNullable(against));
        Replay replay = new Replay(live, context.ruleset(Optional.ofNullable(folder)));
        if (file == null) {
            return replayHistory(replay);
        }
        DifferenceCounter counter = new DifferenceCounter(MOST);
        boolean bad = false;
        try (StandalonePipeline pipeline = new StandalonePipeline(live, context.clock());
                BufferedReader lines =
                        Files.newBufferedReader(Optional.ofNullable(file).orElseThrow())) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    bad |= !replay(line, number, replay, counter, pipeline);
                }
            }
        }
        DifferenceCounter.Count count = counter.count();
        print(count, lines(count));
        return bad ? CommandLine.BAD_INPUT : count.different() == 0 ? CommandLine.FINE : CommandLine.FOUND;
    }

    private int replayHistory(Replay replay) {
        if (history == null) {
            context.err().println("There is nothing to replay. Maybe name a FILE, or --history DIR?");
            return CommandLine.BAD_INPUT;
        }
        HistoryPlace.Folder kept = new HistoryPlace.Folder(history);
        if (!kept.isUsed()) {
            context.err()
                    .println(history + " holds nothing recorded. Maybe the folder of livedoctor.history.directory?");
            return CommandLine.BAD_INPUT;
        }
        try (History recorded = new History(kept, RecordingLimits.KEEPING, context.clock())) {
            HistoryReplay done = HistoryReplay.of(recorded, replay, room, Instant.MIN, Instant.MAX);
            print(
                    done,
                    Stream.concat(
                            lines(done.different()),
                            done.complete()
                                    ? Stream.of()
                                    : Stream.of("There are more than " + HistoryReplay.MOST
                                            + " windows; the rest was left out. Maybe --room?")));
            return done.different().different() == 0 ? CommandLine.FINE : CommandLine.FOUND;
        } catch (HistoryUnavailableException e) {
            context.err().println(e.getMessage());
            return CommandLine.BAD_INPUT;
        }
    }

    private boolean replay(
            String line, int number, Replay replay, DifferenceCounter counter, StandalonePipeline pipeline) {
        try {
            counter.add(replay.compare(pipeline.pipeline()
                    .read(line.getBytes(StandardCharsets.UTF_8))
                    .snapshot()));
            return true;
        } catch (MalformedJsonException e) {
            context.err().println("line " + number + ": column " + e.column() + ": " + e.getMessage());
        } catch (InvalidSnapshotException e) {
            e.violations()
                    .forEach(violation -> context.err()
                            .println("line " + number + ": " + violation.pointer() + ": " + violation.message()));
        }
        return false;
    }

    private static Stream<String> lines(DifferenceCounter.Count count) {
        return Stream.of(
                        count.differences().stream()
                                .flatMap(difference -> Stream.concat(
                                        Stream.of("%s %s: %s"
                                                .formatted(
                                                        difference.room(),
                                                        difference.end(),
                                                        becomes(difference.before(), difference.after()))),
                                        difference.verdicts().stream()
                                                .map(change -> "  %s: %s%s"
                                                        .formatted(
                                                                change.code(),
                                                                becomes(change.before(), change.after()),
                                                                change.rules().isEmpty()
                                                                        ? ""
                                                                        : " by " + change.rules())))),
                        count.byRule().entrySet().stream()
                                .map(rule -> "%s would change by %s"
                                        .formatted(count(rule.getValue(), "snapshot"), rule.getKey())),
                        Stream.of("%s, %d of them different."
                                .formatted(count(count.snapshots(), "snapshot"), count.different())))
                .flatMap(lines -> lines);
    }

    private static String becomes(String before, String after) {
        return before.equals(after)
                ? before
                : (before.isEmpty() ? "nothing" : before) + " -> " + (after.isEmpty() ? "nothing" : after);
    }
}
