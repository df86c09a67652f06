package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Diagnoses made-up snapshots before the first real one comes, so that nobody meets cold code. The port is not open before. */
@ApplicationScoped
public class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final int DIFFERENT = 64;
    private static final int MOST_DIAGNOSES = 4_000;

    private final Supplier<ReportPipeline> pipelines;
    private final Duration atMost;

    WarmUp(Supplier<ReportPipeline> pipelines, ApiConfig config) {
        this.pipelines = pipelines;
        this.atMost = config.warmUp();
    }

    @Startup
    void run() {
        if (atMost.isZero()) {
            return;
        }
        long began = System.nanoTime();
        ReportPipeline pipeline = pipelines.get();
        SyntheticSnapshots synthetic = new SyntheticSnapshots(pipeline.ruleset().pack(), 1);
        List<byte[]> snapshots =
                Stream.generate(synthetic::next).limit(DIFFERENT).toList();
        AtomicInteger count = new AtomicInteger();
        // All cores: the compilers of the JVM have work as long as code runs.
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .forEach(core -> {
                    while (count.get() < MOST_DIAGNOSES && System.nanoTime() - began < atMost.toNanos()) {
                        diagnose(pipeline, snapshots, count.getAndIncrement());
                    }
                });
        LOG.infof("Warmed up with %d diagnoses in %d ms", count.get(), (System.nanoTime() - began) / 1_000_000);
    }

    private static void diagnose(ReportPipeline pipeline, List<byte[]> snapshots, int number) {
        // Nearly everyone asks for JSON, and hardly anyone for a card.
        Format format = number >= DIFFERENT
                ? Format.JSON
                : switch (number % 3) {
                    case 0 -> Format.JSON;
                    case 1 -> Format.TEXT;
                    default -> Format.MARKDOWN;
                };
        Language language = number % 2 == 0 ? Language.EN : Language.ZH;
        Report report = pipeline.diagnose(pipeline.read(snapshots.get(number % DIFFERENT)));
        pipeline.write(pipeline.assignId(report), List.of(), format, language);
    }
}
