package dev.livedoctor.mcp;

import dev.livedoctor.access.Roles;
import dev.livedoctor.api.ReportPipeline;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.history.Reports;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.reload.LiveRules;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What agents may ask. Nothing here changes a rule, sends a message, or is remembered as a report on a room. */
@ApplicationScoped
public class Tools {
    static final String LANGUAGE = "en or zh: the language of texts";

    private final Supplier<ReportPipeline> pipelines;
    private final Reports reports;
    private final LiveRules rules;
    private final SnapshotArgument snapshots;
    private final Caller caller;

    Tools(
            Supplier<ReportPipeline> pipelines,
            Reports reports,
            LiveRules rules,
            SnapshotArgument snapshots,
            Caller caller) {
        this.pipelines = pipelines;
        this.reports = reports;
        this.rules = rules;
        this.snapshots = snapshots;
        this.caller = caller;
    }

    @Tool(
            name = "diagnose",
            description = "Says what is wrong with a live room, why, and what to do, from a snapshot of its metrics",
            structuredContent = true,
            inputSchema = @Tool.InputSchema(generator = SnapshotArgument.class),
            annotations =
                    @Tool.Annotations(
                            title = "Diagnose a snapshot",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    ReportView diagnose(
            @ToolArg(description = "what was measured") Map<String, Object> snapshot,
            @ToolArg(description = LANGUAGE, defaultValue = "en") String language) {
        caller.needs(Roles.DIAGNOSE);
        Language spoken = language(language);
        ReportPipeline pipeline = pipelines.get();
        return ReportView.of(pipeline.diagnose(snapshots.read(pipeline, snapshot)), spoken);
    }

    @Tool(
            name = "explain",
            description =
                    "Says which rules a snapshot makes fire and with which facts, and of those that do not fire which came"
                            + " nearest and what they miss",
            structuredContent = true,
            inputSchema = @Tool.InputSchema(generator = SnapshotArgument.class),
            annotations =
                    @Tool.Annotations(
                            title = "Explain a diagnosis",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    TraceView explain(
            @ToolArg(description = "what was measured") Map<String, Object> snapshot,
            @ToolArg(description = "the code of a cause or symptom", defaultValue = "") String about) {
        caller.needs(Roles.DIAGNOSE);
        ReportPipeline pipeline = pipelines.get();
        List<RuleTrace> traces = pipeline
                .ruleset()
                .trace(snapshots.read(pipeline, snapshot).snapshot())
                .stream()
                .filter(trace -> about.isBlank() || trace.concludes().equalsIgnoreCase(about.strip()))
                .toList();
        if (traces.isEmpty()) {
            throw new ToolCallException(
                    "No rule concludes " + Truncation.value(about) + ". Maybe another code, or none?");
        }
        return TraceView.of(traces);
    }

    @Tool(
            name = "latest_report",
            description = "The latest diagnosis of a room: what its last snapshot said",
            structuredContent = true,
            annotations =
                    @Tool.Annotations(
                            title = "Latest report of a room",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    ReportView latestReport(
            @ToolArg(description = "the room's name as in its snapshots") String room,
            @ToolArg(description = LANGUAGE, defaultValue = "en") String language) {
        caller.needs(Roles.DIAGNOSE);
        Language spoken = language(language);
        StoredReport latest = reports.latest(room)
                .orElseThrow(
                        () -> new ToolCallException("No snapshot of that room came in, or none lately. Maybe another"
                                + " spelling, or give one to the tool diagnose?"));
        return ReportView.of(latest.report(), spoken, latest.id(), latest.at().toString());
    }

    @Tool(
            name = "catalog",
            description =
                    "Names that a snapshot or a diagnosis can have: metrics with units and thresholds, attributes, symptoms,"
                            + " causes; where three or fewer match, with what is known of them",
            structuredContent = true,
            annotations =
                    @Tool.Annotations(
                            title = "Search the catalog",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    CatalogSearch catalog(
            @ToolArg(description = "part of a name or title; without it, all", defaultValue = "") String search,
            @ToolArg(description = "METRIC, ATTRIBUTE, SYMPTOM or CAUSE; without it, all", defaultValue = "")
                    String kind,
            @ToolArg(description = LANGUAGE, defaultValue = "en") String language) {
        caller.needs(Roles.DIAGNOSE);
        return CatalogSearch.of(pipelines.get().ruleset().pack(), search, kind(kind), language(language));
    }

    @Tool(
            name = "list_rules",
            description = "Which rules are in force, why others were refused, and the names of rules",
            structuredContent = true,
            annotations =
                    @Tool.Annotations(
                            title = "List rules",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    RulesView listRules(
            @ToolArg(description = "part of a rule's name or the code of a cause; without it, all", defaultValue = "")
                    String search) {
        caller.needs(Roles.READ);
        return RulesView.of(rules.status(), search);
    }

    static Language language(String tag) {
        return switch (tag.toLowerCase(Locale.ROOT)) {
            case "en" -> Language.EN;
            case "zh", "zh-cn" -> Language.ZH;
            default -> throw new ToolCallException("The language must be en or zh.");
        };
    }

    private static CatalogSearch.@Nullable Kind kind(String name) {
        if (name.isBlank()) {
            return null;
        }
        List<CatalogSearch.Kind> kinds = Arrays.asList(CatalogSearch.Kind.values());
        return kinds.stream()
                .filter(kind -> kind.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new ToolCallException("The kind must be one of " + kinds + "."));
    }
}
