package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A symptom or lesser cause that belongs to the cause of an episode, and raises no alert of its own.
 *
 * @param kind a symptom of it, or another cause that explains no more
 * @param code of the symptom or the cause
 * @param severity of the symptom; null of a cause
 * @param verdict of the cause; null of a symptom
 * @param scope dimension to value; empty for the whole room
 */
public record FoldedFinding(
        EpisodeKind kind,
        String code,
        @Nullable Severity severity,
        @Nullable Verdict verdict,
        Map<String, String> scope) {}
