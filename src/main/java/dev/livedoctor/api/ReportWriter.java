package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.livedoctor.chat.ScopeWords;
import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes reports as JSON, field by field as the contract names them. Safe for use by many threads at once. */
final class ReportWriter {
    private static final JsonFactory JSON = new JsonFactory();
    /** A sick room's report; a larger one grows. */
    private static final int USUAL_BYTES = 16_384;

    private static final SerializableString BASIS = new SerializedString("basis");
    private static final SerializableString BOUND = new SerializedString("bound");
    private static final SerializableString DIRECTION = new SerializedString("direction");
    private static final SerializableString EVIDENCE = new SerializedString("evidence");
    private static final SerializableString EXPECTED = new SerializedString("expected");
    private static final SerializableString LAYER = new SerializedString("layer");
    private static final SerializableString METRIC = new SerializedString("metric");
    private static final SerializableString OBSERVED = new SerializedString("observed");
    private static final SerializableString RULE = new SerializedString("rule");
    private static final SerializableString SAMPLE = new SerializedString("sample");
    private static final SerializableString SCOPE = new SerializedString("scope");
    private static final SerializableString TITLE = new SerializedString("title");
    private static final SerializableString WEIGHT = new SerializedString("weight");

    private final Map<Language, Map<String, ActionTemplate>> actions = new EnumMap<>(Language.class);

    /** A writer of reports that name {@code causes}. */
    ReportWriter(Collection<CauseKnowledge> causes) {
        for (Language language : Language.values()) {
            Map<String, ActionTemplate> templates = new HashMap<>();
            causes.forEach(cause -> templates.put(cause.code(), new ActionTemplate(cause.actions(), language)));
            actions.put(language, templates);
        }
    }

    /** The report as UTF-8. */
    byte[] write(String id, Report report, Language language) {
        return write(id, report, List.of(), language);
    }

    /** The report as UTF-8, with how the rules fared where {@code traces} are given. */
    byte[] write(String id, Report report, List<RuleTrace> traces, Language language) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            head(json, id, report, language);
            symptoms(json, report.symptoms(), language);
            diagnoses(json, report.diagnoses(), language);
            others(json, report);
            warnings(json, report.warnings(), language);
            json.writeObjectFieldStart("rules");
            json.writeStringField("pack", report.rules().pack());
            json.writeStringField("version", report.rules().version());
            if (report.rules().revision() != null) {
                json.writeStringField("revision", report.rules().revision());
            }
            json.writeEndObject();
            if (!traces.isEmpty()) {
                TraceWriter.write(json, traces);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void head(JsonGenerator json, String id, Report report, Language language) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("room", report.room());
        json.writeObjectFieldStart("window");
        json.writeStringField("start", report.window().start().toString());
        json.writeStringField("end", report.window().end().toString());
        json.writeEndObject();
        json.writeStringField("status", report.status().name());
        json.writeStringField("summary", ScopeWords.summary(report, language));
    }

