package dev.livedoctor.diagnosis;

import java.util.List;
import java.util.Map;

/**
 * What is known of a cause, besides its rules.
 *
 * @param code as in the vocabulary
 * @param layer where it lies: host, platform, network, client, interaction, content, commerce, data
 * @param prior log-odds before any evidence
 * @param harmless an explanation that alarms nobody
 * @param explains the symptoms that it accounts for, to true where fully and false where only in part
 * @param needs the measurements that would decide it, the most telling first
 * @param title in a few words
 * @param meaning what it means
 * @param viewers what viewers notice
 * @param confirm how to confirm it
 * @param gaps what the rules cannot see
 * @param actions the first to do first
 * @param alert when it is an alert
 */
public record CauseKnowledge(
        String code,
        String layer,
        double prior,
        boolean harmless,
        Map<String, Boolean> explains,
        List<String> needs,
        Text title,
        Text meaning,
        Text viewers,
        Text confirm,
        Text gaps,
        List<Action> actions,
        AlertTimes alert) {
    /** Whether it accounts for {@code symptom} fully, and not only in part. */
    boolean explainsFully(String symptom) {
        return Boolean.TRUE.equals(explains.get(symptom));
    }
}
