package dev.livedoctor.api;

import org.jspecify.annotations.Nullable;

/**
 * Back to how the rules were.
 *
 * @param revision as the history names it
 * @param author claimed by the caller; the authenticated name stands before it
 * @param reason why
 */
public record Rollback(
        String revision, @Nullable String author, @Nullable String reason) implements UploadReader.Content {
    @Override
    public boolean complete() {
        return revision != null && !revision.isBlank();
    }
}
