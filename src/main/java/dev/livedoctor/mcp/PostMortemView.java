package dev.livedoctor.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.lookback.Incident;
import dev.livedoctor.lookback.PostMortem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a room. */
public record PostMortemView(
        String room,
        String from,
        String to,
        String summary,
        int windows,
        @JsonPropertyDescription("in order of time") List<IncidentEntry> incidents,
        int incidentsInAll,

        @JsonPropertyDescription("what to do before the next broadcast")
        List<String> prevent,

        List<String> unsaid) {
    private static final int MOST = 10;
    private static final int MOST_MEASURES = 5;

    /** A cause from its first window to its last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IncidentEntry(
            String cause,
            String title,
            String scope,
            String severity,
            String verdict,
            String start,
            String end,

            @JsonPropertyDescription("still there when the record ends")
            boolean open,

            List<String> symptoms,
            List<MeasureEntry> measures,

            @JsonPropertyDescription("evenings of the twelve weeks before that had it")
            int eveningsBefore,

            @JsonPropertyDescription("of the report of its worst window")
            String reportId) {}

    /** Something that was done meanwhile. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MeasureEntry(
            String at,
            String type,
            String note,

            @JsonPropertyDescription("absent where it cannot be said") @Nullable
            Boolean helped) {}

    static PostMortemView of(PostMortem found, Language language) {
        return new PostMortemView(
                found.room(),
                found.from().toString(),
                found.to().toString(),
                found.summary().in(language),
                found.windows(),
                found.incidents().stream()
                        .limit(MOST)
                        .map(incident -> entry(incident, language))
                        .toList(),
                found.incidents().size(),
                found.preventions().stream()
                        .limit(MOST)
                        .map(one -> one.title().in(language) + ": " + one.why().in(language))
                        .toList(),
                found.unsaid().stream().map(one -> one.why().in(language)).toList());
    }

    private static IncidentEntry entry(Incident incident, Language language) {
        return new IncidentEntry(
                incident.cause(),
                incident.title().in(language),
                incident.scope().toString(),
                incident.severity().name(),
                incident.verdict().name(),
                incident.start().toString(),
                incident.end().toString(),
                incident.open(),
                incident.symptoms(),
                incident.measures().stream()
                        .limit(MOST_MEASURES)
                        .map(one -> new MeasureEntry(one.at().toString(), one.type(), one.note(), one.helped()))
                        .toList(),
                incident.before(),
                incident.report());
    }
}
