package dev.livedoctor.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.access.Roles;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.OverrideLevel;
import dev.livedoctor.ruleset.Ruleset;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what the rules in force know. */
@Path("/")
@RolesAllowed(Roles.DIAGNOSE)
public class CatalogResource {
    private final Supplier<ReportPipeline> pipelines;

    CatalogResource(Supplier<ReportPipeline> pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * Metrics with their thresholds, attributes, symptoms and causes, with texts in both languages. A query says of which room the
     * thresholds are: {@code room}, {@code tenant}, {@code category}, {@code market}, {@code transport}.
     */
    @GET
    @Path("catalog")
    @Produces(MediaType.APPLICATION_JSON)
    public Catalog catalog(@Context UriInfo uri) {
        Ruleset ruleset = pipelines.get().ruleset();
        return Catalog.of(ruleset, room(uri.getQueryParameters(), ruleset.pack().attributes()));
    }

    private static Map<String, Object> room(
            MultivaluedMap<String, String> query, Map<String, AttributeDefinition> attributes) {
        Map<String, Object> room = new HashMap<>();
        query.forEach((name, values) -> {
            OverrideLevel level = Stream.of(OverrideLevel.values())
                    .filter(one -> one.key().equals(name))
                    .findFirst()
                    .orElseThrow(() -> refusal("There is no query parameter " + name + "."));
            AttributeDefinition attribute = attributes.get(level.attribute());
            if (attribute != null && !attribute.admits(values.get(0))) {
                throw refusal("The " + name + " must be " + attribute.expectation() + ".");
            }
            room.put(level.attribute(), values.get(0));
        });
        return room;
    }

    private static HttpProblem refusal(String detail) {
        String levels =
                Stream.of(OverrideLevel.values()).map(OverrideLevel::key).collect(Collectors.joining(", "));
        return InsightQuery.invalid(detail + " Maybe one of " + levels + "?");
    }

    /** The JSON Schema of a snapshot under the rules in force. */
    @GET
    @Path("schema/snapshot.json")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    public JsonNode schema() {
        return SnapshotSchema.of(pipelines.get().ruleset().pack());
    }
}
