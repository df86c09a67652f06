package dev.livedoctor.api;

import dev.livedoctor.chat.Cards;
import dev.livedoctor.ruleset.Ruleset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.function.Supplier;

/** The pipeline under the rules in force. A request keeps the one it began with, whatever comes into force meanwhile. */
@ApplicationScoped
public class CurrentPipeline implements Supplier<ReportPipeline> {
    private final Supplier<Ruleset> rules;
    private final Validator validator;
    private final Clock clock;
    private final Cards cards;
    private volatile ReportPipeline current;

    CurrentPipeline(Supplier<Ruleset> rules, Validator validator, Clock clock, Cards cards) {
        this.rules = rules;
        this.validator = validator;
        this.clock = clock;
        this.cards = cards;
        this.current = new ReportPipeline(rules.get(), validator, clock, cards);
    }

    @Override
    public ReportPipeline get() {
        ReportPipeline pipeline = current;
        Ruleset inForce = rules.get();
        // Two threads may both prepare the new one; either does.
        if (pipeline.ruleset() != inForce) {
            pipeline = new ReportPipeline(inForce, validator, clock, cards);
            current = pipeline;
        }
        return pipeline;
    }
}
