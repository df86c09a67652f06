package dev.livedoctor.api;

import dev.livedoctor.access.Roles;
import dev.livedoctor.reload.LiveRules;
import dev.livedoctor.reload.RulesReloader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Tells how the rules stand. */
@Path("/rules")
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {
    private final LiveRules live;
    private final Optional<RulesReloader> reloader;
    private final RulesAccess rules;

    RulesResource(LiveRules live, Optional<RulesReloader> reloader, RulesAccess rules) {
        this.live = live;
        this.reloader = reloader;
        this.rules = rules;
    }

    /** The rules in force, what lies in their folder, and why that was refused. */
    @GET
    @RolesAllowed(Roles.READ)
    public RulesStatus standing() {
        return RulesStatus.of(live.status(), reloader, rules.readOnlyReason());
    }
}
