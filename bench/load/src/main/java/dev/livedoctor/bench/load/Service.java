package dev.livedoctor.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service that runs as a child process, its output in a file. */
final class Service implements AutoCloseable {
    private static final byte[] READY = Connection.get("/q/health/ready");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int POLL_MS = 5;

    private final Process process;
    private final int port;
    private final Duration start;

    private Service(Process process, int port, Duration start) {
        this.process = process;
        this.port = port;
        this.start = start;
    }

    /**
     * Starts {@code java <flags> -jar <jar>} and waits until it says that it is ready.
     *
     * @throws IllegalStateException where it ends instead, or takes longer than two minutes
     */
    static Service start(Path java, List<String> flags, Path jar, int port) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        command.addAll(List.of("-Dquarkus.http.port=" + port, "-jar", jar.toString()));
        Path log = Files.createDirectories(Path.of("target")).resolve("service-" + port + ".log");
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // Whatever becomes of the benchmark, no service is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (!isReady(port)) {
            if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException(jar + " does not get ready, see " + log.toAbsolutePath());
            }
            Thread.sleep(POLL_MS);
        }
        return new Service(process, port, Duration.ofNanos(System.nanoTime() - began));
    }

    private static boolean isReady(int port) {
        try (Connection connection = new Connection(port)) {
            return connection.exchange(READY) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** From the start of the process to its first 200 on {@code /q/health/ready}. */
    Duration startTime() {
        return start;
    }

    /** CPU time of the process until now, in user and kernel mode. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow(() -> new IllegalStateException("no CPU times on this system"));
    }

    @Override
    public void close() throws IOException {
        try {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
