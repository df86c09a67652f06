package dev.livedoctor.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows people by their API key, sends tokens on to OpenID Connect, and answers at once for callers that present nothing, which is what most
 * requests do.
 */
@ApplicationScoped
public class ApiKeyAuthentication implements HttpAuthenticationMechanism {
    private static final String KEY_HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final List<String> PASSED_ON = List.of("Forwarded", "X-Forwarded-For", "Via");
    private static final Uni<SecurityIdentity> STRANGER = Uni.createFrom().item(AnonymousIdentity.NO_ROLES);
    private static final Uni<SecurityIdentity> NEIGHBOUR = Uni.createFrom().item(AnonymousIdentity.LOCAL);

    private final AccessStartup access;
    private final Keys keys;
    private final AuthenticationFailures failures;

    ApiKeyAuthentication(AccessStartup access, Keys keys, AuthenticationFailures failures) {
        this.access = access;
        this.keys = keys;
        this.failures = failures;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        HttpServerRequest request = context.request();
        @Nullable String key = request.getHeader(KEY_HEADER);
        @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (key != null) {
            return holder(key, request);
        }
        if (authorization == null) {
            return access.settings().open() && isLocal(request) ? NEIGHBOUR : STRANGER;
        }
        String text = bearer(authorization);
        return access.settings().oidc() && isToken(text) ? Uni.createFrom().nullItem() : holder(text, request);
    }

    /** No key; and no dots with nothing between, on which the reader of tokens stumbles. */
    private static boolean isToken(String text) {
        return !text.startsWith(Secret.PREFIX) && !text.startsWith(".");
    }

    private Uni<SecurityIdentity> holder(String key, HttpServerRequest request) {
        try {
            return Uni.createFrom().item(keys.identify(Secret.of(key.strip())));
        } catch (RefusedKeyException e) {
            failures.tell(e, request.remoteAddress());
            // The caller does not learn whether the key was good once.
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
    }

    private static String bearer(String authorization) {
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return password(authorization.substring(BASIC.length()));
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length())
                : authorization;
    }

    /** Senders that know a name and a password and no headers, such as Amazon SNS, give the key as the password. */
    private static String password(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return both.substring(both.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether the request was made on this machine: a caller that a proxy passes on is not local, though the proxy is. */
    private static boolean isLocal(HttpServerRequest request) {
        for (String header : PASSED_ON) {
            if (request.headers().contains(header)) {
                return false;
            }
        }
        @Nullable HostAndPort authority = request.authority();
        return authority == null || Loopback.names(authority.host());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", Roles.CHALLENGE));
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1_000;
    }
}
