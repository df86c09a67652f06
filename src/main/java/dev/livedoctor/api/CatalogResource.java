package dev.livedoctor.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;

/** Tells what the rules in force know. */
@Path("/")
public class CatalogResource {
    private final Supplier<Consultation> consultations;

    CatalogResource(Supplier<Consultation> consultations) {
        this.consultations = consultations;
    }

    /** Metrics with their thresholds, attributes, symptoms and causes, with texts in both languages. */
    @GET
    @Path("catalog")
    @Produces(MediaType.APPLICATION_JSON)
    public Catalog catalog() {
        return Catalog.of(consultations.get().ruleset().pack());
    }

    /** The JSON Schema of a snapshot under the rules in force. */
    @GET
    @Path("schema/snapshot.json")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    public JsonNode schema() {
        return SnapshotSchema.of(consultations.get().ruleset().pack());
    }
}
