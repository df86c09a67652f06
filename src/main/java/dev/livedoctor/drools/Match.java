package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;

/**
 * A fact that meets the constraints of a pattern: what Drools joins.
 *
 * @param shape the number of the pattern's shape among the {@link Premises}
 */
record Match(int shape, Fact fact) {}
