package dev.livedoctor.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.util.List;
import java.util.Map;

/** What a report found, by codes: this stays when the rules that made it have changed. */
public record StoredFindings(List<Symptom> symptoms, List<Cause> causes) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A symptom.
     *
     * @param scope the dimension values of those who had it
     * @param relative whether it is one only beside what is usual, or what others have
     */
    public record Symptom(
            String code,
            Severity severity,
            Map<String, String> scope,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean relative) {}

    /**
     * A cause that was at least possible.
     *
     * @param scope the dimension values of those whom it concerned
     * @param harmless whether it explains and alarms nobody
     */
    public record Cause(
            String code,
            Verdict verdict,
            double confidence,
            Map<String, String> scope,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean harmless) {

        /** Whether it is more than possible. */
        public boolean likely() {
            return verdict == Verdict.CONFIRMED || verdict == Verdict.LIKELY;
        }
    }

    static StoredFindings in(Report report) {
        return new StoredFindings(
                report.symptoms().stream()
                        .map(one -> new Symptom(
                                one.code(),
                                one.severity(),
                                one.scope().dimensions(),
                                one.evidence().stream().noneMatch(seen -> seen.basis() == Basis.THRESHOLD)))
                        .toList(),
                report.diagnoses().stream()
                        .map(one -> new Cause(
                                one.code(),
                                one.verdict(),
                                one.confidence(),
                                one.scope().dimensions(),
                                one.cause().harmless()))
                        .toList());
    }

    static StoredFindings of(String json) {
        try {
            return JSON.readValue(json, StoredFindings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
