package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Inference;

/** Turns the rules of a pack into something that infers. */
@FunctionalInterface
public interface RuleCompiler {

    /**
     * Compiles the rules of {@code pack}.
     *
     * @throws RulePackException with every complaint, where a rule is outside the subset or names what nobody declared
     */
    Inference compile(RulePack pack);
}
