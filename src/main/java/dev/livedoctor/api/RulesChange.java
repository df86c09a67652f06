package dev.livedoctor.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several files of the rules, to be changed at once.
 *
 * @param files path within the pack to text; null takes a file away
 * @param whole whether these are all the files; else they are laid over those in the folder
 * @param author claimed by the caller; the authenticated name stands before it
 * @param reason why
 */
public record RulesChange(
        Map<String, @Nullable String> files,
        boolean whole,
        @Nullable String author,
        @Nullable String reason) implements UploadReader.Content {
    CandidateUpload upload() {
        return new CandidateUpload(files, whole);
    }

    @Override
    public boolean complete() {
        return files != null;
    }
}
