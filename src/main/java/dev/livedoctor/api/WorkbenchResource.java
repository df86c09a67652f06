package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.history.History;
import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.workbench.CaseRun;
import dev.livedoctor.workbench.DifferenceCounter;
import dev.livedoctor.workbench.PackDiff;
import dev.livedoctor.workbench.Replay;
import dev.livedoctor.workbench.Shadow;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules workbench: what a candidate would do, while the rules in force go on. */
@Path("/rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WorkbenchResource {
    private static final int MOST_DIFFERENCES = 1_000;

    private final Supplier<ReportPipeline> pipelines;
    private final RuleCompiler compiler;
    private final Shadow shadow;
    private final UploadReader uploads;
    private final Clock clock;
    private final History history;

    WorkbenchResource(
            Supplier<ReportPipeline> pipelines,
            RuleCompiler compiler,
            Shadow shadow,
            UploadReader uploads,
            Clock clock,
            History history) {
        this.pipelines = pipelines;
        this.compiler = compiler;
        this.shadow = shadow;
        this.uploads = uploads;
        this.clock = clock;
        this.history = history;
    }

    /** Whether the candidate may go live, with the coverage of its cases. */
    @POST
    @Path("check")
    @RolesAllowed(Roles.READ)
    public CaseRun check(RequestBody body) {
        return CaseRun.of(check(uploads.read(body), inForce()));
    }

    /** What makes the candidate another pack than the one in force. */
    @POST
    @Path("diff")
    @RolesAllowed(Roles.READ)
    public Map<String, List<PackDiff.Change>> diff(RequestBody body) {
        Ruleset live = inForce();
        return Map.of(
                "changes",
                PackDiff.between(live.pack(), compiled(uploads.read(body), live).pack()));
    }

    /**
     * What is replayed.
     *
     * @param different what the candidate says otherwise
     * @param refused lines that are no snapshot, with what is wrong
     */
    public record Replayed(DifferenceCounter.Count different, List<Refused> refused) {}

    /** A line that is no snapshot. */
    public record Refused(int line, String problem) {}

    /** Puts snapshots to the candidate: the first line of the body is the upload, every other line a snapshot. */
    @POST
    @Path("replay")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Roles.READ)
    public Replayed replay(InputStream body) throws IOException {
        LineReader lines = uploads.lines(body);
        ReportPipeline pipeline = pipelines.get();
        Ruleset candidate = lines.next()
                ? compiled(uploads.read(new RequestBody(lines.line())), pipeline.ruleset())
                : pipeline.ruleset();
        Replay replay = new Replay(pipeline.ruleset(), candidate);
        DifferenceCounter counter = new DifferenceCounter(MOST_DIFFERENCES);
        List<Refused> refused = new ArrayList<>();
        for (int number = 2; lines.next(); number++) {
            try {
                counter.add(replay.compare(pipeline.read(lines.line()).snapshot()));
            } catch (MalformedJsonException | InvalidSnapshotException e) {
                refused.add(new Refused(number, String.valueOf(e.getMessage())));
            }
        }
        return new Replayed(counter.count(), refused);
    }

    /** Puts what was recorded of a room, or of all of them, to the candidate in the body. The caller must be allowed to read both. */
    @POST
    @Path("replay")
    @RolesAllowed(Roles.READ)
    public HistoryReplay replayHistory(
            RequestBody body,
            @QueryParam("room") @Nullable String room,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Context SecurityContext security) {
        if (!security.isUserInRole(Roles.RECORD)) {
            throw Problems.forbidden();
        }
        Instant first = QueryParameters.time("from", from, Instant.MIN);
        Instant last = QueryParameters.time("to", to, Instant.MAX);
        Ruleset live = inForce();
        Replay replay = new Replay(live, compiled(uploads.read(body), live));
        return InsightsResource.inTurn(() -> HistoryReplay.of(history, replay, room, first, last));
    }

    /** Puts a candidate beside the rules in force. */
    @PUT
    @Path("shadow")
    @RolesAllowed(Roles.EDIT)
    public Shadow.ShadowStatus begin(RequestBody body) {
        Ruleset live = inForce();
        shadow.begin(compiled(uploads.read(body), live), live, clock.instant());
        return standing();
    }

    /** How the candidate beside the rules in force fares. */
    @GET
    @Path("shadow")
    @RolesAllowed(Roles.READ)
    public Shadow.ShadowStatus standing() {
        return shadow.status().orElseThrow(WorkbenchResource::noShadow);
    }

    /** Drops the candidate. */
    @DELETE
    @Path("shadow")
    @RolesAllowed(Roles.EDIT)
    public void end() {
        if (shadow.end().isEmpty()) {
            throw noShadow();
        }
    }

    private Ruleset inForce() {
        return pipelines.get().ruleset();
    }

    private Check check(CandidateUpload upload, Ruleset live) {
        return Check.of(upload.over(live), live.pack().files(), compiler);
    }

    private Ruleset compiled(CandidateUpload upload, Ruleset live) {
        Check check = check(upload, live);
        return check.ruleset()
                .filter(ruleset -> check.passed())
                .orElseThrow(() -> new RulePackException(check.complaints()));
    }

    static HttpProblem noShadow() {
        return Problems.of(
                Status.NOT_FOUND, "No shadow", "No candidate runs beside the rules in force. Maybe PUT /rules/shadow?");
    }
}
