package dev.livedoctor.cli;

import dev.livedoctor.api.ReportPipeline;
import dev.livedoctor.api.StoredReportJson;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.notify.TestDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Messages out on the command line. */
@Command(name = "notify", description = "Tell the targets of notifications.", mixinStandardHelpOptions = true)
final class NotifyCommand {
    private NotifyCommand() {}

    static picocli.CommandLine at(CommandContext context) {
        return new picocli.CommandLine(new NotifyCommand()).addSubcommand(new Test(context));
    }

    @Command(
            name = "test",
            description = {
                "Send the verdict on the sample snapshot to TARGET at once, as a real one would go: rendered, signed, tried again.",
                "Exit code 0 where the target took it, 1 where it did not, 2 where there is no such target."
            },
            mixinStandardHelpOptions = true)
    private static final class Test implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "TARGET", description = "its name in livedoctor.notifications.targets")
        private String target = "";

        @Option(
                names = "--seconds",
                description = "how long to wait for the target to take it (default: ${DEFAULT-VALUE})")
        private int seconds = 60;

        Test(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws IOException {
            TestDelivery testDelivery =
                    new TestDelivery(context.notifications().get(), new StoredReportJson(), context.clock());
            if (!testDelivery.targets().contains(target)) {
                context.err()
                        .println("No target is called '" + target + "'. "
                                + (testDelivery.targets().isEmpty()
                                        ? "None is configured. Maybe set livedoctor.notifications.targets?"
                                        : "Maybe " + String.join(" or ", testDelivery.targets()) + "?"));
                return CommandLine.BAD_INPUT;
            }
            TestDelivery.Result result = testDelivery.send(target, report(), Duration.ofSeconds(seconds));
            context.out()
                    .println(result.target()
                            + (result.taken() ? " took the test message" : " did not take the test message")
                            + " (attempts: " + result.attempts() + ")"
                            + (result.taken() ? "." : ": " + result.why()));
            return result.taken() ? CommandLine.FINE : CommandLine.FOUND;
        }

        /** The report on the sample, which says that it is a test. */
        private StoredReport report() throws IOException {
            try (InputStream sample =
                            Objects.requireNonNull(NotifyCommand.class.getResourceAsStream("/examples/snapshot.json"));
                    StandalonePipeline standalone =
                            new StandalonePipeline(context.ruleset(Optional.empty()), context.clock())) {
                ReportPipeline pipeline = standalone.pipeline();
                Report report = pipeline.diagnose(pipeline.read(sample.readAllBytes()));
                return pipeline.assignId(report.withRoom(
                        "livedoctor-test",
                        new Text(
                                "This is a test. " + report.summary().en(),
                                "这是一条测试消息。" + report.summary().zh())));
            }
        }
    }
}
