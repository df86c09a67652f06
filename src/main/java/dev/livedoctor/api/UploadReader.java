package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.livedoctor.ruleset.PackFile;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads candidates. */
@ApplicationScoped
class UploadReader {
    private final ObjectReader reader;
    private final int limit;

    /** What a body holds. */
    interface Content {
        /** Whether everything is there that must be. */
        boolean complete();
    }

    UploadReader(ObjectMapper mapper, ApiConfig config) {
        reader = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // Of two texts of one file, nobody knows which is meant.
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        limit = Math.toIntExact(config.bodyLimit().asLongValue());
    }

    /**
     * The candidate in {@code body}.
     *
     * @throws MalformedJsonException where it is none
     */
    CandidateUpload read(RequestBody body) {
        return read(body, CandidateUpload.class);
    }

    /**
     * What {@code body} holds.
     *
     * @throws MalformedJsonException where that is something else than {@code type}
     */
    <T extends Content> T read(RequestBody body, Class<T> type) {
        try {
            @Nullable T content = reader.forType(type).readValue(body.bytes());
            if (content == null || !content.complete()) {
                throw new MalformedJsonException(
                        "An object expected with " + type.getRecordComponents()[0].getName() + ".", 1, 1);
            }
            return content;
        } catch (JsonProcessingException e) {
            JsonLocation place = Optional.ofNullable(e.getLocation()).orElse(JsonLocation.NA);
            throw new MalformedJsonException(
                    problem(e, type), Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()));
        } catch (IOException e) {
            throw new IncompleteBodyException(e);
        }
    }

    /** Says in words of HTTP what Jackson says in words of Java. */
    private static String problem(JsonProcessingException e, Class<?> type) {
        String fields = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "No field is called " + JsonCursor.shortened(unknown.getPropertyName()) + ". Maybe one of " + fields
                    + "?";
        }
        if (!(e instanceof MismatchedInputException mismatched)) {
            return String.valueOf(e.getOriginalMessage());
        }
        String pointer = mismatched.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
        return pointer.isEmpty()
                ? "One object expected with " + fields + ", and nothing after it."
                : "Something of another type expected at " + JsonCursor.shortened(pointer) + ".";
    }

    /**
     * The text of the file at {@code path} in {@code body}.
     *
     * @throws ContentTooLargeException where it is over the limit
     */
    String text(String path, InputStream body) {
        try {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new ContentTooLargeException("A file", limit);
            }
            return PackFile.isText(path)
                    ? StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                    : PackFile.text(path, bytes);
        } catch (CharacterCodingException e) {
            throw HttpProblem.valueOf(
                    Response.Status.BAD_REQUEST, "The file is not UTF-8 text. Maybe save it as UTF-8?");
        } catch (IOException e) {
            throw new IncompleteBodyException(e);
        }
    }

    LineReader lines(InputStream body) {
        return new LineReader(body, limit);
    }
}
