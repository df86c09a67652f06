package dev.livedoctor.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;

/** What is answered where a source comes in that nobody has configured. */
final class NotConfigured {
    private NotConfigured() {}

    static HttpProblem problem(Kind kind) {
        String type = kind.name().toLowerCase(Locale.ROOT);
        return HttpProblem.builder()
                .withStatus(Status.NOT_FOUND)
                .withTitle("No such source")
                .withDetail("Nothing of the kind comes in here. Maybe set livedoctor.adapters.sources." + type
                        + ".type=" + type + "? docs/adapters.md says more.")
                .build();
    }
}
