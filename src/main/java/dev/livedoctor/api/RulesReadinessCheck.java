package dev.livedoctor.api;

import dev.livedoctor.ruleset.RulePack;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as there are rules; says which. */
@Readiness
@ApplicationScoped
public class RulesReadinessCheck implements HealthCheck {
    private final Supplier<ReportPipeline> pipelines;

    RulesReadinessCheck(Supplier<ReportPipeline> pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public HealthCheckResponse call() {
        RulePack pack = pipelines.get().ruleset().pack();
        return HealthCheckResponse.named("rules")
                .up()
                .withData("pack", pack.name())
                .withData("version", pack.version())
                .build();
    }
}
