package dev.livedoctor.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Instant;
import java.util.List;

/**
 * Keys with who their holders are.
 *
 * @param identities in the order of the keys
 */
record Keyring(List<ApiKey> keys, List<SecurityIdentity> identities) {
    static final Keyring EMPTY = of(List.of());

    static Keyring of(List<ApiKey> keys) {
        return new Keyring(keys, keys.stream().map(Keyring::identity).toList());
    }

    private static SecurityIdentity identity(ApiKey key) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(key.id()))
                .addRoles(Roles.implied(key.roles()))
                .build();
    }

    /**
     * The caller that presents {@code secret}.
     *
     * @throws RefusedKeyException where it is no key, or none any more
     */
    SecurityIdentity identify(Secret secret, Instant now) {
        String hash = secret.hash();
        int found = -1;
        // Looks at all of them, so that time tells nothing.
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).matches(hash)) {
                found = i;
            }
        }
        if (found < 0) {
            throw new RefusedKeyException("an unknown API key");
        }
        if (keys.get(found).expired(now)) {
            throw new RefusedKeyException(
                    "the expired API key " + keys.get(found).id());
        }
        return identities.get(found);
    }
}
