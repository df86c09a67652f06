package dev.livedoctor.mcp;

import dev.livedoctor.access.Roles;
import dev.livedoctor.api.ApiConfig;
import dev.livedoctor.api.Problems;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody reach the protocol who may use none of its tools: by itself it would open a session, and read a body of any length, for
 * everybody. Each tool asks for its role once more.
 */
@ApplicationScoped
public class McpGuard {
    /** After it is known how to find out who asks. */
    private static final int AFTER_AUTHENTICATION = 98;

    static final String PATH = "/mcp";

    private final IdentityProviderManager identities;
    private final long limit;

    McpGuard(IdentityProviderManager identities, ApiConfig config) {
        this.identities = identities;
        this.limit = config.bodyLimit().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, AFTER_AUTHENTICATION);
    }

    private void pass(RoutingContext request) {
        String path = request.normalizedPath();
        if (path.equals(PATH)) {
            identify(request);
        } else if (path.startsWith(PATH + "/")) {
            // The protocol's older way, over two endpoints, would be a second door to guard.
            end(request, HttpResponseStatus.NOT_FOUND, "There is nothing here. Maybe " + PATH + "?");
        } else {
            request.next();
        }
    }

    private void identify(RoutingContext request) {
        // Quarkus would end the request, too, and the extension log that it was ended twice.
        BiConsumer<RoutingContext, Throwable> nothing = (refused, failure) -> {};
        request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, nothing);
        QuarkusHttpUser.getSecurityIdentity(request, identities)
                .subscribe()
                .with(
                        identity -> admit(request, identity),
                        failure -> end(
                                request, HttpResponseStatus.UNAUTHORIZED, "This API key or token is not good here."));
    }

    private void admit(RoutingContext request, SecurityIdentity identity) {
        if (!identity.hasRole(Roles.DIAGNOSE) && !identity.hasRole(Roles.READ)) {
            if (identity.isAnonymous()) {
                end(
                        request,
                        HttpResponseStatus.UNAUTHORIZED,
                        "This needs an API key or a token. Maybe Authorization: Bearer with the key of the first start?");
            } else {
                end(request, HttpResponseStatus.FORBIDDEN, "The API key or token lacks the role that this needs.");
            }
            return;
        }
        if (!request.request().method().equals(HttpMethod.POST)) {
            request.next();
            return;
        }
        @Nullable String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            end(request, HttpResponseStatus.LENGTH_REQUIRED, "A message must say its length.");
        } else if (Long.parseLong(length) > limit) {
            end(
                    request,
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    "A message may have " + limit + " bytes at most.");
        } else {
            request.next();
        }
    }

    private static void end(RoutingContext request, HttpResponseStatus status, String detail) {
        if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
            request.response().putHeader("WWW-Authenticate", Roles.CHALLENGE);
        }
        // What is still on its way is thrown away, so that the client comes to read the answer.
        request.request().resume();
        Problems.end(request, status, detail);
    }
}
