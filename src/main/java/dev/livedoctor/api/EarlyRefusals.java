package dev.livedoctor.api;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Answers with problem details what is refused before a resource is asked. */
@ApplicationScoped
public class EarlyRefusals {
    /** Where it costs nothing yet. */
    private static final int EARLY = 99;
    /** Exporters of OpenTelemetry gzip as a rule, and there it is decoded within bounds. */
    private static final String DECODES = "/otlp/";

    void register(@Observes Filters filters) {
        filters.register(EarlyRefusals::refuseEncoded, EARLY);
    }

    /** Ahead of the handler of Quarkus, which answers in words of its own and logs an error for every such request. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(EarlyRefusals::tell);
    }

    private static void refuseEncoded(RoutingContext request) {
        @Nullable String encoding = request.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null
                || encoding.isBlank()
                || encoding.equalsIgnoreCase("identity")
                || request.normalizedPath().startsWith(DECODES)) {
            request.next();
            return;
        }
        request.response().putHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        Problems.end(
                request,
                HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                "Nobody here decodes bodies. Maybe send it as it is?");
    }

    private static void tell(RoutingContext request) {
        if (request.statusCode() == HttpResponseStatus.BAD_REQUEST.code()
                && request.failure() instanceof VertxException) {
            Problems.end(request, HttpResponseStatus.BAD_REQUEST, "There is no Host header, or it names no host.");
        } else {
            request.next();
        }
    }
}
