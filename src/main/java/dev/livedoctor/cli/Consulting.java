package dev.livedoctor.cli;

import dev.livedoctor.api.Consultation;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.ruleset.Ruleset;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Clock;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** A consultation without a service around it. */
final class Consulting implements AutoCloseable {
    private final ValidatorFactory validation = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory();
    private final Consultation consultation;

    Consulting(Ruleset ruleset, Clock clock) {
        consultation = new Consultation(ruleset, validation.getValidator(), clock, new Cards());
    }

    Consultation consultation() {
        return consultation;
    }

    @Override
    public void close() {
        validation.close();
    }
}
