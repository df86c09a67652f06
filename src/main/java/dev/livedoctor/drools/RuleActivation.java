package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import java.util.Collection;
import java.util.List;

/**
 * The single fact that activates a rule without joins. One object for each rule, updated in place, because a Drools activation, insert or
 * delete costs more than an update.
 */
final class RuleActivation implements EngineFact {
    private final Integer place;
    private List<List<Fact>> facts = List.of();
    private Collection<Object> conclusions = List.of();

    RuleActivation(Integer place) {
        this.place = place;
    }

    /** The rule opens for {@code facts}: for each pattern that binds, those that meet it. */
    void open(List<List<Fact>> facts, Collection<Object> conclusions) {
        this.facts = facts;
        this.conclusions = conclusions;
    }

    /** Forgets what it opened for. */
    void close() {
        facts = List.of();
        conclusions = List.of();
    }

    @Override
    public Integer place() {
        return place;
    }

    /** The rule holds for every combination. */
    List<List<Fact>> facts() {
        return facts;
    }

    @Override
    public Collection<Object> conclusions() {
        return conclusions;
    }
}
