package dev.livedoctor.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.util.List;
import java.util.Map;

/** What a report found, by codes: this stays when the rules that made it have changed. */
public record Found(List<Symptom> symptoms, List<Cause> causes) {
    private static final JsonMapper JSON = new JsonMapper();

    /** A symptom, and the dimension values of those who had it. */
    public record Symptom(String code, Severity severity, Map<String, String> scope) {}

    /** A cause that was at least possible, and the dimension values of those whom it concerned. */
    public record Cause(String code, Verdict verdict, double confidence, Map<String, String> scope) {}

    static Found in(Report report) {
        return new Found(
                report.symptoms().stream()
                        .map(one -> new Symptom(
                                one.code(), one.severity(), one.scope().dimensions()))
                        .toList(),
                report.diagnoses().stream()
                        .map(one -> new Cause(
                                one.code(),
                                one.verdict(),
                                one.confidence(),
                                one.scope().dimensions()))
                        .toList());
    }

    static Found of(String json) {
        try {
            return JSON.readValue(json, Found.class);
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
