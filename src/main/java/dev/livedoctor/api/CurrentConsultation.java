package dev.livedoctor.api;

import dev.livedoctor.chat.Cards;
import dev.livedoctor.ruleset.Ruleset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.function.Supplier;

/** The consultation under the rules in force. Whoever begins with one ends with it, whatever comes into force meanwhile. */
@ApplicationScoped
public class CurrentConsultation implements Supplier<Consultation> {
    private final Supplier<Ruleset> rules;
    private final Validator validator;
    private final Clock clock;
    private final Cards cards;
    private volatile Consultation current;

    CurrentConsultation(Supplier<Ruleset> rules, Validator validator, Clock clock, Cards cards) {
        this.rules = rules;
        this.validator = validator;
        this.clock = clock;
        this.cards = cards;
        this.current = new Consultation(rules.get(), validator, clock, cards);
    }

    @Override
    public Consultation get() {
        Consultation consultation = current;
        Ruleset inForce = rules.get();
        // Two threads may both prepare the new one; either does.
        if (consultation.ruleset() != inForce) {
            consultation = new Consultation(inForce, validator, clock, cards);
            current = consultation;
        }
        return consultation;
    }
}
