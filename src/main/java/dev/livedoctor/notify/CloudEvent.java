package dev.livedoctor.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.livedoctor.history.StoredReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A report, or a change of an alert, as an event: CloudEvents 1.0 in its structured JSON form. */
final class CloudEvent {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SOURCE = "/livedoctor";
    private static final String TYPE = "dev.livedoctor.report";

    private CloudEvent() {}

    /** The event of {@code report}, of which {@code json} is the JSON. */
    static byte[] of(StoredReport report, byte[] json) {
        return of(TYPE, report.id(), report.report().room(), report.at(), json);
    }

    /** The event called {@code id} in {@code room}, of which {@code json} is the data. */
    static byte[] of(String type, String id, String room, Instant at, byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator event = JSON.createGenerator(bytes)) {
            event.writeStartObject();
            event.writeStringField("specversion", "1.0");
            event.writeStringField("id", id);
            event.writeStringField("source", SOURCE);
            event.writeStringField("type", type);
            event.writeStringField("subject", room);
            event.writeStringField("time", at.toString());
            event.writeStringField("datacontenttype", "application/json");
            event.writeFieldName("data");
            event.writeRawValue(new String(json, StandardCharsets.UTF_8));
            event.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return bytes.toByteArray();
    }
}
