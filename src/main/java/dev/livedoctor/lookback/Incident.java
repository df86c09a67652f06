package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cause, from the first window that showed it to the last.
 *
 * @param cause its code
 * @param knowledge its texts and actions; null where the rules in force do not know it
 * @param scope whom it concerned at its worst
 * @param severity of the worst symptom in its windows
 * @param verdict the strongest
 * @param confidence the highest
 * @param start of the first window
 * @param end of the last window
 * @param open whether it was still there when the record ends
 * @param windows that showed it
 * @param symptoms that were there meanwhile
 * @param report the id of the report on its worst window
 * @param evidence of that window, as the rules in force see it
 * @param viewerMinutes watched meanwhile, not a number where viewers were not counted
 * @param measures what was done meanwhile
 * @param check what the metric did that tells whether it is over; null where none is known
 * @param before on how many evenings of the twelve weeks before the same cause was there
 * @param broadcasts evenings of these weeks
 * @param alert what the alert of it says; null where there was none
 */
public record Incident(
        String cause,
        @Nullable CauseKnowledge knowledge,
        Scope scope,
        Severity severity,
        Verdict verdict,
        double confidence,
        Instant start,
        Instant end,
        boolean open,
        int windows,
        List<String> symptoms,
        String report,
        List<Observation> evidence,
        double viewerMinutes,
        List<Measure> measures,
        @Nullable MetricRecovery check,
        int before,
        int broadcasts,
        @Nullable Text alert) {

    /** Its title, or its code. */
    public Text title() {
        return knowledge == null ? new Text(cause, cause) : knowledge.title();
    }

    /**
     * Something that was done or changed while it lasted.
     *
     * @param at when
     * @param type of the event
     * @param note of the event, maybe empty
     * @param before the metric of the check in the ten minutes before; not a number where it was not measured
     * @param after the same in the second half of the minutes that the action gives itself
     * @param helped whether that met the bound where it had not before; null where that cannot be said
     */
    public record Measure(
            Instant at,
            String type,
            String note,
            double before,
            double after,
            @Nullable Boolean helped) {}

    /**
     * What the metric did that the first action is verified by.
     *
     * @param worst while it lasted
     * @param last in the ten minutes after it; not a number where nothing was recorded then
     * @param met whether that meets the bound; null where it cannot be said
     */
    public record MetricRecovery(
            String metric,
            boolean above,
            double bound,
            double worst,
            double last,
            @Nullable Boolean met) {}
}
