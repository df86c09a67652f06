package dev.livedoctor.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.livedoctor.chat.ScopeWords;
import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report as a model reads it: the best of each list, in one language. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportView(
        String room,
        String windowStart,
        String windowEnd,

        @JsonPropertyDescription("UNKNOWN: too little was measured to call the room healthy")
        Status status,

        String summary,
        List<SymptomEntry> symptoms,
        @JsonPropertyDescription("best first") List<CauseEntry> causes,
        List<MeasurementEntry> measureNext,
        List<String> warnings,
        String rulesVersion,

        @JsonPropertyDescription("only of a stored report") @Nullable
        String reportId,

        @JsonPropertyDescription("when it was diagnosed; only of a stored report") @Nullable
        String at) {
    private static final int MOST_SYMPTOMS = 8;
    /** And as many pieces of evidence of each. */
    private static final int MOST_CAUSES = 5;

    private static final int MOST_OTHERS = 5;

    /** What is wrong. */
    public record SymptomEntry(String code, String title, Severity severity, String scope, List<String> causedBy) {}

    /** Why, and what to do. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CauseEntry(
            String code,
            String title,
            Verdict verdict,
            @JsonPropertyDescription("0 to 1, calibrated") double confidence,
            String scope,
            List<EvidenceEntry> evidence,
            List<EvidenceEntry> against,
            @Nullable ActionEntry firstAction) {}

    /** What was seen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EvidenceEntry(
            String metric,
            String scope,
            String observed,

            @JsonPropertyDescription("with what it was compared, such as: above 0.03") @Nullable
            String comparison,

            @JsonPropertyDescription("what it usually is") @Nullable
            Double usual) {}

    /** What to do. */
    public record ActionEntry(
            String title, String owner, String urgency, List<String> steps, String verify, String doNot, String risk) {}

    /** What would decide. */
    public record MeasurementEntry(String metric, List<String> decides) {}

    static ReportView of(Report report, Language language) {
        return of(report, language, null, null);
    }

    static ReportView of(Report report, Language language, @Nullable String id, @Nullable String at) {
        return Truncation.fitting(MOST_CAUSES, most -> of(report, language, id, at, most));
    }

    private static ReportView of(Report report, Language language, @Nullable String id, @Nullable String at, int most) {
        return new ReportView(
                report.room(),
                report.window().start().toString(),
                report.window().end().toString(),
                report.status(),
                Truncation.text(ScopeWords.summary(report, language)),
                report.symptoms().stream()
                        .limit(MOST_SYMPTOMS)
                        .map(symptom -> new SymptomEntry(
                                symptom.code(),
                                symptom.knowledge().title().in(language),
                                symptom.severity(),
                                Truncation.value(symptom.scope()),
                                symptom.causedBy()))
                        .toList(),
                report.diagnoses().stream()
                        .limit(most)
                        .map(diagnosis -> cause(diagnosis, language, most))
                        .toList(),
                report.measureNext().stream()
                        .limit(MOST_OTHERS)
                        .map(next -> new MeasurementEntry(next.metric(), next.decides()))
                        .toList(),
                report.warnings().stream()
                        .limit(MOST_OTHERS)
                        .map(warning -> Truncation.text(warning.message().in(language)))
                        .toList(),
                report.rules().version(),
                id,
                at);
    }

    private static CauseEntry cause(Report.Diagnosis diagnosis, Language language, int most) {
        Scope scope = diagnosis.scope();
        return new CauseEntry(
                diagnosis.code(),
                Truncation.text(ScopeWords.fill(diagnosis.cause().title().in(language), scope, language)),
                diagnosis.verdict(),
                diagnosis.confidence(),
                Truncation.value(scope),
                evidence(diagnosis.evidence(), most),
                evidence(diagnosis.counterEvidence(), most),
                diagnosis.cause().actions().stream()
                        .findFirst()
                        .map(action -> action(action, diagnosis.verifications().get(0), scope, language))
                        .orElse(null));
    }

    private static List<EvidenceEntry> evidence(List<Observation> observations, int most) {
        return observations.stream()
                .limit(most)
                .map(one -> new EvidenceEntry(
                        one.metric(),
                        Truncation.value(one.scope()),
                        one.observed() instanceof Double number
                                ? SixDigits.of(number)
                                : Truncation.value(one.observed()),
                        one.bound() == null || one.direction() == null
                                ? null
                                : one.direction().name().toLowerCase(Locale.ROOT) + " " + SixDigits.of(one.bound()),
                        one.expected()))
                .toList();
    }

    static ActionEntry action(Action action, Verification verify, Scope scope, Language language) {
        return new ActionEntry(
                Truncation.text(ScopeWords.fill(action.title().in(language), scope, language)),
                action.owner().name(),
                action.urgency().name(),
                action.steps(language).stream()
                        .map(step -> Truncation.text(ScopeWords.fill(step, scope, language)))
                        .toList(),
                verify.metric() + " " + verify.direction().name().toLowerCase(Locale.ROOT) + " "
                        + SixDigits.of(verify.bound()) + " within " + verify.withinMinutes() + " min",
                Truncation.text(ScopeWords.fill(action.doNot().in(language), scope, language)),
                Truncation.text(ScopeWords.fill(action.risk().in(language), scope, language)));
    }
}
