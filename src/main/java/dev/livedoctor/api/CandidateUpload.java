package dev.livedoctor.api;

import dev.livedoctor.ruleset.Ruleset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A candidate pack.
 *
 * @param files path within the pack to text; null takes a file away
 * @param whole whether these are all the files; else they are laid over those of the rules in force
 */
public record CandidateUpload(Map<String, @Nullable String> files, boolean whole) implements UploadReader.Content {

    /** All files of the candidate. */
    SortedMap<String, String> over(Ruleset inForce) {
        return over(inForce.pack().files());
    }

    /** All files of the candidate, where {@code before} lie. */
    SortedMap<String, String> over(SortedMap<String, String> before) {
        SortedMap<String, String> all = new TreeMap<>();
        if (!whole) {
            all.putAll(before);
        }
        files.forEach((path, text) -> {
            if (text == null) {
                all.remove(path);
            } else {
                all.put(path, text);
            }
        });
        return all;
    }

    @Override
    public boolean complete() {
        return files != null;
    }
}
