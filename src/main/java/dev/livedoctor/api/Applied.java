package dev.livedoctor.api;

import dev.livedoctor.reload.EditResult;

/**
 * What came of a change of the rules.
 *
 * @param revision of the commit, or the one before where nothing changed
 * @param version of the rules, which are in force
 * @param changed whether anything changed
 */
public record Applied(String revision, String version, boolean changed) {
    static Applied of(EditResult edited) {
        return new Applied(edited.revision(), edited.ruleset().pack().version(), edited.changed());
    }
}
