package dev.livedoctor.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Edits the rules again and again while the service answers, and prints what that does to the answers, and to the service. */
final class ReloadBenchmark {
    private static final int PORT = 18_084;
    /** One edit of so many is half a file, which has to be refused. */
    private static final int SPOILT = 10;
    /** Looks at the folder before the check begins, with a pause between. */
    private static final int LOOKS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern VERSION = Pattern.compile("\"version\":\"(sha256:[0-9a-f]+)\"");
    private static final byte[] METRICS = Connection.get("/q/metrics");

    private final Settings settings;
    private final int reloads = Integer.getInteger("reloads", 1_000);
    private final Duration pause = Duration.ofMillis(Integer.getInteger("pause", 250));
    private final Edits edits;
    private final Service service;
    private final Endpoint diagnose;
    private final AtomicBoolean checking = new AtomicBoolean();
    private final List<Double> live = new ArrayList<>();

    private ReloadBenchmark(Settings settings, Edits edits, Service service) throws IOException {
        this.settings = settings;
        this.edits = edits;
        this.service = service;
        this.diagnose = Endpoint.of("/diagnose", service, settings.bodies().get("snapshot.json"));
    }

    public static void main(String... arguments) throws Exception {
        Settings settings = Settings.read();
        Path folder = Path.of("target/reload").toAbsolutePath();
        delete(folder);
        Path java = settings.javas().get(0);
        Path rules = folder.resolve("rules");
        Path log = Files.createDirectories(folder).resolve("export.log");
        Process export = new ProcessBuilder(java.toString(), "-jar", settings.service().toString(), "rules", "export", rules.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (export.waitFor() != 0) {
            throw new IllegalStateException("no rules were exported, see " + log);
        }
        List<String> flags = new ArrayList<>(settings.flags());
        flags.add("-Dlivedoctor.rules.directory=" + rules);
        flags.add("-Dlivedoctor.access.directory=" + folder.resolve("access"));
        flags.add("-Dlivedoctor.reload.pause=" + Integer.getInteger("pause", 250) + "ms");
        try (Service service = Service.start(java, flags, settings.service(), PORT)) {
            new ReloadBenchmark(settings, new Edits(rules), service).run();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    private void run() throws Exception {
        System.out.printf("%,d reloads, a look each %d ms, %s%n", reloads, pause.toMillis(), String.join(" ", settings.flags()));
        double first = edit(() -> edits.make(1));
        diagnose.warmUp(settings.warmUp());
        double rate = diagnose.saturate(settings.seconds()).requestsPerSecond() / 4;
        List<String> reports = reports();
        Round before = diagnose.pace(rate, settings.seconds());
        live.clear();

        int early = Math.max(1, reloads / 10);
        Round one = reload(rate, 2, early);
        Memory then = Memory.of(service, settings.javas().get(0));
        Round two = reload(rate, early + 1, reloads);
        edit(() -> {
            edits.undo();
            edits.make(1);
        });
        Memory now = Memory.of(service, settings.javas().get(0));
        boolean same = reports.equals(reports());

        double[] millis = live.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Round during = one.and(two);
        System.out.printf("%n| figure | seen |%n|---|--:|%n");
        row("requests under way, all answered 200", "%,d at %.0f/s", before.latencies().length + during.latencies().length, rate);
        row("first edit to live after the start, ms", "%.0f", first);
        row("edit to live, ms: median, p95, longest", "%.0f, %.0f, %.0f", at(millis, 0.5), at(millis, 0.95), at(millis, 1));
        row("of which settling, ms, at most", "%d", LOOKS * pause.toMillis());
        row("p99 ms before, during checks, ratio", "%.2f, %.2f, %.2f",
                before.percentileMillis(0.99), during.percentileMillis(0.99), during.percentileMillis(0.99) / before.percentileMillis(0.99));
        row("reload " + early + ": heap MB, metaspace MB, classes", "%s", then);
        row("reload " + reloads + ": heap MB, metaspace MB, classes", "%s", now);
        row("reports of equal rules before and after are equal", "%s", same);
    }

    private static void row(String figure, String format, Object... values) {
        System.out.println("| " + figure + " | " + String.format(format, values) + " |");
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** Makes the edits {@code from} to {@code to} under load; the requests that were due during a check. */
    private Round reload(double rate, int from, int to) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            Future<Round> load = background.submit(() -> diagnose.pace(rate, due -> !done.get(), checking::get));
            try {
                for (int number = from; number <= to && !load.isDone(); number++) {
                    change(number);
                }
            } finally {
                done.set(true);
            }
            return load.get();
        } finally {
            background.shutdown();
        }
    }

    private void change(int number) throws Exception {
        if (number % SPOILT != 0) {
            live.add(edit(() -> edits.make(number)));
            return;
        }
        String inForce = version();
        edits.spoil(number);
        await("refuses edit " + number, () -> refused());
        if (!version().equals(inForce)) {
            throw new IllegalStateException("edit " + number + " is half a rule, and in force");
        }
        live.add(edit(() -> edits.mend(number)));
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Milliseconds from the edit to the first report under it. */
    private double edit(Write write) throws Exception {
        String before = version();
        write.run();
        long written = System.nanoTime();
        long settled = written + (LOOKS - 1) * pause.toNanos();
        await("takes an edit into force", () -> {
            checking.set(System.nanoTime() > settled);
            return !version().equals(before);
        });
        checking.set(false);
        return (System.nanoTime() - written) / 1e6;
    }

    private void await(String what, Condition condition) throws Exception {
        long began = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("the service never " + what + ", see target/service-" + PORT + ".log");
            }
            Thread.sleep(20);
        }
    }

    private String version() throws IOException {
        Matcher version = VERSION.matcher(answer(diagnose.request()));
        if (!version.find()) {
            throw new IllegalStateException("a report names no version of its rules");
        }
        return version.group(1);
    }

    private boolean refused() throws IOException {
        return answer(METRICS).contains("\nlivedoctor_rules_refused 1");
    }

    /** What the rules in force say, but for the names that each report gets anew. */
    private List<String> reports() throws IOException {
        List<String> reports = new ArrayList<>();
        for (byte[] body : settings.bodies().values()) {
            String answer = answer(Connection.post("/diagnose", body));
            reports.add(answer.substring(answer.indexOf("\r\n\r\n")).replaceFirst("\"id\":\"[^\"]*\"", ""));
        }
        return reports;
    }

    private String answer(byte[] request) throws IOException {
        try (Connection connection = new Connection(service.port())) {
            connection.exchange(request);
            return connection.answer();
        }
    }
}
