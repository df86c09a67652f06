package dev.livedoctor.reload;

import dev.livedoctor.reload.PackDirectory.Contents;
import dev.livedoctor.ruleset.Ruleset;

/**
 * A change that was checked, written and committed.
 *
 * @param ruleset the pack since, compiled
 * @param contents of the folder since
 * @param revision of the commit, or the one before where nothing changed
 * @param changed whether anything did
 */
public record EditResult(Ruleset ruleset, Contents contents, String revision, boolean changed) {}
