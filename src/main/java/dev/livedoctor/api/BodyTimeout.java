package dev.livedoctor.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Hangs up on requests whose body does not arrive in time. A client that sends a byte now and then is never idle, and would hold a place for ever; a few
 * hundred of those would hold them all. Streams, of which each line is waited for, may take as long as they like.
 */
@ApplicationScoped
public class BodyTimeout {
    /** Before a request gets a place. */
    private static final int FIRST = 101;

    private static final Pattern STREAMS = Pattern.compile("/diagnose/batch|/rules/replay");
    /** Many snapshots; a single one comes as JSON to the same path. */
    private static final Pattern RECORDINGS = Pattern.compile("/rooms/[^/]+/snapshots");

    private final long millis;

    BodyTimeout(ApiConfig config) {
        millis = config.bodyTimeout().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext request) {
        HttpServerRequest http = request.request();
        boolean body = http.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || http.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || http.version() == HttpVersion.HTTP_2;
        if (body && !isStream(http)) {
            long timer = request.vertx().setTimer(millis, fired -> end(http));
            request.addEndHandler(ended -> request.vertx().cancelTimer(timer));
        }
        request.next();
    }

    private static boolean isStream(HttpServerRequest http) {
        String type = http.headers().get(HttpHeaders.CONTENT_TYPE);
        return STREAMS.matcher(http.path()).matches()
                || type != null
                        && type.startsWith(NdjsonResponder.NDJSON)
                        && RECORDINGS.matcher(http.path()).matches();
    }

    /**
     * Ends the request without an answer: an answer would race with that of the thread that reads the body. With HTTP/2 the connection
     * is that of other requests, too; with HTTP/1 nothing but its end is told to who waits for the body.
     */
    private static void end(HttpServerRequest http) {
        if (http.isEnded()) {
            return;
        }
        if (http.version() == HttpVersion.HTTP_2) {
            http.response().reset();
        } else {
            http.connection().close();
        }
    }
}
