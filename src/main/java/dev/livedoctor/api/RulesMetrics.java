package dev.livedoctor.api;

import dev.livedoctor.reload.LiveRules;
import dev.livedoctor.reload.ReloadEvent;
import dev.livedoctor.reload.ReloadEvent.Outcome;
import dev.livedoctor.ruleset.Ruleset;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What Prometheus learns of the rules in force and of their folder. */
@Startup
@ApplicationScoped
public class RulesMetrics {
    private final Map<Outcome, Counter> reloads = new EnumMap<>(Outcome.class);
    private final MultiGauge info;

    RulesMetrics(MeterRegistry registry, LiveRules live) {
        for (Outcome outcome : Outcome.values()) {
            reloads.put(
                    outcome,
                    Counter.builder("livedoctor.rules.reloads")
                            .description("what came of new content in the folder of the rules")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder("livedoctor.rules.refused", live, rules -> rules.status().refused() ? 1 : 0)
                .description("whether the folder of the rules holds something that was refused")
                .register(registry);
        Gauge.builder(
                        "livedoctor.rules.in.force.since",
                        live,
                        rules -> rules.status().since().getEpochSecond())
                .description("when the rules in force came into force, since the epoch")
                .baseUnit("seconds")
                .register(registry);
        info = MultiGauge.builder("livedoctor.rules.info")
                .description("the rules in force")
                .register(registry);
        tell(live.get());
        live.listen(this::count);
    }

    private void count(ReloadEvent reload) {
        Objects.requireNonNull(reloads.get(reload.outcome())).increment();
        tell(reload.status().ruleset());
    }

    private void tell(Ruleset ruleset) {
        Tags tags =
                Tags.of("pack", ruleset.pack().name(), "version", ruleset.pack().version());
        info.register(List.of(Row.of(tags, 1)), true);
    }
}
