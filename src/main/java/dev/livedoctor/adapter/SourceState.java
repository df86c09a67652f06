package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.Complaint;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a source fares.
 *
 * @param name as it is configured
 * @param type what it is
 * @param state {@code WAITING} before the first window, {@code RUNNING}, or {@code FAILING}
 * @param failure why nothing goes on
 * @param latest the end of the latest window
 * @param counts how many snapshots became what
 * @param mapping the file of the mapping; null where none is needed
 * @param complaints what is wrong with the file as it lies there, while an old one goes on
 * @param troubles what was odd lately
 */
public record SourceState(
        String name,
        String type,
        String state,
        @Nullable String failure,
        @Nullable Instant latest,
        SourceStats.Counts counts,
        @Nullable String mapping,
        List<Complaint> complaints,
        List<SourceStats.Trouble> troubles) {

    static SourceState of(String name, SourceType kind, @Nullable Mapping<?> mapping, SourceStats stats) {
        String unusable = mapping == null ? null : mapping.failure();
        String failure = unusable == null ? stats.failure() : unusable;
        Instant latest = stats.latest();
        return new SourceState(
                name,
                kind.name().toLowerCase(Locale.ROOT),
                failure != null ? "FAILING" : latest == null ? "WAITING" : "RUNNING",
                failure,
                latest,
                stats.counts(),
                mapping == null ? null : mapping.name(),
                mapping == null ? List.of() : mapping.complaints(),
                stats.troubles());
    }
}
