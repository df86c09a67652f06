package dev.livedoctor.bench.engine;

import dev.livedoctor.api.SnapshotReader;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** One diagnosis without HTTP and JSON, by the number of rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// The service's own flags: see load/.
@Fork(value = 2, jvmArgs = {"-XX:+UseParallelGC", "-XX:NewRatio=1", "-Xmx460m"})
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {
    /** What a copy of the pack is a copy of. */
    private static final int ONE_PACK = 600;

    /** How many rules; above 600, copies of 600. */
    @Param({"60", "600", "6000"})
    private int rules;

    /**
     * What the snapshot measures: the metrics that the shipped rules ask for ({@code shipped}), or those of every copy as well ({@code
     * all}), so that as many rules more fire. The same for 600 rules and fewer.
     */
    @Param({"shipped", "all"})
    private String measured;

    /** File of the snapshot. */
    @Param("snapshot.json")
    private String snapshot;

    private Ruleset ruleset;
    private MetricSnapshot room;

    /** Loads the rules and reads the snapshot. */
    @Setup
    public void load() throws Exception {
        Packs packs = Packs.ofShipped();
        int copies = Math.max(1, rules / ONE_PACK);
        ruleset = Ruleset.load(packs.pack(Math.min(rules, ONE_PACK), copies), new DroolsRuleCompiler());
        MetricSnapshot read = read(Path.of(snapshot));
        room = measured.equals("all") ? everyCopy(read, packs, copies) : read;
        Report report = ruleset.diagnose(room);
        System.out.printf("%d symptoms, %d diagnoses%n", report.symptoms().size(), report.diagnoses().size());
        if (report.diagnoses().stream().noneMatch(diagnosis -> diagnosis.code().equals("CDN_NODE_FAULT"))) {
            throw new IllegalStateException("the room of the benchmark is not diagnosed: " + report);
        }
    }

    private MetricSnapshot read(Path file) throws Exception {
        try (ValidatorFactory validation = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            return new SnapshotReader(ruleset.pack(), validation.getValidator())
                    .read(Files.readAllBytes(file))
                    .snapshot();
        }
    }

    private static MetricSnapshot everyCopy(MetricSnapshot read, Packs packs, int copies) {
        List<Slice> slices = read.slices().stream()
                .map(slice -> new Slice(
                        slice.dimensions(),
                        packs.measured(slice.metrics(), copies),
                        packs.measured(slice.baseline(), copies)))
                .toList();
        return new MetricSnapshot(
                read.room(),
                read.window(),
                packs.measured(read.metrics(), copies),
                read.attributes(),
                packs.measured(read.baseline(), copies),
                packs.measured(read.previous(), copies),
                slices,
                read.events());
    }

    /** A diagnosis, from the snapshot's record to the report's. */
    @Benchmark
    public Report diagnose() {
        return ruleset.diagnose(room);
    }

    /** Runs all with JMH's options and prints what ten times the rules cost. */
    public static void main(String... arguments) throws Exception {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(EngineBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .build();
        print(new Runner(options).run());
    }

    private static void print(Collection<RunResult> results) {
        Map<String, Map<Integer, RunResult>> byMeasured = new TreeMap<>();
        results.forEach(result -> byMeasured
                .computeIfAbsent(result.getParams().getParam("measured"), key -> new TreeMap<>())
                .put(Integer.valueOf(result.getParams().getParam("rules")), result));
        System.out.printf("%n| rules | measured | µs per diagnosis | kB per diagnosis | time to a tenth of the rules |%n|--:|---|--:|--:|--:|%n");
        byMeasured.forEach((measured, byRules) -> byRules.forEach((rules, result) -> {
            RunResult tenth = byRules.get(rules / 10);
            System.out.printf(
                    "| %,d | %s | %.1f ± %.1f | %.1f | %s |%n",
                    rules,
                    measured,
                    micros(result),
                    result.getPrimaryResult().getScoreError(),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / 1e3,
                    tenth == null ? "" : String.format("%.1f", micros(result) / micros(tenth)));
        }));
    }

    private static double micros(RunResult result) {
        return result.getPrimaryResult().getScore();
    }
}
