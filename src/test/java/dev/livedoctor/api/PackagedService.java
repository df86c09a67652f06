package dev.livedoctor.api;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar, started as a process of its own. */
final class PackagedService implements AutoCloseable {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path log;
    private final int port;

    private PackagedService(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts it with {@code environment} and waits until it answers; {@code home} takes its key and its log. */
    static PackagedService start(Path home, Map<String, String> environment) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = Files.createTempFile(home, "service", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .put("LIVEDOCTOR_ACCESS_DIRECTORY", home.resolve("access").toString());
        builder.environment().put("LIVEDOCTOR_API_WARM_UP", "0s");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        PackagedService service = new PackagedService(builder.start(), log, port);
        await().atMost(Duration.ofMinutes(2)).until(() -> service.isReady() || !service.process.isAlive());
        if (!service.process.isAlive()) {
            throw new IOException(Files.readString(log));
        }
        return service;
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Whether it takes requests. */
    boolean isReady() throws InterruptedException {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> diagnose(byte[] snapshot) throws IOException, InterruptedException {
        return client.send(
                request("/diagnose")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(snapshot))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A connection that is taken and never answered fails like one that is refused. */
    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(ANSWERED_WITHIN);
    }

    /** Asks it to stop, as Kubernetes does: SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end; the exit code. */
    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IOException("it does not end: " + Files.readString(log));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
