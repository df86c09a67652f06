package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Fact;
import java.util.Collection;
import java.util.List;

/**
 * A rule whose patterns are all met and need not be joined: what Drools fires it with. One for all its facts, since an activation costs
 * Drools more than all the rest of a firing.
 *
 * @param place the number of the rule's place
 * @param facts for each pattern that binds, those that meet it; the rule holds for every combination
 * @param conclusions receives what the rule concludes
 */
record Opening(int place, List<List<Fact>> facts, Collection<Object> conclusions) implements Placed {}
