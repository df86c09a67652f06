package dev.livedoctor.mcp;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.lookback.Answer;
import java.util.List;

/** What the recorded past says. */
public record PastAnswer(
        String question,
        String summary,

        @JsonPropertyDescription("more than chance, and enough to matter; the clearest first")
        List<String> findings,

        int findingsInAll,

        @JsonPropertyDescription("what else was looked at, the nearest to a finding first")
        List<String> others,

        @JsonPropertyDescription("what cannot be said, and why")
        List<String> unsaid,

        int rooms,
        @JsonPropertyDescription("evenings of the rooms") int broadcasts,
        String method) {
    private static final int MOST_FINDINGS = 15;
    private static final int MOST_OTHERS = 5;

    static PastAnswer of(Answer answer, Language language) {
        return new PastAnswer(
                answer.question(),
                answer.summary().in(language),
                sentences(answer, true, MOST_FINDINGS, language),
                (int) answer.findings(),
                sentences(answer, false, MOST_OTHERS, language),
                answer.unsaid().stream().map(one -> one.why().in(language)).toList(),
                answer.rooms(),
                answer.broadcasts(),
                answer.method().in(language));
    }

    private static List<String> sentences(Answer answer, boolean findings, int most, Language language) {
        return answer.items().stream()
                .filter(item -> item.finding() == findings)
                .limit(most)
                .map(item -> item.sentence().in(language))
                .toList();
    }
}
