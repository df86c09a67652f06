package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one window shows of a cause, or of a symptom that no cause explains.
 *
 * @param kind cause or symptom
 * @param code of it
 * @param severity the worst of its symptoms
 * @param verdict of the cause; null of a symptom
 * @param confidence in the cause, 0 to 1
 * @param scope who is affected: dimension to value; empty for the whole room
 * @param symptoms codes of those that it explains or brings about, and its own
 * @param root whether it explains one of them better than any other cause
 * @param metrics that show its symptoms
 * @param tidal whether only what rises and falls while a room fills and empties shows it, and nothing confirms it
 * @param layer of the cause; empty of a symptom
 * @param owner of the first action; null where there is none
 * @param action the first one's code; null where there is none
 * @param verify how to see that it worked; null where there is none
 * @param holds how long it must hold to be an alert; null where its severity decides
 * @param clears how long it must be gone; null for as long as usual
 */
public record AlertCandidate(
        EpisodeKind kind,
        String code,
        Severity severity,
        @Nullable Verdict verdict,
        double confidence,
        Map<String, String> scope,
        Set<String> symptoms,
        boolean root,
        List<String> metrics,
        boolean tidal,
        String layer,
        @Nullable Owner owner,
        @Nullable String action,
        @Nullable Verification verify,
        @Nullable Duration holds,
        @Nullable Duration clears) {

    /** A symptom that no cause explains, and that brings about {@code covers}. */
    static AlertCandidate symptom(
            String code,
            Severity severity,
            Map<String, String> scope,
            Set<String> covers,
            List<String> metrics,
            boolean tidal,
            @Nullable Duration holds,
            @Nullable Duration clears) {
        Set<String> symptoms = new TreeSet<>(covers);
        symptoms.add(code);
        return new AlertCandidate(
                EpisodeKind.SYMPTOM,
                code,
                severity,
                null,
                1,
                scope,
                symptoms,
                true,
                metrics,
                tidal,
                "",
                null,
                null,
                null,
                holds,
                clears);
    }

    /** This candidate, which must hold for {@code time} at least. */
    AlertCandidate holding(Duration time) {
        return holds != null && holds.compareTo(time) >= 0
                ? this
                : new AlertCandidate(
                        kind,
                        code,
                        severity,
                        verdict,
                        confidence,
                        scope,
                        symptoms,
                        root,
                        metrics,
                        tidal,
                        layer,
                        owner,
                        action,
                        verify,
                        time,
                        clears);
    }

    /** Whether it is more than a possibility, so that it may open an episode. */
    boolean opens() {
        return root && verdict != Verdict.POSSIBLE;
    }
}
