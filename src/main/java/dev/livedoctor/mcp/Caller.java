package dev.livedoctor.mcp;

import io.quarkiverse.mcp.server.ToolCallException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** Who calls a tool. */
@ApplicationScoped
class Caller {
    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Refuses callers without {@code role}, in words: an annotation would show the name of an exception to a model. */
    void needs(String role) {
        if (!identity.hasRole(role)) {
            throw new ToolCallException("This tool needs an API key or a token with the role " + role + ".");
        }
    }
}
