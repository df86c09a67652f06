package dev.livedoctor.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the echo and the service in turns, with and without an archive of their classes, and loads the service as soon as it is ready. */
final class StartupBenchmark {
    private static final int PORT = 18_083;
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("version \"(\\d+)");
    /** How long a service is loaded to learn what is worth an archive; the rehearsal of the image takes as long. */
    private static final Duration REHEARSAL = Duration.ofSeconds(4);
    /** The first JDK with ahead-of-time caches that are made in one run. */
    private static final int WITH_AOT_CACHE = 25;

    /**
     * A way to start something.
     *
     * @param flags of the JVM
     */
    private record Start(Path java, List<String> flags, Path jar) {
        Service run() throws IOException, InterruptedException {
            return Service.start(java, flags, jar, PORT);
        }

        Start with(String flag, Path other) {
            List<String> more = new ArrayList<>(flags);
            more.add(flag);
            return new Start(java, more, other);
        }
    }

    private StartupBenchmark() {}

    public static void main(String... arguments) throws Exception {
        Settings settings = Settings.read();
        byte[] body = settings.bodies().get("snapshot.json");
        System.out.printf(
                "%d rounds, %s%n%n| JDK | classes | | ready after s | p99 ms of the first 5 s | steady p99 ms | ratio |%n"
                        + "|---|---|---|--:|--:|--:|--:|%n",
                settings.rounds(), String.join(" ", settings.flags()));
        for (Path java : settings.javas()) {
            int version = version(java);
            Map<String, Path> jars = new LinkedHashMap<>();
            jars.put("echo", settings.echo());
            jars.put("service", settings.service());
            for (boolean archived : List.of(false, true)) {
                Map<String, Start> starts = new LinkedHashMap<>();
                for (Map.Entry<String, Path> jar : jars.entrySet()) {
                    Start start = new Start(java, settings.flags(), jar.getValue());
                    starts.put(jar.getKey(), archived ? archived(start, version, jar.getKey(), body) : start);
                }
                measure(settings, starts, body).forEach((name, figures) -> System.out.printf(
                        "| %d | %s | %s | %s |%n", version, archived ? "archived" : "from jars", name, figures));
            }
        }
    }

    private static Map<String, String> measure(Settings settings, Map<String, Start> starts, byte[] body) throws Exception {
        Map<String, Double> steadyRates = new LinkedHashMap<>();
        Map<String, Double> steady = new LinkedHashMap<>();
        for (Map.Entry<String, Start> start : starts.entrySet()) {
            try (Service service = start.getValue().run()) {
                Endpoint endpoint = endpoint(start.getKey(), service, body);
                endpoint.warmUp(settings.warmUp());
                double rate = endpoint.saturate(settings.seconds()).requestsPerSecond();
                List<Round> quarters = new ArrayList<>();
                for (int i = 0; i < settings.rounds(); i++) {
                    quarters.add(endpoint.pace(rate / 4, FIRST));
                }
                steadyRates.put(start.getKey(), rate);
                steady.put(start.getKey(), Median.of(quarters, round -> round.percentileMillis(0.99)));
            }
        }
        Map<String, List<Duration>> ready = new LinkedHashMap<>();
        Map<String, List<Round>> first = new LinkedHashMap<>();
        for (int i = 0; i < settings.rounds(); i++) {
            for (Map.Entry<String, Start> start : starts.entrySet()) {
                String name = start.getKey();
                try (Service service = start.getValue().run()) {
                    ready.computeIfAbsent(name, key -> new ArrayList<>()).add(service.startTime());
                    first.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(endpoint(name, service, body).pace(steadyRates.get(name) / 4, FIRST));
                }
            }
        }
        Map<String, String> figures = new LinkedHashMap<>();
        for (String name : starts.keySet()) {
            double fresh = Median.of(first.get(name), round -> round.percentileMillis(0.99));
            figures.put(name, String.format(
                    "%.2f | %.1f | %.1f | %.1f",
                    Median.of(ready.get(name), time -> time.toMillis() / 1e3), fresh, steady.get(name), fresh / steady.get(name)));
        }
        return figures;
    }

    private static Endpoint endpoint(String name, Service service, byte[] body) {
        return Endpoint.of(name.equals("echo") ? "/echo" : "/diagnose", service, body);
    }

    /** The same with an archive of what a start and some load taught the JVM, as the image has it. */
    private static Start archived(Start start, int version, String name, byte[] body) throws Exception {
        // Only classes of the JVM's own loader go into an archive, so the jar is another, too; run.sh builds it.
        Path jar = start.jar().getParent().resolveSibling("aot-jar").resolve(start.jar().getFileName());
        Path archive = Files.createDirectories(Path.of("target")).resolve(name + "-" + version + ".archive").toAbsolutePath();
        Files.deleteIfExists(archive);
        boolean aot = version >= WITH_AOT_CACHE;
        try (Service service = start.with((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive, jar).run()) {
            endpoint(name, service, body).saturate(REHEARSAL);
        }
        if (!Files.exists(archive)) {
            throw new IllegalStateException("no archive was written, see target/service-" + PORT + ".log");
        }
        return start.with((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive, jar);
    }

    private static int version(Path java) throws IOException {
        Process process = new ProcessBuilder(java.toString(), "-version").redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader()) {
            Matcher version = VERSION.matcher(String.join(" ", out.lines().toList()));
            if (!version.find()) {
                throw new IOException(java + " tells no version");
            }
            return Integer.parseInt(version.group(1));
        }
    }
}
