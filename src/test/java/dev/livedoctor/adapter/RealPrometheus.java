package dev.livedoctor.adapter;

import dev.livedoctor.Folders;
import dev.livedoctor.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Prometheus of Debian's package, with a folder and a port of its own, which knows the series that a test gives it. */
final class RealPrometheus implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Path TOOL = Path.of("/usr/bin/promtool");

    private final Path folder;
    private final int port;
    private Process process;

    private RealPrometheus(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static boolean isInstalled() {
        return Servers.isInstalled("Prometheus", Files.isExecutable(PROGRAM) && Files.isExecutable(TOOL));
    }

    /** One that knows {@code series}, in the text format of OpenMetrics. */
    static RealPrometheus with(String series) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        return at(port, series);
    }

    /** The same, at {@code port}. */
    static RealPrometheus at(int port, String series) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("livedoctor-prometheus");
        Path text = Files.writeString(folder.resolve("series.txt"), series + "# EOF\n");
        run(
                folder,
                TOOL.toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                text.toString(),
                folder.resolve("data").toString());
        Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 15s}\n");
        RealPrometheus server = new RealPrometheus(folder, port);
        server.start();
        return server;
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (tool.waitFor() != 0) {
            throw new IOException(List.of(command) + ": " + Files.readString(log));
        }
    }

    void start() throws IOException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::isReady);
    }

    private boolean isReady() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + "/-/ready")).build();
        return HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        Folders.delete(folder);
    }
}
