package dev.livedoctor;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * A start for the JVM to learn from: the service answers itself for a while, and stops. Run with {@code -XX:AOTCacheOutput} or
 * {@code -XX:ArchiveClassesAtExit} it leaves an archive with which later starts are shorter.
 */
public final class AotTrainingRun implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(AotTrainingRun.class);
    private static final String SNAPSHOT = "examples/snapshot.json";
    private static final List<String> FORMATS = List.of("application/json", "text/plain", "text/markdown");
    /** What the compilers of the JVM take to find out what is worth their time. */
    private static final Duration LENGTH = Duration.ofSeconds(4);

    private final HttpServer server;

    AotTrainingRun(HttpServer server) {
        this.server = server;
    }

    /** Makes settings under which it serves nobody else, and leaves no key behind: one in an image is no secret. */
    static void prepare() {
        System.setProperty("quarkus.http.host", "127.0.0.1");
        System.setProperty("quarkus.http.port", "0");
        System.setProperty("livedoctor.access.directory", "?");
    }

    @Override
    public int run(String... arguments) throws IOException {
        try (InputStream in = AotTrainingRun.class.getClassLoader().getResourceAsStream(SNAPSHOT)) {
            byte[] snapshot = Objects.requireNonNull(in, SNAPSHOT).readAllBytes();
            int questions = 0;
            for (long began = System.nanoTime(); System.nanoTime() - began < LENGTH.toNanos(); questions++) {
                // Nearly everyone asks for JSON.
                ask(snapshot, FORMATS.get(questions % 10 < FORMATS.size() ? questions % 10 : 0));
            }
            LOG.infof("Answered %d questions of its own", questions);
        }
        return 0;
    }

    private void ask(byte[] snapshot, String format) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) new URL("http", "127.0.0.1", server.getPort(), "/diagnose").openConnection();
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(snapshot.length);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", format);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(snapshot);
        }
        // Throws where the answer is a refusal. Read to its end, so that the connection can be used again.
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }
}
