package dev.livedoctor.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.livedoctor.access.Roles;
import dev.livedoctor.reload.RulesHistory;
import dev.livedoctor.reload.RulesHistory.Revision;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.workbench.PackDiff;
import dev.livedoctor.workbench.Shadow;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Changes of the rules as a whole: what was changed, what is to be, and back. */
@Path("/rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RulesHistoryResource {
    private static final int USUAL_REVISIONS = 50;
    private static final int MOST_REVISIONS = 1_000;

    private final RulesAccess rules;
    private final UploadReader uploads;
    private final Shadow shadow;

    RulesHistoryResource(RulesAccess rules, UploadReader uploads, Shadow shadow) {
        this.rules = rules;
        this.uploads = uploads;
        this.shadow = shadow;
    }

    /**
     * The latest changes.
     *
     * @param closed why the rules cannot be changed here; absent where they can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Changes(
            List<Revision> revisions, @Nullable String closed) {}

    /**
     * One change.
     *
     * @param changes in rules, numbers and words; empty where one of the two packs cannot be read
     * @param diff line by line
     */
    public record Change(Revision revision, List<PackDiff.Change> changes, String diff) {}

    /** The latest changes of the rules, the latest first. */
    @GET
    @Path("history")
    @RolesAllowed(Roles.READ)
    public Changes history(@QueryParam("limit") @Nullable String limit) {
        return new Changes(
                rules.history().latest(QueryParameters.within("limit", limit, USUAL_REVISIONS, 1, MOST_REVISIONS)),
                rules.readOnlyReason().orElse(null));
    }

    /** One change of the rules. */
    @GET
    @Path("history/{revision}")
    @RolesAllowed(Roles.READ)
    public Change change(@PathParam("revision") String name) {
        RulesHistory history = rules.history();
        Revision revision = history.find(name).orElseThrow(() -> noRevision(name));
        return new Change(revision, words(history, name), history.diff(name).orElse(""));
    }

    private static List<PackDiff.Change> words(RulesHistory history, String name) {
        try {
            return PackDiff.between(
                    PackReader.read(history.filesBefore(name).orElseThrow()),
                    PackReader.read(history.files(name).orElseThrow()));
        } catch (RulePackException e) {
            return List.of();
        }
    }

    /** Changes several files at once: a new cause needs its rule, its words and its cases together. */
    @POST
    @Path("changes")
    @RolesAllowed(Roles.EDIT)
    public RulesChangeResult apply(RequestBody body, @Context HttpHeaders headers, @Context SecurityContext security) {
        Preconditions wanted = Preconditions.of(headers);
        RulesChange change = uploads.read(body, RulesChange.class);
        return rules.edit(
                files -> {
                    EntityTag tag = EntityTags.of(files);
                    if (!wanted.matches(tag) || !wanted.isUnseen(tag)) {
                        throw Problems.of(
                                Response.Status.PRECONDITION_FAILED,
                                "Precondition failed",
                                "The rules in the folder are " + tag.getValue() + " by now.");
                    }
                    return change.upload().over(files);
                },
                rules.author(security, change.author()),
                Optional.ofNullable(change.reason())
                        .orElse("Change " + String.join(", ", change.files().keySet())));
    }

    /** Makes the rules what they were, as a new change. */
    @POST
    @Path("rollback")
    @RolesAllowed(Roles.PROMOTE)
    public RulesChangeResult rollback(RequestBody body, @Context SecurityContext security) {
        Rollback rollback = uploads.read(body, Rollback.class);
        SortedMap<String, String> then =
                rules.history().files(rollback.revision()).orElseThrow(() -> noRevision(rollback.revision()));
        return rules.edit(
                files -> then,
                rules.author(security, rollback.author()),
                Optional.ofNullable(rollback.reason()).orElse("Roll back to " + rollback.revision()));
    }

    /** Makes the candidate beside the rules the rules, as a change. */
    @POST
    @Path("shadow/promote")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.PROMOTE)
    public RulesChangeResult promote(
            @QueryParam("author") @DefaultValue("") String author,
            @QueryParam("reason") @DefaultValue("") String reason,
            @Context SecurityContext security) {
        Shadow.Candidacy candidacy = shadow.candidacy().orElseThrow(WorkbenchResource::noShadow);
        Ruleset candidate = candidacy.ruleset();
        RulesChangeResult applied = rules.edit(
                files -> {
                    if (!EntityTags.of(files).getValue().equals(candidacy.against())) {
                        throw Problems.of(
                                Response.Status.CONFLICT,
                                "Rules changed since",
                                "The rules are no longer those that the candidate was made from, " + candidacy.against()
                                        + ". Maybe put it beside them again?");
                    }
                    return candidate.pack().files();
                },
                rules.author(security, author),
                reason.isBlank() ? "Promote " + candidate.pack().version() : reason);
        shadow.end(candidate);
        return applied;
    }

    private static HttpProblem noRevision(String name) {
        return Problems.of(
                Response.Status.NOT_FOUND,
                "No such revision",
                "The history of the rules has no " + name + ". Maybe GET /rules/history?");
    }
}
