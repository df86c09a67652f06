package dev.livedoctor.cli;

import dev.livedoctor.api.HistoryReplay;
import dev.livedoctor.api.InvalidSnapshotException;
import dev.livedoctor.api.MalformedJsonException;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.Limits;
import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.workbench.CaseRun;
import dev.livedoctor.workbench.PackDiff;
import dev.livedoctor.workbench.PackDiff.Change;
import dev.livedoctor.workbench.Replay;
import dev.livedoctor.workbench.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

    static picocli.CommandLine at(Workplace place) {
        return new picocli.CommandLine(new RulesCommand())
                .addSubcommand(new Export(place))
                .addSubcommand(new CheckPack(place))
                .addSubcommand(new TestPack(place))
                .addSubcommand(new Diff(place))
                .addSubcommand(new ReplayFile(place))
                .addSubcommand(new HistoryCommand(place))
                .addSubcommand(new RollbackCommand(place));
    }

    /** What all of them know. */
    @Command(mixinStandardHelpOptions = true)
    abstract static class Job implements Callable<Integer> {
        final Workplace place;

        @Option(names = "--json", description = "print JSON")
        boolean json;

        Job(Workplace place) {
            this.place = place;
        }

        /** Prints {@code value}, or {@code lines} for people. */
        void print(Object value, Stream<String> lines) {
            if (json) {
                place.printJson(value);
            } else {
                lines.forEach(place.out()::println);
            }
        }

        /** One and 1 thing, or many things. */
        static String count(long number, String thing) {
            return number + " " + thing + (number == 1 ? "" : "s");
        }
    }

    @Command(name = "export", description = "Write the shipped pack to DIR, which must be empty or new.")
    private static final class Export extends Job {
        @Parameters(paramLabel = DIR)
        private @Nullable Path to;

        Export(Workplace place) {
            super(place);
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
            SortedMap<String, String> files = place.shipped().get();
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

        CheckPack(Workplace place) {
            super(place);
        }

        @Override
        public Integer call() {
            Check check = place.check(Optional.ofNullable(folder));
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

        TestPack(Workplace place) {
            super(place);
        }

        @Override
        public Integer call() {
            CaseRun run = CaseRun.of(place.check(Optional.ofNullable(folder)));
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

        Diff(Workplace place) {
            super(place);
        }

        @Override
        public Integer call() {
            List<Change> changes = PackDiff.between(
                    place.ruleset(Optional.ofNullable(against)).pack(),
                    place.ruleset(Optional.ofNullable(folder)).pack());
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

    @Command(
            name = "replay",
            description =
                    "Put the snapshots in FILE, one a line, or recorded in --history, to the pack in DIR and to the one in force, or in --against.")
    private static final class ReplayFile extends Job {
        /** As many differences as anybody reads. */
        private static final int MOST = 1_000;

        @Parameters(paramLabel = DIR, index = "0")
        private @Nullable Path folder;

        @Parameters(paramLabel = "FILE", index = "1", arity = "0..1")
        private @Nullable Path file;

        @Option(
                names = "--history",
                paramLabel = DIR,
                description = "a folder of recorded snapshots, which no service is using")
        private @Nullable Path history;

        @Option(names = "--room", paramLabel = "ROOM", description = "with --history: of this room only")
        private @Nullable String room;

        @Option(names = "--against", paramLabel = DIR, description = "the pack to compare with")
        private @Nullable Path against;

        ReplayFile(Workplace place) {
            super(place);
        }

        @Override
        public Integer call() throws IOException {
            Ruleset live = place.ruleset(Optional.ofNullable(against));
            Replay replay = new Replay(live, place.ruleset(Optional.ofNullable(folder)));
            if (file == null) {
                return replayHistory(replay);
            }
            Tally tally = new Tally(MOST);
            boolean bad = false;
            try (Consulting consulting = new Consulting(live, place.clock());
                    BufferedReader lines =
                            Files.newBufferedReader(Optional.ofNullable(file).orElseThrow())) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (!line.isBlank()) {
                        bad |= !replay(line, number, replay, tally, consulting);
                    }
                }
            }
            Tally.Count count = tally.count();
            print(count, lines(count));
            return bad ? CommandLine.BAD_INPUT : count.different() == 0 ? CommandLine.FINE : CommandLine.FOUND;
        }

        private int replayHistory(Replay replay) {
            if (history == null) {
                place.err().println("There is nothing to replay. Maybe name a FILE, or --history DIR?");
                return CommandLine.BAD_INPUT;
            }
            HistoryPlace.Folder kept = new HistoryPlace.Folder(history);
            if (!kept.isUsed()) {
                place.err()
                        .println(
                                history + " holds nothing recorded. Maybe the folder of livedoctor.history.directory?");
                return CommandLine.BAD_INPUT;
            }
            try (History recorded = new History(kept, Limits.KEEPING, place.clock())) {
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
                place.err().println(e.getMessage());
                return CommandLine.BAD_INPUT;
            }
        }

        private boolean replay(String line, int number, Replay replay, Tally tally, Consulting consulting) {
            try {
                tally.add(replay.compare(consulting
                        .consultation()
                        .read(line.getBytes(StandardCharsets.UTF_8))
                        .snapshot()));
                return true;
            } catch (MalformedJsonException e) {
                place.err().println("line " + number + ": column " + e.column() + ": " + e.getMessage());
            } catch (InvalidSnapshotException e) {
                e.violations()
                        .forEach(violation -> place.err()
                                .println("line " + number + ": " + violation.pointer() + ": " + violation.message()));
            }
            return false;
        }

        private static Stream<String> lines(Tally.Count count) {
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
                                                                    change.rules()
                                                                                    .isEmpty()
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
}
