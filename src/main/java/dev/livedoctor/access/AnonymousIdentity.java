package dev.livedoctor.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Set;

/** Somebody without a credential. */
final class AnonymousIdentity {
    /** May do nothing that needs a role. */
    static final SecurityIdentity NO_ROLES = identity(Set.of());

    /** Sits at this machine, where nothing is configured yet. */
    static final SecurityIdentity LOCAL = identity(Set.of(Roles.DIAGNOSE, Roles.RECORD));

    private AnonymousIdentity() {}

    private static SecurityIdentity identity(Set<String> roles) {
        return QuarkusSecurityIdentity.builder()
                .setAnonymous(true)
                .setPrincipal(new QuarkusPrincipal(""))
                .addRoles(roles)
                .build();
    }
}
