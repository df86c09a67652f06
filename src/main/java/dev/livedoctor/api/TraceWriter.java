package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.diagnosis.Attribute;
import dev.livedoctor.diagnosis.Event;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.diagnosis.RuleTrace.Miss;
import java.io.IOException;
import java.util.List;

/** Writes how rules fared: which fired with which facts, and of the others what was not met, and by how much. */
final class TraceWriter {
    private TraceWriter() {}

    static void write(JsonGenerator json, List<RuleTrace> traces) throws IOException {
        json.writeObjectFieldStart("explain");
        json.writeArrayFieldStart("fired");
        for (RuleTrace trace : traces) {
            for (List<Fact> facts : trace.fired()) {
                head(json, trace);
                json.writeArrayFieldStart("facts");
                for (Fact fact : facts) {
                    fact(json, fact);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notFired");
        for (RuleTrace trace : traces) {
            if (trace.fired().isEmpty()) {
                head(json, trace);
                json.writeArrayFieldStart("misses");
                for (Miss miss : trace.misses()) {
                    miss(json, miss);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, RuleTrace trace) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", trace.rule());
        json.writeStringField("file", trace.file());
        json.writeNumberField("line", trace.line());
        json.writeStringField("concludes", trace.concludes());
    }

    private static void miss(JsonGenerator json, Miss miss) throws IOException {
        json.writeStartObject();
        json.writeStringField("condition", miss.condition());
        json.writeNumberField("line", miss.line());
        json.writeStringField("reason", miss.reason().name());
        if (!miss.subjects().isEmpty()) {
            json.writeArrayFieldStart("asks");
            for (String name : miss.subjects()) {
                json.writeString(name);
            }
            json.writeEndArray();
        }
        if (!miss.constraint().isEmpty()) {
            json.writeStringField("constraint", miss.constraint());
        }
        if (miss.nearest() != null) {
            json.writeFieldName("nearest");
            fact(json, miss.nearest());
        }
        if (Double.isFinite(miss.distance())) {
            number(json, "by", miss.distance());
            number(json, "relative", miss.relativeDistance());
        }
        json.writeEndObject();
    }

    private static void fact(JsonGenerator json, Fact fact) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", fact.subject());
        if (!fact.scope().isRoom()) {
            json.writeStringField("scope", fact.scope().toString());
        }
        if (fact instanceof Reading reading) {
            number(json, "value", reading.value());
            if (Double.isFinite(reading.bound())) {
                number(json, "bound", reading.bound());
            }
            json.writeStringField("state", reading.state().name());
        } else if (fact instanceof Attribute attribute) {
            if (!attribute.text().isEmpty()) {
                json.writeStringField("value", attribute.text());
            } else if (Double.isNaN(attribute.number())) {
                json.writeBooleanField("value", attribute.flag());
            } else {
                number(json, "value", attribute.number());
            }
        } else if (fact instanceof Event event) {
            number(json, "minutesAgo", event.minutesAgo());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String field, double value) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(SixDigits.of(value));
    }
}
