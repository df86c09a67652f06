package dev.livedoctor.drools;

import java.util.Collection;

/** What Drools is given. */
sealed interface EngineFact permits PatternMatch, RuleActivation {

    /** The number by which rules ask for it, as Drools hashes it. */
    Integer place();

    /** Receives what rules conclude from it. */
    Collection<Object> conclusions();
}
