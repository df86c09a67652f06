package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import java.util.Collection;

/**
 * A fact in its place: at a pattern of a rule whose constraints it meets. This is what Drools joins.
 *
 * @param place the number of the pattern
 * @param conclusions receives what rules conclude from it
 */
record PatternMatch(Integer place, Fact fact, Collection<Object> conclusions) implements EngineFact {}
