package dev.livedoctor.api;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Lets in as many diagnoses, and other requests that keep a thread busy, as can be answered in time and turns the others away at the door,
 * before their bodies are read.
 */
@ApplicationScoped
class AdmissionControl {
    private static final Pattern PATHS =
            Pattern.compile("/diagnose.*|.*/snapshots|/commands/.*|/mcp|/otlp/.*|/ivs/.*|/obs/.*");
    private static final String ARRIVED = "livedoctor.arrived";
    /** Before everything of Quarkus that costs something. */
    private static final int FIRST = 100;

    private final int most;
    private final Duration deadline;
    private final AtomicInteger inFlight = new AtomicInteger();

    AdmissionControl(ApiConfig config) {
        most = config.inFlight();
        deadline = config.deadline();
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, FIRST);
    }

    /** Diagnoses under way. */
    int inFlight() {
        return inFlight.get();
    }

    private void admit(RoutingContext request) {
        if (!request.request().method().equals(HttpMethod.POST)
                || !PATHS.matcher(request.normalizedPath()).matches()) {
            request.next();
            return;
        }
        if (inFlight.incrementAndGet() > most) {
            inFlight.decrementAndGet();
            request.response().putHeader("Retry-After", "1");
            Problems.end(
                    request,
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "Overloaded",
                    "As many diagnoses as this instance takes on are under way.");
            return;
        }
        request.addEndHandler(ended -> inFlight.decrementAndGet());
        request.put(ARRIVED, System.nanoTime());
        request.next();
    }

    /**
     * Gives up a request that nobody waits for any more.
     *
     * @throws OverloadedException where it waited beyond the deadline
     */
    void checkDeadline(RoutingContext request) {
        Long arrived = request.get(ARRIVED);
        if (arrived != null && System.nanoTime() - arrived > deadline.toNanos()) {
            throw new OverloadedException("The request waited for longer than " + deadline.toMillis() + " ms.");
        }
    }
}
