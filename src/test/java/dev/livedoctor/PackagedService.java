package dev.livedoctor;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged jar, started as a process of its own. */
public final class PackagedService implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[\\d.:]+)");
    /** Who runs the tests may have made us deaf to signals, which children are, too, and the JVM keeps to. */
    private static final List<String> SIGNALS = signals("env", "--default-signal=TERM");

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path home;
    private final Path log;
    private final URI address;

    private PackagedService(Process process, Path home, Path log, URI address) {
        this.process = process;
        this.home = home;
        this.log = log;
        this.address = address;
    }

    /** {@code command} where this machine knows it; otherwise none. */
    private static List<String> signals(String... command) {
        try {
            Process known =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            known.getInputStream().readAllBytes();
            return known.waitFor() == 0 ? List.of(command) : List.of();
        } catch (IOException | InterruptedException e) {
            return List.of();
        }
    }

    /** The jar with {@code arguments}, in {@code home}, with more than that in its {@code environment}. */
    public static ProcessBuilder jar(Path home, Map<String, String> environment, String... arguments) {
        return command(
                home, environment, with(List.of("-jar", JAR.toAbsolutePath().toString()), arguments));
    }

    /** The same, sooner: from an archive of its classes. */
    public static ProcessBuilder command(Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        return command(home, environment, with(ClassArchive.arguments(), arguments));
    }

    private static List<String> with(List<String> program, String... arguments) {
        return Stream.concat(program.stream(), Stream.of(arguments)).toList();
    }

    private static ProcessBuilder command(Path home, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(SIGNALS);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds, in which the second compiler would only take the processor away.
                "-XX:TieredStopAtLevel=1",
                // Who is killed leaves there what it unpacked.
                "-Djava.io.tmpdir=" + home));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LIVEDOCTOR_API_WARM_UP", "0s");
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        return builder;
    }

    /** Starts the jar and waits until it answers; {@code home} takes its key, its log and what it stores. */
    public static PackagedService startJar(Path home, Map<String, String> environment) throws IOException {
        return start(home, jar(home, environment));
    }

    /** The same, sooner, from an archive of its classes: for tests of what it does, not of how it starts. */
    public static PackagedService start(Path home, Map<String, String> environment) throws IOException {
        return start(home, command(home, environment));
    }

    /** The program with {@code arguments} of the JVM. */
    static PackagedService start(Path home, List<String> arguments) throws IOException {
        return start(home, command(home, Map.of(), arguments));
    }

    private static PackagedService start(Path home, ProcessBuilder command) throws IOException {
        Path log = Files.createTempFile(home, "service", ".log");
        Process process = command.redirectOutput(log.toFile()).start();
        URI address = await().atMost(Duration.ofMinutes(2)).until(() -> address(process, log), at -> at != null);
        return new PackagedService(process, home, log, address);
    }

    private static URI address(Process process, Path log) throws IOException {
        boolean ended = !process.isAlive();
        String printed = Files.readString(log);
        Matcher listening = LISTENING.matcher(printed);
        if (listening.find()) {
            return URI.create(listening.group(1));
        }
        if (ended) {
            throw new IOException(printed);
        }
        return null;
    }

    public URI uri(String path) {
        return address.resolve(path);
    }

    /** What it has printed so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** A request of the owner; a connection that is taken and never answered fails like one that is refused. */
    public HttpRequest.Builder request(String path) throws IOException {
        String key = Files.readString(home.resolve(".livedoctor").resolve("first-key"))
                .strip();
        return HttpRequest.newBuilder(uri(path)).timeout(ANSWERED_WITHIN).header("X-API-Key", key);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    public long pid() {
        return process.pid();
    }

    /** Asks it to stop, as Kubernetes does: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end; the exit code. */
    public int exitCode() throws IOException, InterruptedException {
        return exitCode(Duration.ofSeconds(20));
    }

    int exitCode(Duration within) throws IOException, InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("it does not end: " + log());
        }
        return process.exitValue();
    }

    /** Ends it without asking: SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
