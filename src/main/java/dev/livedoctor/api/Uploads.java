package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads candidates. */
@ApplicationScoped
public class Uploads {
    private final ObjectReader reader;
    private final int limit;

    Uploads(ObjectMapper mapper, ApiConfig config) {
        reader = mapper.readerFor(Upload.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        limit = Math.toIntExact(config.bodyLimit().asLongValue());
    }

    /**
     * The candidate in {@code body}.
     *
     * @throws MalformedJsonException where it is none
     */
    Upload read(RequestBody body) {
        try {
            @Nullable Upload upload = reader.readValue(body.bytes());
            if (upload == null || upload.files() == null) {
                throw new MalformedJsonException("An object with files expected.", 1, 1);
            }
            return upload;
        } catch (JsonProcessingException e) {
            JsonLocation place = Optional.ofNullable(e.getLocation()).orElse(JsonLocation.NA);
            throw new MalformedJsonException(
                    String.valueOf(e.getOriginalMessage()),
                    Math.max(1, place.getLineNr()),
                    Math.max(1, place.getColumnNr()));
        } catch (IOException e) {
            throw new IncompleteBodyException(e);
        }
    }

    LineReader lines(InputStream body) {
        return new LineReader(body, limit);
    }
}
