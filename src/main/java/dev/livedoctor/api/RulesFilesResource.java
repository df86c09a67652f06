package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.reload.PackDirectory;
import dev.livedoctor.ruleset.PackFile;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of the rules, one by one. A change names the version it was made of. */
@Path("/rules/files")
@Produces(MediaType.APPLICATION_JSON)
public class RulesFilesResource {
    private static final String ANY_PATH = "{path: .+}";

    private final RulesAccess rules;
    private final UploadReader uploads;

    RulesFilesResource(RulesAccess rules, UploadReader uploads) {
        this.rules = rules;
        this.uploads = uploads;
    }

    /** A file of the rules. */
    public record RulesFile(String path, int characters, String etag) {}

    /** All files, as they lie in the folder; their common tag is that of the pack. */
    @GET
    @RolesAllowed(Roles.READ)
    public Response list() {
        SortedMap<String, String> files = rules.files();
        List<RulesFile> listed = files.entrySet().stream()
                .map(file -> new RulesFile(
                        file.getKey(),
                        file.getValue().length(),
                        '"' + EntityTags.of(file.getValue()).getValue() + '"'))
                .toList();
        return Response.ok(listed).tag(EntityTags.of(files)).build();
    }

    /** One file. */
    @GET
    @Path(ANY_PATH)
    @Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.READ)
    public Response read(@PathParam("path") String path, @Context HttpHeaders headers) {
        Preconditions wanted = Preconditions.of(headers);
        @Nullable String text = rules.files().get(path);
        if (text == null) {
            throw noFile(path);
        }
        EntityTag tag = EntityTags.of(text);
        if (!wanted.matches(tag)) {
            throw preconditionFailed(path);
        }
        return (wanted.isUnseen(tag) ? content(path, text) : Response.notModified())
                .tag(tag)
                .build();
    }

    private static ResponseBuilder content(String path, String text) {
        return PackFile.isText(path)
                ? Response.ok(text, MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                : Response.ok(PackFile.bytes(path, text), MediaType.APPLICATION_OCTET_STREAM_TYPE);
    }

    /** Writes one file: a new one, or over the version that If-Match names. */
    @PUT
    @Path(ANY_PATH)
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.EDIT)
    public Response write(
            @PathParam("path") String path,
            InputStream body,
            @QueryParam("author") @DefaultValue("") String author,
            @QueryParam("reason") @DefaultValue("") String reason,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        checkPath(path);
        Preconditions wanted = Preconditions.of(headers);
        String text = uploads.text(path, body);
        boolean[] created = new boolean[1];
        RulesChangeResult applied = rules.edit(
                files -> {
                    created[0] = !files.containsKey(path);
                    checkCondition(path, files.get(path), wanted, wanted.match() != null || wanted.noneMatch() != null);
                    SortedMap<String, String> changed = new TreeMap<>(files);
                    changed.put(path, text);
                    return changed;
                },
                rules.author(security, author),
                reason.isBlank() ? "Write " + path : reason);
        return Response.status(created[0] ? Response.Status.CREATED : Response.Status.OK)
                .entity(applied)
                .tag(EntityTags.of(text))
                .build();
    }

    /** Takes one file away, of the version that If-Match names. */
    @DELETE
    @Path(ANY_PATH)
    @RolesAllowed(Roles.EDIT)
    public RulesChangeResult delete(
            @PathParam("path") String path,
            @QueryParam("author") @DefaultValue("") String author,
            @QueryParam("reason") @DefaultValue("") String reason,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        checkPath(path);
        Preconditions wanted = Preconditions.of(headers);
        return rules.edit(
                files -> {
                    if (!files.containsKey(path)) {
                        throw noFile(path);
                    }
                    checkCondition(path, files.get(path), wanted, wanted.match() != null);
                    SortedMap<String, String> changed = new TreeMap<>(files);
                    changed.remove(path);
                    return changed;
                },
                rules.author(security, author),
                reason.isBlank() ? "Delete " + path : reason);
    }

    private static void checkPath(String path) {
        OneLine.check("path", path);
        if (!PackDirectory.holds(path)) {
            throw Problems.of(
                    Response.Status.BAD_REQUEST,
                    "No file of a rule pack",
                    "A rule pack has no " + path + ". Maybe causes/<name>.drl?");
        }
    }

    private static void checkCondition(String path, @Nullable String text, Preconditions wanted, boolean conditional) {
        if (text != null && !conditional) {
            throw Problems.of(
                    Response.Status.PRECONDITION_REQUIRED,
                    "Precondition required",
                    path + " exists. Maybe GET it, and send its ETag as If-Match?");
        }
        @Nullable EntityTag tag = text == null ? null : EntityTags.of(text);
        if (!wanted.matches(tag) || !wanted.isUnseen(tag)) {
            throw preconditionFailed(path);
        }
    }

    private static HttpProblem preconditionFailed(String path) {
        return Problems.of(
                Response.Status.PRECONDITION_FAILED,
                "Precondition failed",
                path + " is not what the request takes it for. Maybe GET it again?");
    }

    private static HttpProblem noFile(String path) {
        return Problems.of(
                Response.Status.NOT_FOUND,
                "No such file",
                "The rules have no file " + path + ". Maybe GET /rules/files?");
    }
}
