package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.lookback.Insight.Unsaid;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What happened in a room. The same record, rules and episodes give the same.
 *
 * @param zone of its local time
 * @param windows that were recorded
 * @param minutes that they cover
 * @param peakViewers the most viewers; not a number where they were not counted
 * @param viewerMinutes watched; not a number where they were not counted
 * @param viewerMinutesLost of these spent waiting
 * @param orders paid; not a number where they were not counted
 * @param incidents in order of time
 * @param timeline in order of time
 * @param preventions what keeps it from happening again
 * @param curves how metrics went
 * @param unsaid what cannot be said, and why
 */
public record PostMortem(
        String room,
        Instant from,
        Instant to,
        ZoneId zone,
        String rules,
        int windows,
        double minutes,
        double peakViewers,
        double viewerMinutes,
        double viewerMinutesLost,
        double orders,
        Text summary,
        List<Incident> incidents,
        List<Moment> timeline,
        List<Prevention> preventions,
        List<Curve> curves,
        List<Unsaid> unsaid) {

    /** A moment on the timeline. */
    public record Moment(Instant at, Kind kind, Text text) {}

    /** What a moment is. */
    public enum Kind {
        STATUS,
        INCIDENT_BEGINS,
        INCIDENT_ENDS,
        ALERT_OPENS,
        ALERT_CLOSES,
        EVENT,
        GAP
    }

    /** Something to do before the next broadcast, the cause it is against, and why. */
    public record Prevention(
            String cause, String action, String owner, Text title, List<String> en, List<String> zh, Text why) {}

    /** A metric over time: means of equal parts of it; not a number where it was not measured. */
    public record Curve(String metric, Text title, double[] values) {}
}
