package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Inference;
import java.util.List;
import java.util.Optional;

/** Turns the rules of a pack into something that infers. */
@FunctionalInterface
public interface RuleCompiler {

    /**
     * Compiles the rules of {@code pack}.
     *
     * @param complaints what was found before; what is wrong with the rules is added
     * @return empty where a complaint refuses the pack
     */
    Optional<Inference> compile(RulePack pack, List<Complaint> complaints);
}
