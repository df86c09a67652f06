package dev.livedoctor.cli;

import dev.livedoctor.adapter.ObsImport;
import dev.livedoctor.history.RecordedWindow;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files of others, recorded. */
@Command(name = "import", description = "Record what others have written down.", mixinStandardHelpOptions = true)
final class ImportCommand {
    private ImportCommand() {}

    static picocli.CommandLine at(CommandContext context) {
        return new picocli.CommandLine(new ImportCommand()).addSubcommand(new Obs(context));
    }

    @Command(
            name = "obs",
            description = {
                "Send the snapshots that the log FILE of OBS makes to the service, which records and diagnoses them; with --print,"
                        + " write them, one a line.",
                "Exit code 0 where all are recorded, 1 where some are not, 2 where there is nothing to record or nobody to do it."
            },
            mixinStandardHelpOptions = true)
    private static final class Obs implements Callable<Integer> {
        private static final int OK = 200;

        private final CommandContext context;

        @Parameters(paramLabel = "FILE", description = "a file of OBS's folder logs")
        private Path file = Path.of("");

        @Option(names = "--room", required = true, description = "the room that was broadcast")
        private String room = "";

        @Option(names = "--zone", description = "the time zone in which OBS ran (default: that of this machine)")
        private ZoneId zone = ZoneId.systemDefault();

        @Option(
                names = "--date",
                description = "of the first line, where neither the log nor the name of the file says it")
        private @Nullable LocalDate date;

        @Option(
                names = "--mappings",
                paramLabel = "DIR",
                description = "the folder with obs.yaml (default: the shipped one)")
        private @Nullable Path mappings;

        @Option(names = "--url", description = "where the service is (default: ${DEFAULT-VALUE})")
        private URI url = URI.create("http://localhost:8080");

        @Option(names = "--key-file", paramLabel = "FILE", description = "a file with an API key of the role record")
        private @Nullable Path keyFile;

        @Option(names = "--print", description = "write the snapshots instead of sending them")
        private boolean print;

        Obs(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            RulePack pack = PackReader.read(context.files(Optional.empty()));
            Optional<LocalDate> day = Optional.ofNullable(date)
                    .or(() -> ObsImport.date(file.toAbsolutePath().getFileName().toString()));
            ObsImport imported =
                    ObsImport.of(Files.readAllBytes(file), room, day, zone, Optional.ofNullable(mappings), pack);
            imported.troubles().forEach(context.err()::println);
            if (imported.snapshots().isEmpty()) {
                context.err()
                        .println("There is no broadcast in " + file
                                + " that stopped or broke. Maybe another file, or --date?");
                return CommandLine.BAD_INPUT;
            }
            if (print) {
                imported.snapshots().forEach(snapshot -> context.out().println(text(snapshot)));
                return CommandLine.FINE;
            }
            return send(imported.snapshots());
        }

        private static String text(MetricSnapshot snapshot) {
            return new String(RecordedWindow.json(snapshot), StandardCharsets.UTF_8);
        }

        private int send(List<MetricSnapshot> snapshots) throws IOException, InterruptedException {
            String path =
                    "/rooms/" + URLEncoder.encode(room, StandardCharsets.UTF_8).replace("+", "%20") + "/snapshots";
            HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            snapshots.stream().map(Obs::text).collect(Collectors.joining("\n"))));
            if (keyFile != null) {
                request.header("X-API-Key", Files.readString(keyFile).strip());
            }
            HttpResponse<String> response;
            try {
                response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (ConnectException e) {
                context.err().println("Nobody listens at " + url + ". Maybe start the service, or --print?");
                return CommandLine.BAD_INPUT;
            }
            if (response.statusCode() != OK) {
                context.err().println(url + " answers " + response.statusCode() + ": " + response.body());
                return CommandLine.BAD_INPUT;
            }
            List<String> refused = response.body()
                    .lines()
                    .filter(line -> !line.contains("\"rules\":{"))
                    .toList();
            refused.forEach(context.err()::println);
            context.out()
                    .println("Recorded " + (snapshots.size() - refused.size()) + " of " + snapshots.size()
                            + " snapshots of " + room + ".");
            return refused.isEmpty() ? CommandLine.FINE : CommandLine.FOUND;
        }
    }
}
