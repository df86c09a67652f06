package dev.livedoctor.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * How many rooms the embedded store holds that send a snapshot of ten seconds each ten seconds, diagnosed and durable before it is
 * answered. Latency counts from when a snapshot was due, so that a service that falls behind cannot hide it.
 */
final class RoomsBenchmark {
    private static final int PORT = 18_085;
    private static final int CLIENTS = 64;
    private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int OK = 200;

    private RoomsBenchmark() {}

    public static void main(String... arguments) throws IOException, InterruptedException, ExecutionException {
        Settings settings = Settings.read();
        String sample = Files.readString(settings.requests().resolve("snapshot.json"))
                .replaceFirst("\"room\": \"[^\"]*\",", "");
        System.out.println("| rooms | snapshots/s | p50 ms | p99 ms | longest ms | CPU share of a core | KB a snapshot |");
        System.out.println("|---|---|---|---|---|---|---|");
        int[] sizes = Arrays.stream(System.getProperty("rooms", "500,1000,2000,3000,4000,6000").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        for (int rooms : sizes) {
            measure(rooms, settings, sample);
        }
    }

    private static void measure(int rooms, Settings settings, String sample)
            throws IOException, InterruptedException, ExecutionException {
        Path history = Path.of("target", "rooms-history");
        delete(history);
        List<String> flags = new ArrayList<>(settings.flags());
        flags.add("-Dlivedoctor.history.directory=" + history.toAbsolutePath());
        try (Service service = Service.start(settings.javas().get(0), flags, settings.service(), PORT)) {
            // The first round opens the store and compiles; it does not count.
            Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
            load(rooms, 2, begin, sample);
            int rounds = Math.max(1, (int) (settings.seconds().toNanos() / EVERY_NANOS));
            Duration cpu = service.cpu();
            long began = System.nanoTime();
            long[] latencies = load(rooms, rounds, begin.plusSeconds(20), sample);
            Round round = new Round(
                    latencies, Duration.ofNanos(System.nanoTime() - began), service.cpu().minus(cpu));
            System.out.printf(
                    "| %d | %.0f | %.0f | %.0f | %.0f | %.2f | %.1f |%n",
                    rooms,
                    round.requestsPerSecond(),
                    round.percentileMillis(0.5),
                    round.percentileMillis(0.99),
                    round.percentileMillis(1),
                    round.cpu().toNanos() / (double) round.elapsed().toNanos(),
                    size(history) / 1024.0 / rooms / (rounds + 2));
        }
        delete(history);
    }

    /** Each room sends {@code rounds} windows, one every ten seconds, all rooms spread over these ten. */
    private static long[] load(int rooms, int rounds, Instant begin, String sample)
            throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        long[] latencies = new long[rooms * rounds];
        long start = System.nanoTime() + Duration.ofMillis(200).toNanos();
        List<Future<?>> all = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            all.add(clients.submit(() -> {
                try (Connection connection = new Connection(PORT)) {
                    for (int i = first; i < rooms * rounds; i += CLIENTS) {
                        int room = i % rooms;
                        int round = i / rooms;
                        long due = start + EVERY_NANOS * round + EVERY_NANOS / rooms * room;
                        byte[] request = request(room, begin.plusSeconds(10L * round), sample);
                        long early = due - System.nanoTime();
                        if (early > 0) {
                            Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                        }
                        int status = connection.exchange(request);
                        if (status != OK) {
                            throw new IllegalStateException("room " + room + " got " + status);
                        }
                        latencies[i] = System.nanoTime() - due;
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        clients.shutdown();
        return latencies;
    }

    private static byte[] request(int room, Instant begin, String sample) {
        String body = sample.replaceFirst(
                "\"window\": \\{[^}]*}",
                "\"window\": {\"start\": \"" + begin + "\", \"end\": \"" + begin.plusSeconds(10) + "\"}");
        return Connection.post("/rooms/room-" + room + "/snapshots", body.getBytes(StandardCharsets.UTF_8));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long size = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
            return size;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
