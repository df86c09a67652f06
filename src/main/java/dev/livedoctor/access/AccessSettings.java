package dev.livedoctor.access;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is configured about who may ask.
 *
 * @param keys a file of keys
 * @param oidc whether tokens of an OpenID Connect provider are good
 * @param host where it listens
 */
record AccessSettings(Optional<Path> keys, boolean oidc, String host) {

    /** Whether nothing is configured, so that everybody on this machine may ask for a diagnosis. */
    boolean open() {
        return keys.isEmpty() && !oidc;
    }

    /** Why it must not start, in one sentence. */
    Optional<String> refusal() {
        return open() && !Loopback.listens(host)
                ? Optional.of("LiveDoctor does not listen on '" + host
                        + "' while everybody there could ask it: set livedoctor.access.keys (LIVEDOCTOR_ACCESS_KEYS) to a file of API"
                        + " keys, made by the command 'keys create --role diagnose FILE', or set quarkus.oidc.auth-server-url"
                        + " (QUARKUS_OIDC_AUTH_SERVER_URL) to your identity provider, or listen on this machine only with"
                        + " quarkus.http.host=127.0.0.1 (QUARKUS_HTTP_HOST).")
                : Optional.empty();
    }
}
