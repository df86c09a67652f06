package dev.livedoctor.adapter;

import dev.livedoctor.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** How the sources of measurements fare. */
@Path("/adapters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.RECORD)
public class AdaptersResource {
    private final Adapters adapters;

    AdaptersResource(Adapters adapters) {
        this.adapters = adapters;
    }

    /** All sources. */
    public record Sources(List<SourceState> sources) {}

    /** How each fares. */
    @GET
    public Sources sources() {
        return new Sources(adapters.states());
    }
}
