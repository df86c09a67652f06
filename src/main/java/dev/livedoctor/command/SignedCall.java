package dev.livedoctor.command;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.livedoctor.command.RefusedCallException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call as it came: its headers, and every byte of its body, since these are what is signed. */
@SuppressWarnings("ArrayRecordComponent") // read once and thrown away
record SignedCall(Function<String, @Nullable String> headers, byte[] body) {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The header, without which nothing can be verified. */
    String header(String name) {
        return optional(name)
                .orElseThrow(() -> new RefusedCallException(Reason.FORGED, "There is no header " + name + "."));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    /** The body as a JSON object. */
    JsonNode json() {
        return json(body);
    }

    static JsonNode json(byte[] text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // What is wrong with it helps nobody: a platform does not read our answer.
        }
        throw new RefusedCallException(Reason.MALFORMED, "A JSON object expected.");
    }
}
