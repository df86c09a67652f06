package dev.livedoctor.mcp;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.lookback.Insight;
import java.util.List;

/** What the recorded past says. */
public record InsightView(
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

    static InsightView of(Insight insight, Language language) {
        return new InsightView(
                insight.question(),
                insight.summary().in(language),
                sentences(insight, true, MOST_FINDINGS, language),
                (int) insight.findings(),
                sentences(insight, false, MOST_OTHERS, language),
                insight.unsaid().stream().map(one -> one.why().in(language)).toList(),
                insight.rooms(),
                insight.broadcasts(),
                insight.method().in(language));
    }

    private static List<String> sentences(Insight insight, boolean findings, int most, Language language) {
        return insight.items().stream()
                .filter(item -> item.finding() == findings)
                .limit(most)
                .map(item -> item.sentence().in(language))
                .toList();
    }
}
