package dev.livedoctor.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What is stored of a window: the snapshot as it was sent, and what history put into its baseline. JSON, deflated.
 *
 * @param snapshot as it was sent
 * @param usual from the room's history
 */
record WindowContent(MetricSnapshot snapshot, Map<String, Double> usual) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final ObjectWriter WRITER = JSON.writer();
    private static final ObjectReader READER = JSON.readerFor(WindowContent.class);
    private static final int DIGEST_BYTES = 16;

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 12)) {
            WRITER.writeValue(out, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static WindowContent of(byte[] bytes) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return READER.readValue(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code snapshot} as it could be sent, in one line. */
    static byte[] json(MetricSnapshot snapshot) {
        try {
            return WRITER.writeValueAsBytes(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Digest of the content: equal for equal snapshots, whatever the order and layout of their JSON. */
    static byte[] digest(MetricSnapshot snapshot) {
        return Arrays.copyOf(DigestUtils.sha256(json(snapshot)), DIGEST_BYTES);
    }
}