    private static void symptoms(JsonGenerator json, List<Report.SymptomFound> symptoms, Language language)
            throws IOException {
        json.writeArrayFieldStart("symptoms");
        for (Report.SymptomFound symptom : symptoms) {
            json.writeStartObject();
            json.writeStringField("code", symptom.code());
            json.writeFieldName(TITLE);
            json.writeString(ScopeWords.fill(symptom.knowledge().title().in(language), symptom.scope(), language));
            json.writeStringField("severity", symptom.severity().name());
            scope(json, symptom.scope());
            observations(json, EVIDENCE, symptom.evidence());
            texts(json, "causedBy", symptom.causedBy());
            if (symptom.explained() != null) {
                json.writeObjectFieldStart("explained");
                number(json, "from", symptom.explained().from());
                number(json, "to", symptom.explained().to());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void diagnoses(JsonGenerator json, List<Report.Diagnosis> diagnoses, Language language) throws IOException {
        json.writeArrayFieldStart("diagnoses");
        for (Report.Diagnosis diagnosis : diagnoses) {
            json.writeStartObject();
            json.writeStringField("cause", diagnosis.code());
            json.writeFieldName(TITLE);
            json.writeString(ScopeWords.fill(diagnosis.cause().title().in(language), diagnosis.scope(), language));
            json.writeStringField("verdict", diagnosis.verdict().name());
            number(json, "confidence", diagnosis.confidence());
            scope(json, diagnosis.scope());
            texts(json, "explains", diagnosis.explains());
            observations(json, EVIDENCE, diagnosis.evidence());
            observations(json, new SerializedString("counterEvidence"), diagnosis.counterEvidence());
            json.writeFieldName("actions");
            template(diagnosis.cause(), language).write(json, diagnosis);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private ActionTemplate template(CauseKnowledge cause, Language language) {
        ActionTemplate template = Objects.requireNonNull(actions.get(language)).get(cause.code());
        return template == null ? new ActionTemplate(cause.actions(), language) : template;
    }

    private static void others(JsonGenerator json, Report report) throws IOException {
        json.writeArrayFieldStart("ruledOut");
        for (Report.RuledOut ruledOut : report.ruledOut()) {
            json.writeStartObject();
            json.writeStringField("cause", ruledOut.cause());
            observations(json, new SerializedString("because"), ruledOut.because());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("untestable");
        for (Report.Untestable untestable : report.untestable()) {
            json.writeStartObject();
            json.writeStringField("cause", untestable.cause());
            texts(json, "needs", untestable.needs());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("measureNext");
        for (Report.Measurement measurement : report.measureNext()) {
            json.writeStartObject();
            json.writeFieldName(METRIC);
            json.writeString(measurement.metric());
            texts(json, "decides", measurement.decides());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void warnings(JsonGenerator json, List<Report.Warning> warnings, Language language)
            throws IOException {
        json.writeArrayFieldStart("warnings");
        for (Report.Warning warning : warnings) {
            json.writeStartObject();
            json.writeStringField("code", warning.code());
            json.writeStringField("name", warning.name());
            if (warning.nearest() != null) {
                json.writeStringField("nearest", warning.nearest());
            }
            json.writeStringField("message", warning.message().in(language));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void observations(JsonGenerator json, SerializableString field, List<Observation> observations)
            throws IOException {
        json.writeFieldName(field);
        json.writeStartArray();
        for (Observation observation : observations) {
            observation(json, observation);
        }
        json.writeEndArray();
    }

    private static void observation(JsonGenerator json, Observation observation) throws IOException {
        json.writeStartObject();
        json.writeFieldName(METRIC);
        json.writeString(observation.metric());
        scope(json, observation.scope());
        observed(json, observation.observed());
        number(json, EXPECTED, observation.expected());
        number(json, BOUND, observation.bound());
        if (observation.direction() != null) {
            json.writeFieldName(DIRECTION);
            json.writeString(observation.direction().name());
        }
        json.writeFieldName(BASIS);
        json.writeString(observation.basis().name());
        if (!observation.layer().isEmpty()) {
            json.writeFieldName(LAYER);
            json.writeString(observation.layer());
        }
        if (observation.sample() != null) {
            json.writeFieldName(SAMPLE);
            json.writeNumber(observation.sample());
        }
        if (observation.weight() != null) {
            json.writeFieldName(WEIGHT);
            json.writeString(observation.weight().name());
        }
        json.writeFieldName(RULE);
        json.writeString(observation.rule());
        json.writeEndObject();
    }

    private static void observed(JsonGenerator json, Object observed) throws IOException {
        if (observed instanceof Double number) {
            number(json, OBSERVED, number);
        } else {
            json.writeFieldName(OBSERVED);
            if (observed instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else {
                json.writeString(observed.toString());
            }
        }
    }

    private static void scope(JsonGenerator json, Scope scope) throws IOException {
        if (!scope.dimensions().isEmpty()) {
            json.writeFieldName(SCOPE);
            json.writeStartObject();
            for (Map.Entry<String, String> pair : scope.dimensions().entrySet()) {
                json.writeStringField(pair.getKey(), pair.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String field, double value) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(SixDigits.of(value));
    }

    /** A number that is there and finite: JSON knows no others. */
    private static void number(JsonGenerator json, SerializableString field, @Nullable Double value)
            throws IOException {
        if (value != null && Double.isFinite(value)) {
            json.writeFieldName(field);
            json.writeNumber(SixDigits.of(value));
        }
    }
}
