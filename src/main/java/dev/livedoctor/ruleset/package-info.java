/**
 * A rule pack as a thing: catalog, thresholds, knowledge and cases, read from a folder, checked, and used to turn a snapshot into facts.
 * Plain Java and a YAML reader; what rules do with the facts is the business of {@code drools}.
 */
@NullMarked
package dev.livedoctor.ruleset;

import org.jspecify.annotations.NullMarked;
