package dev.livedoctor.api;

import dev.livedoctor.reload.EditResult;

/**
 * What came of a change of the rules.
 *
 * @param revision of the commit, or the one before where nothing changed
 * @param version of the rules, which are in force
 * @param changed whether anything changed
 */
public record RulesChangeResult(String revision, String version, boolean changed) {
    static RulesChangeResult of(EditResult edited) {
        return new RulesChangeResult(edited.revision(), edited.ruleset().pack().version(), edited.changed());
    }
}
