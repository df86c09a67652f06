package dev.livedoctor.cli;

import dev.livedoctor.api.ReportPipeline;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.ruleset.Ruleset;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Clock;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** A pipeline without a service around it. */
final class StandalonePipeline implements AutoCloseable {
    private final ValidatorFactory validation = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory();
    private final ReportPipeline pipeline;

    StandalonePipeline(Ruleset ruleset, Clock clock) {
        pipeline = new ReportPipeline(ruleset, validation.getValidator(), clock, new Cards());
    }

    ReportPipeline pipeline() {
        return pipeline;
    }

    @Override
    public void close() {
        validation.close();
    }
}
