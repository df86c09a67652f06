package dev.livedoctor.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.livedoctor.history.StoredReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A report as an event: CloudEvents 1.0 in its structured JSON form. */
final class CloudEvent {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SOURCE = "/livedoctor";
    private static final String TYPE = "dev.livedoctor.report";

    private CloudEvent() {}

    /** The event of {@code report}, of which {@code json} is the JSON. */
    static byte[] of(StoredReport report, byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator event = JSON.createGenerator(bytes)) {
            event.writeStartObject();
            event.writeStringField("specversion", "1.0");
            event.writeStringField("id", report.id());
            event.writeStringField("source", SOURCE);
            event.writeStringField("type", TYPE);
            event.writeStringField("subject", report.report().room());
            event.writeStringField("time", report.at().toString());
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
