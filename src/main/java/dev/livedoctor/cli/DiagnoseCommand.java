package dev.livedoctor.cli;

import dev.livedoctor.api.Format;
import dev.livedoctor.api.ParsedSnapshot;
import dev.livedoctor.api.ReportPipeline;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.ruleset.Ruleset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the report on one snapshot. */
@Command(
        name = "diagnose",
        description = "Print the report on the snapshot in FILE, or on standard input.",
        mixinStandardHelpOptions = true)
final class DiagnoseCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "FILE|-", description = "a snapshot as JSON")
    private String file = "-";

    @Option(
            names = "--format",
            description =
                    "json, text, markdown, or the card of slack, feishu, dingtalk, wecom, teams, discord or telegram (default: text)")
    private Format format = Format.TEXT;

    @Option(names = "--lang", description = "en or zh (default: en)")
    private Language language = Language.EN;

    @Option(names = "--rules", paramLabel = "DIRECTORY", description = "another rule pack than the shipped one")
    private @Nullable Path rules;

    @Option(names = "--explain", description = "say which rules fired, and why the others did not")
    private boolean explain;

    DiagnoseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        byte[] body = file.equals("-") ? context.in().readAllBytes() : Files.readAllBytes(Path.of(file));
        Ruleset ruleset = context.ruleset(Optional.ofNullable(rules));
        try (StandalonePipeline standalone = new StandalonePipeline(ruleset, context.clock())) {
            ReportPipeline pipeline = standalone.pipeline();
            ParsedSnapshot read = pipeline.read(body);
            Report report = pipeline.diagnose(read);
            byte[] answer = pipeline.write(
                    pipeline.assignId(report), explain ? ruleset.trace(read.snapshot()) : List.of(), format, language);
            context.out().println(new String(answer, StandardCharsets.UTF_8).strip());
            return report.symptoms().stream().anyMatch(Report.SymptomFound::alarms)
                    ? CommandLine.FOUND
                    : CommandLine.FINE;
        }
    }
}
